import { demand } from '../access.ts';
import { notFound, ok, refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { paged, pageOf } from '../paging.ts';
import { protectionShape, RULESET, rulesetShape, rulesShape } from '../shapes/protection.ts';

/** Of classic protection only, never rulesets, and for administrators. */
function protection({ world, token, repository, params }: Call) {
  const docs = '/branches/branch-protection#get-branch-protection';
  demand(token, repository, { any: ['administration'], access: 'read', docs });
  const branch = params.branch!;
  if (!repository.branches.has(branch)) throw refusal(404, 'Branch not found', docs);
  if (repository.protections.get(branch) !== 'classic') throw refusal(404, 'Branch not protected', docs);
  return ok(protectionShape(repository, branch, world.url));
}

/** Of rulesets only, never classic protection. */
function rules(call: Call) {
  const { world, repository, params } = call;
  const branch = params.branch!;
  return paged(pageOf(world, call, { all: rulesShape(repository, branch) }));
}

/** https://docs.github.com/rest/repos/rules#get-a-repository-ruleset */
function ruleset({ world, token, repository, params }: Call) {
  const isThere = [...repository.protections.values()].includes('ruleset') && Number(params.id) === RULESET;
  if (!isThere) throw notFound('/repos/rules#get-a-repository-ruleset');
  return ok(rulesetShape(repository, token.login, world.url));
}

/** What a branch asks of those who change it. */
export const protectionRoutes: readonly Route[] = [
  { method: 'GET', path: '/branches/:branch+/protection', handle: protection },
  { method: 'GET', path: '/rules/branches/:branch+', handle: rules },
  { method: 'GET', path: '/rulesets/:id', handle: ruleset },
];
