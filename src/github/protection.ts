import { GithubFailure } from './failure.ts';
import type { Repository } from './open.ts';

/**
 * Rules that a commit of the release satisfies: it removes nothing, rewrites nothing, and GitHub signs it.
 * https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
const HARMLESS: ReadonlySet<string> = new Set([
  'creation',
  'deletion',
  'non_fast_forward',
  'required_linear_history',
  'required_signatures',
]);

/**
 * Whether a branch refuses a commit that comes through no pull request: by classic protection or by a ruleset. Null
 * when GitHub does not say: no such branch, no access, no connection. A rule that is not known here counts as one
 * that refuses, because a snapshot on a branch of its own is right in either case.
 */
export async function isProtected({ octokit, at }: Repository, branch: string): Promise<boolean | null> {
  const { repos } = octokit.rest;
  try {
    const { data } = await repos.getBranch({ ...at, branch });
    if (data.protected) return true;
    const rules = await octokit.paginate(repos.getBranchRules, { ...at, branch, per_page: 100 });
    return rules.some(({ type }) => !HARMLESS.has(type));
  } catch (error) {
    if (error instanceof GithubFailure) return null;
    throw error;
  }
}
