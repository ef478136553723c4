import { demand } from '../access.ts';
import { notFound, ok } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { pageOf } from '../paging.ts';
import { branchPolicyShape, environmentShape } from '../shapes/environment.ts';
import type { DeploymentPolicy } from '../world.ts';

function policyIn({ token, repository, params }: Call, docs: string): DeploymentPolicy {
  demand(token, repository, { any: ['actions'], access: 'read', docs });
  const policy = repository.environments.get(params.name!);
  if (policy === undefined) throw notFound(docs);
  return policy;
}

function environment(call: Call) {
  const { world, repository, params } = call;
  const policy = policyIn(call, '/deployments/environments#get-an-environment');
  return ok(environmentShape(repository, { name: params.name!, policy }, world.url));
}

function branchPolicies(call: Call) {
  const policy = policyIn(call, '/deployments/branch-policies#list-deployment-branch-policies');
  const all = (typeof policy === 'string' ? [] : policy).map(branchPolicyShape);
  const { items, headers } = pageOf(call.world, call, { all });
  return { status: 200, headers, body: { total_count: all.length, branch_policies: items } };
}

/** Environments, and from where each takes jobs. */
export const environmentRoutes: readonly Route[] = [
  { method: 'GET', path: '/environments/:name', handle: environment },
  { method: 'GET', path: '/environments/:name/deployment-branch-policies', handle: branchPolicies },
];
