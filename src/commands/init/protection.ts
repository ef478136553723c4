import type { Io } from '../io.ts';
import type { Repository } from './repository.ts';

/** How long GitHub may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Whether the default branch is protected, asked of GitHub where the environment has a token for it; null otherwise.
 * The token goes to github.com, or to where `GITHUB_API_URL` says, never to a host that only the remote names.
 */
export async function askGithub({ origin, defaultBranch }: Repository, io: Io): Promise<boolean | null> {
  const token = io.env.GITHUB_TOKEN ?? io.env.GH_TOKEN ?? '';
  const apiUrl = io.env.GITHUB_API_URL ?? (origin?.isGithub === true ? 'https://api.github.com' : undefined);
  if (token === '' || origin === null || apiUrl === undefined) return null;
  const { isProtected } = await import('../../github/protection.ts');
  return isProtected({
    token,
    apiUrl,
    repository: origin.name,
    branch: defaultBranch,
    signal: AbortSignal.any([io.signal, AbortSignal.timeout(PATIENCE)]),
  });
}
