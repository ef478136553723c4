import { notFound, ok, refusal } from '../answer.ts';
import { demand, may } from '../access.ts';
import type { Call, Route } from '../call.ts';
import { branchIn } from '../refs.ts';
import { commitShape } from '../shapes/commit.ts';
import { referenceShape } from '../shapes/reference.ts';
import { repositoryShape } from '../shapes/repository.ts';
import { userShape } from '../shapes/user.ts';

const contents = (call: Call, docs: string): void =>
  demand(call.token, call.repository, { any: ['contents'], access: 'read', docs });

function repository({ world, token, repository }: Call) {
  const push = may(token, repository, { permission: 'contents', access: 'write' });
  const [owner = ''] = repository.fullName.split('/');
  return ok({
    ...repositoryShape(repository, world.url),
    permissions: { admin: false, maintain: false, push, triage: push, pull: true },
    ...(repository.owner === 'Organization' ? { organization: userShape(owner, 'Organization') } : {}),
    ...(repository.fork === null
      ? {}
      : {
          parent: repositoryShape(repository.fork, world.url),
          source: repositoryShape(repository.fork, world.url),
        }),
    network_count: 0,
    subscribers_count: 0,
  });
}

/** https://docs.github.com/rest/branches/branches#get-a-branch */
function branch(call: Call) {
  const { world, repository, params } = call;
  const docs = '/branches/branches#get-a-branch';
  contents(call, docs);
  const name = params.branch!;
  const tip = repository.objects.commits.get(repository.branches.get(name) ?? '');
  if (tip === undefined) throw refusal(404, 'Branch not found', docs);
  const classic = repository.protections.get(name) === 'classic';
  const url = `${world.url}/repos/${repository.fullName}/branches/${name}`;
  return ok({
    name,
    commit: commitShape(tip, repository, world.url),
    _links: { self: url, html: `https://github.com/${repository.fullName}/tree/${name}` },
    protected: repository.protections.has(name),
    protection: {
      enabled: classic,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] },
    },
    protection_url: `${url}/protection`,
  });
}

/** https://docs.github.com/rest/git/refs#get-a-reference */
function reference(call: Call) {
  const { world, repository, params } = call;
  const docs = '/git/refs#get-a-reference';
  contents(call, docs);
  const branch = branchIn(params.ref!);
  if (!repository.branches.has(branch)) throw notFound(docs);
  return ok(referenceShape(repository, branch, world.url));
}

/** What a repository is and where its branches are. */
export const repositoryRoutes: readonly Route[] = [
  { method: 'GET', path: '', handle: repository },
  { method: 'GET', path: '/branches/:branch+', handle: branch },
  { method: 'GET', path: '/git/ref/:ref+', handle: reference },
];
