import { githubAccess } from '../github-access.ts';
import type { Io } from '../io.ts';
import type { Repository } from './repository.ts';

/** Whether the default branch is protected, asked of GitHub where the environment has a token for it; null otherwise. */
export async function askGithub({ origin, defaultBranch }: Repository, io: Io): Promise<boolean | null> {
  const access = githubAccess(origin, io);
  if (access === null) return null;
  const { openRepository } = await import('../../github/open.ts');
  const { isProtected } = await import('../../github/protection.ts');
  return isProtected(openRepository(access), defaultBranch);
}
