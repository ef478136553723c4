import { createHash } from 'node:crypto';

/** Accounts whose ids are known to everybody. */
const KNOWN: Readonly<Record<string, number>> = {
  'github-actions[bot]': 41_898_282,
  'dependabot[bot]': 49_699_333,
  'github-merge-queue[bot]': 118_344_674,
  'web-flow': 19_864_447,
};

/** The id of an account, the same in every run. */
export const accountId = (login: string): number =>
  KNOWN[login] ?? createHash('sha1').update(login).digest().readUInt32BE(0) % 100_000_000;

/** An id as GraphQL has it. */
export const nodeId = (prefix: string, id: number): string =>
  `${prefix}_${Buffer.from(String(id)).toString('base64url')}`;

/** An account as REST and webhooks show it, the `[bot]` of an app included. */
export function userShape(login: string, type: 'User' | 'Organization' = 'User') {
  const id = accountId(login);
  const bot = login.endsWith('[bot]');
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(bot ? 'BOT' : type === 'User' ? 'U' : 'O', id),
    avatar_url: `https://avatars.githubusercontent.com/${bot ? 'in' : 'u'}/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: bot ? `https://github.com/apps/${login.slice(0, -5)}` : `https://github.com/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: bot ? 'Bot' : type,
    user_view_type: 'public',
    site_admin: false,
  };
}

/** A time as GitHub writes it, from seconds since 1970. */
export const isoTime = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
