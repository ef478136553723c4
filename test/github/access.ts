import { Refusal, notFound, refusal } from './answer.ts';
import type { Access, Permission, Repository, Token, World } from './world.ts';

/** The token of a request: 401 without one that exists. */
export function authenticate(world: World, header: string | undefined): Token {
  const [scheme = '', value = ''] = (header ?? '').split(' ');
  const token = /^(token|bearer)$/i.test(scheme) ? world.tokens.get(value) : undefined;
  if (token === undefined) throw refusal(401, 'Bad credentials');
  return token;
}

/** Whether a token belongs to an app, as the token of a job does. */
export const isApp = ({ login }: Token): boolean => login.endsWith('[bot]');

/** How GitHub says that a permission is missing. */
export const lacking = (token: Token): string =>
  `Resource not accessible by ${isApp(token) ? 'integration' : 'personal access token'}`;

const covers = (token: Token, { fullName }: Repository): boolean =>
  token.repositories === null || token.repositories.includes(fullName);

/** Whether a token may do something; everything public may be read, but for what administrators see. */
export function may(
  token: Token,
  repository: Repository,
  need: { permission: Permission; access: Access },
): boolean {
  const isOpen = !repository.private && need.permission !== 'administration';
  if (need.access === 'read' && isOpen) return true;
  if (!covers(token, repository)) return false;
  const given = token.permissions[need.permission];
  return given === 'write' || (given === 'read' && need.access === 'read');
}

/** The repository of a path as a token sees it: 404 for what it may not know of. */
export function visible(world: World, token: Token, fullName: string): Repository {
  const repository = world.repositories.get(fullName.toLowerCase());
  if (repository === undefined || (repository.private && !covers(token, repository))) throw notFound();
  return repository;
}

/** Goes on if the token has one of the permissions; a private repository's contents are 404 without. */
export function demand(
  token: Token,
  repository: Repository,
  need: { readonly any: readonly Permission[]; readonly access: Access; readonly docs: string },
): void {
  const { any, access, docs } = need;
  if (any.some((permission) => may(token, repository, { permission, access }))) return;
  const hidden =
    any.includes('contents') && !may(token, repository, { permission: 'contents', access: 'read' });
  if (repository.private && hidden) throw notFound(docs);
  const refused = refusal(403, lacking(token), docs).answer;
  const wanted = any.map((permission) => `${permission}=${access}`).join('; ');
  throw new Refusal({ ...refused, headers: { 'x-accepted-github-permissions': wanted } });
}
