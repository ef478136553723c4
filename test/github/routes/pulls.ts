import { demand } from '../access.ts';
import { notFound, ok, refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { ancestors } from '../history.ts';
import { paged, pageOf } from '../paging.ts';
import { commitsOfPull } from '../pulls.ts';
import { resolve } from '../refs.ts';
import { commitShape } from '../shapes/commit.ts';
import { pullShape, pullSummaryShape } from '../shapes/pull.ts';
import type { Pull, Repository } from '../world.ts';

function pullOf({ token, repository, params }: Call, docs: string): Pull {
  demand(token, repository, { any: ['pull_requests'], access: 'read', docs });
  const pull = repository.pulls.get(Number(params.number));
  if (pull === undefined) throw notFound(docs);
  return pull;
}

const one = (call: Call) =>
  ok(pullShape(pullOf(call, '/pulls/pulls#get-a-pull-request'), call.repository, call.world.url));

/** At most 250 commits: https://docs.github.com/rest/pulls/pulls#list-commits-on-a-pull-request */
function commits(call: Call) {
  const { world, repository } = call;
  const pull = pullOf(call, '/pulls/pulls#list-commits-on-a-pull-request');
  const all = commitsOfPull(repository, pull).slice(0, 250);
  const page = pageOf(world, call, { all });
  return paged({ ...page, items: page.items.map((commit) => commitShape(commit, repository, world.url)) });
}

/** The pull requests of a commit: who merged it into the default branch, else all that contain it. */
function pullsWith(repository: Repository, commit: string): readonly Pull[] {
  const pulls = [...repository.pulls.values()];
  const has = (pull: Pull): boolean =>
    pull.landed.has(commit) || commitsOfPull(repository, pull).some(({ id }) => id === commit);
  const onDefault = ancestors(repository.objects, repository.branches.get(repository.defaultBranch) ?? '');
  return pulls.filter((pull) => has(pull) && (!onDefault.has(commit) || pull.merged !== null));
}

/** https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit */
function ofCommit(call: Call) {
  const { world, token, repository, params } = call;
  const docs = '/commits/commits#list-pull-requests-associated-with-a-commit';
  demand(token, repository, { any: ['pull_requests'], access: 'read', docs });
  const commit = resolve(repository, params.commit!);
  if (commit === undefined) throw refusal(422, `No commit found for SHA: ${params.commit}`, docs);
  const late = repository.pullsLag > 0;
  if (late) repository.pullsLag -= 1;
  const page = pageOf(world, call, { all: late ? [] : pullsWith(repository, commit.id) });
  return paged({ ...page, items: page.items.map((pull) => pullSummaryShape(pull, repository, world.url)) });
}

/** Pull requests, their commits, and the way back from a commit. */
export const pullRoutes: readonly Route[] = [
  { method: 'GET', path: '/pulls/:number', handle: one },
  { method: 'GET', path: '/pulls/:number/commits', handle: commits },
  { method: 'GET', path: '/commits/:commit/pulls', handle: ofCommit },
];
