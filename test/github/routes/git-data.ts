import { demand } from '../access.ts';
import { type Answer, invalid, notFound, ok, refusal } from '../answer.ts';
import { type Call, type Route, textField } from '../call.ts';
import { type File, filesOf, treeOf } from '../files.ts';
import { ancestors } from '../history.ts';
import { type Mode, putBlob, putCommit } from '../objects.ts';
import { moveBranch, removeBranch } from '../pulls.ts';
import { branchIn } from '../refs.ts';
import { gitCommitShape } from '../shapes/commit.ts';
import { referenceShape } from '../shapes/reference.ts';
import { now } from '../world.ts';
import { protectionFault } from '../write.ts';
import { treeShape } from './trees.ts';

const writable = ({ token, repository }: Call, docs: string): void =>
  demand(token, repository, { any: ['contents'], access: 'write', docs });

const created = (body: Readonly<Record<string, unknown>> & { readonly url: string }): Answer => ({
  status: 201,
  headers: { location: body.url },
  body,
});

/** https://docs.github.com/rest/git/blobs#create-a-blob */
function createBlob(call: Call): Answer {
  writable(call, '/git/blobs#create-a-blob');
  const content = textField(call, 'content', 'Blob');
  const encoding = call.body.encoding === 'base64' ? 'base64' : 'utf8';
  const sha = putBlob(call.repository.objects, Buffer.from(content, encoding));
  return created({ sha, url: `${call.world.url}/repos/${call.repository.fullName}/git/blobs/${sha}` });
}

interface TreeLine {
  readonly path: string;
  readonly mode: Mode;
  readonly sha?: string | null;
  readonly content?: string;
}

/** https://docs.github.com/rest/git/trees#create-a-tree: lines of files on top of `base_tree`; a null `sha` removes. */
function createTree(call: Call): Answer {
  const docs = '/git/trees#create-a-tree';
  writable(call, docs);
  const { objects } = call.repository;
  const { tree } = call.body;
  const base = call.body.base_tree === undefined ? undefined : textField(call, 'base_tree', 'Tree');
  if (!Array.isArray(tree)) throw refusal(422, 'Invalid tree info', docs);
  if (base !== undefined && !objects.trees.has(base)) throw notFound(docs);
  const files = new Map<string, File>(filesOf(objects, base ?? ''));
  for (const { path, mode, sha, content } of tree as readonly TreeLine[]) {
    const id = sha === undefined ? putBlob(objects, Buffer.from(content ?? '')) : sha;
    if (id === null) files.delete(path);
    else if (mode !== '160000' && !objects.blobs.has(id))
      throw refusal(422, `tree.sha ${id} is not a valid blob`, docs);
    else files.set(path, { path, mode, id });
  }
  const id = treeOf(objects, [...files.values()]);
  const { truncated: _, ...shape } = treeShape({ ...call, query: new URLSearchParams() }, id);
  return created({ ...shape });
}

/** https://docs.github.com/rest/git/commits#create-a-commit */
function createCommit(call: Call): Answer {
  const docs = '/git/commits#create-a-commit';
  writable(call, docs);
  const { world, token, repository, body } = call;
  const { objects } = repository;
  const message = textField(call, 'message', 'Commit');
  const tree = textField(call, 'tree', 'Commit');
  const parents = Array.isArray(body.parents) ? body.parents.map(String) : [];
  if (!objects.trees.has(tree)) throw refusal(422, 'Tree SHA does not exist', docs);
  if (!parents.every((id) => objects.commits.has(id))) {
    throw refusal(422, 'Parent SHA does not exist or is not a commit object', docs);
  }
  const stamp = { name: token.login, email: `${token.login}@users.noreply.github.com`, date: now(world) };
  const id = putCommit(objects, { tree, parents, message, author: stamp, committer: stamp });
  return created(gitCommitShape(objects.commits.get(id)!, repository, world.url));
}

/** https://docs.github.com/rest/git/refs#create-a-reference; branches only. */
function createRef(call: Call): Answer {
  const docs = '/git/refs#create-a-reference';
  writable(call, docs);
  const { world, repository } = call;
  const ref = textField(call, 'ref', 'Reference');
  const sha = textField(call, 'sha', 'Reference');
  const branch = /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  if (branch === undefined) throw invalid({ resource: 'Reference', field: 'ref', code: 'invalid' }, docs);
  if (repository.branches.has(branch)) throw refusal(422, 'Reference already exists', docs);
  if (!repository.objects.commits.has(sha)) throw refusal(422, 'Object does not exist', docs);
  const fault = protectionFault(repository, branch, call.token);
  if (fault !== undefined) throw refusal(422, fault.message, docs);
  moveBranch(world, repository, { branch, id: sha });
  return created(referenceShape(repository, branch, world.url));
}

/** https://docs.github.com/rest/git/refs#update-a-reference; branches only. */
function updateRef(call: Call): Answer {
  const docs = '/git/refs#update-a-reference';
  writable(call, docs);
  const { world, token, repository, params, body } = call;
  const branch = branchIn(params.ref!);
  const sha = textField(call, 'sha', 'Reference');
  const tip = repository.branches.get(branch);
  if (tip === undefined) throw refusal(422, 'Reference does not exist', docs);
  if (!repository.objects.commits.has(sha)) throw refusal(422, 'Object does not exist', docs);
  const fault = protectionFault(repository, branch, token);
  if (fault !== undefined) throw refusal(422, fault.message, docs);
  if (body.force !== true && !ancestors(repository.objects, sha).has(tip)) {
    throw refusal(422, 'Update is not a fast forward', docs);
  }
  moveBranch(world, repository, { branch, id: sha });
  return ok(referenceShape(repository, branch, world.url));
}

/** https://docs.github.com/rest/git/refs#delete-a-reference; branches only. */
function deleteRef(call: Call): Answer {
  const docs = '/git/refs#delete-a-reference';
  writable(call, docs);
  const { world, token, repository, params } = call;
  const branch = branchIn(params.ref!);
  if (!repository.branches.has(branch)) throw refusal(422, 'Reference does not exist', docs);
  const fault = protectionFault(repository, branch, token);
  if (fault !== undefined) throw refusal(422, fault.message, docs);
  removeBranch(world, repository, branch);
  return { status: 204, body: undefined };
}

/** Blobs, trees, commits and branches, made one by one: https://docs.github.com/rest/git */
export const gitDataRoutes: readonly Route[] = [
  { method: 'POST', path: '/git/blobs', handle: createBlob },
  { method: 'POST', path: '/git/trees', handle: createTree },
  { method: 'POST', path: '/git/commits', handle: createCommit },
  { method: 'POST', path: '/git/refs', handle: createRef },
  { method: 'PATCH', path: '/git/refs/:ref+', handle: updateRef },
  { method: 'DELETE', path: '/git/refs/:ref+', handle: deleteRef },
];
