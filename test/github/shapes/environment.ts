import type { DeploymentPolicy, Repository } from '../world.ts';
import { nodeId } from './user.ts';

const MADE = '2026-11-02T09:00:00Z';

/** An environment: https://docs.github.com/rest/deployments/environments#get-an-environment */
export function environmentShape(
  repository: Repository,
  { name, policy }: { readonly name: string; readonly policy: DeploymentPolicy },
  api: string,
) {
  const id = 161_088_068;
  const encoded = encodeURIComponent(name);
  return {
    id,
    node_id: nodeId('EN', id),
    name,
    url: `${api}/repos/${repository.fullName}/environments/${encoded}`,
    html_url: `https://github.com/${repository.fullName}/deployments/activity_log?environments_filter=${encoded}`,
    created_at: MADE,
    updated_at: MADE,
    protection_rules:
      policy === 'anywhere' ? [] : [{ id: 3755, node_id: nodeId('GA', 3755), type: 'branch_policy' }],
    deployment_branch_policy:
      policy === 'anywhere'
        ? null
        : {
            protected_branches: policy === 'protected-branches',
            custom_branch_policies: policy !== 'protected-branches',
          },
  };
}

/** A name that an environment takes: https://docs.github.com/rest/deployments/branch-policies */
export const branchPolicyShape = (
  { type, name }: { readonly type: 'branch' | 'tag'; readonly name: string },
  at: number,
) => ({ id: 361_471 + at, node_id: nodeId('GBP', 361_471 + at), name, type });
