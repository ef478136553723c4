import type { GithubOptions } from '../github/open.ts';
import type { Origin } from './init/repository.ts';
import type { Io } from './io.ts';

/**
 * How to ask GitHub about the repository at `origin`; null without a token in the environment, or without a place for
 * it. The token goes to github.com, or to where `GITHUB_API_URL` says, never to a host that only the remote names.
 */
export function githubAccess(origin: Origin | null, { env }: Io): GithubOptions | null {
  const token = env.GITHUB_TOKEN ?? env.GH_TOKEN ?? '';
  const apiUrl = env.GITHUB_API_URL ?? (origin?.isGithub === true ? 'https://api.github.com' : undefined);
  if (token === '' || origin === null || apiUrl === undefined) return null;
  return { token, apiUrl, repository: origin.name };
}
