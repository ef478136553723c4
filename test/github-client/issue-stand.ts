import type { Github } from '../../src/github/github.ts';
import { type IssueSection, type PostedIssue, postIssue } from '../../src/github/sticky-issue.ts';
import type { TokenOptions } from '../github/server.ts';
import type { Issue } from '../github/world.ts';
import { addLabel } from '../github/issues.ts';
import { BOT, stand, type Stand } from './stand.ts';

/** The job's permissions for what tells in issues. */
export const DRIFT: TokenOptions = { permissions: { contents: 'read', issues: 'write' } };

export const LABEL = 'pricebook';
export const FIRST = '<!-- pricebook:issue live -->';

/** A stand whose repository has a label and other people's issues, some with that label. */
export async function crowded(others = 120): Promise<Stand> {
  const at = await stand();
  addLabel(at.repo.world, at.repo.state, { name: LABEL });
  at.repo.openIssues(Math.ceil(others / 2), { author: 'octocat', labels: [LABEL] });
  at.repo.openIssues(Math.floor(others / 2), { author: BOT, body: 'Another workflow.', labels: [LABEL] });
  return at;
}

/** What the drift check has to tell of `live`; null for nothing. */
export const drift = (text: string | null, given: Partial<IssueSection> = {}): IssueSection => ({
  environment: 'live',
  label: LABEL,
  title: 'Stripe is not what git says in live',
  section: 'drift',
  text,
  fingerprint: text === null ? 'clean' : `of-${text.split(' ', 1)[0]}`,
  news: text === null ? 'Nothing differs any more.' : `Now: ${text}`,
  ...given,
});

/** What a release has to tell of `live`. */
export const release = (text: string | null, given: Partial<IssueSection> = {}): IssueSection =>
  drift(text, { section: 'release', title: 'A release of live needs a look', ...given });

export const tell = (
  at: Stand,
  section: IssueSection,
  github: Github = at.client(DRIFT),
): Promise<PostedIssue> => postIssue(github, section);

/** Our issues of `live`, oldest first. */
export const ours = ({ repo }: Stand): Issue[] =>
  [...repo.state.issues.values()].filter(({ author, body }) => author === BOT && body?.startsWith(FIRST));

/** The one issue of ours. */
export function only(at: Stand): Issue {
  const [issue, ...more] = ours(at);
  if (issue === undefined || more.length > 0)
    throw new Error(`There are ${more.length + 1} of ours, or none.`);
  return issue;
}

/** What the comments of the one issue say, without their markers. */
export const said = (at: Stand): string[] =>
  only(at).comments.map(({ body }) => body.replace(/^<!--.*-->\n/, ''));
