import { GithubFailure } from './failure.ts';
import type { Repository } from './open.ts';
import { mayRefuse, readRules } from './rules.ts';

/**
 * Whether a branch refuses a commit that comes through no pull request: by classic protection or by a ruleset. Null
 * when GitHub does not say: no such branch, no access, no connection. A rule that is not known here counts as one
 * that refuses, because a snapshot on a branch of its own is right in either case.
 */
export async function isProtected(repository: Repository, branch: string): Promise<boolean | null> {
  const { octokit, at } = repository;
  try {
    const { data } = await octokit.rest.repos.getBranch({ ...at, branch });
    // `protected` is true of any ruleset, one that only forbids to delete the branch too.
    if (data.protection.enabled === true) return true;
    return (await readRules(repository, branch)).some(mayRefuse);
  } catch (error) {
    if (error instanceof GithubFailure) return null;
    throw error;
  }
}
