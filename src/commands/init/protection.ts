import { githubAccess } from '../github-access.ts';
import type { Io } from '../io.ts';
import type { Repository } from './repository.ts';

/** How long GitHub may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/** Whether the default branch is protected, asked of GitHub where the environment has a token for it; null otherwise. */
export async function askGithub({ origin, defaultBranch }: Repository, io: Io): Promise<boolean | null> {
  const access = githubAccess(origin, io);
  if (access === null) return null;
  const { isProtected } = await import('../../github/protection.ts');
  const signal = AbortSignal.any([io.signal, AbortSignal.timeout(PATIENCE)]);
  return isProtected({ ...access, branch: defaultBranch, signal });
}
