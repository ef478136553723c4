import { hasStatus } from './failure.ts';
import type { Repository } from './open.ts';

/** From where jobs may get at the secrets of an environment. */
export type DeploymentBranches =
  | { readonly from: 'anywhere' }
  /** Every branch with classic protection. */
  | { readonly from: 'protected-branches' }
  /** Branches and tags by name or pattern. */
  | { readonly from: 'named'; readonly refs: readonly { type: 'branch' | 'tag'; name: string }[] };

/**
 * Where jobs of an environment may run; null where the repository has no such environment.
 * https://docs.github.com/rest/deployments/environments#get-an-environment
 */
export async function readDeploymentBranches(
  { octokit, at }: Repository,
  environment: string,
): Promise<DeploymentBranches | null> {
  const where = { ...at, environment_name: environment };
  const { repos } = octokit.rest;
  try {
    const { data } = await repos.getEnvironment(where);
    const policy = data.deployment_branch_policy ?? null;
    if (policy === null) return { from: 'anywhere' };
    if (policy.protected_branches) return { from: 'protected-branches' };
    const policies = await octokit.paginate(repos.listDeploymentBranchPolicies, { ...where, per_page: 100 });
    return { from: 'named', refs: policies.map(({ type = 'branch', name = '' }) => ({ type, name })) };
  } catch (error) {
    if (hasStatus(error, 404)) return null;
    throw error;
  }
}
