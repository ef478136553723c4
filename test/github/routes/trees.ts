import { demand } from '../access.ts';
import { type Answer, notFound, ok, refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { type File, entriesBelow } from '../files.ts';
import { resolve } from '../refs.ts';
import { nodeId } from '../shapes/user.ts';

/** Base64 in lines of sixty, as GitHub sends it. */
export const base64Lines = (bytes: Buffer): string =>
  bytes.toString('base64').replaceAll(/.{1,60}/g, (line) => `${line}\n`);

/** Whether a request asks for the bytes instead of JSON around them. */
export const wantsRaw = ({ accept }: Call): boolean =>
  /^application\/vnd\.github(\.v3)?\.raw(\+json)?/.test(accept);

/** The bytes by themselves. */
export const rawAnswer = (bytes: Buffer): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
  body: bytes,
});

const TYPES = { '040000': 'tree', '160000': 'commit' } as const;

/** The type of a tree's entry as the Git Data API names it. */
const typeOf = (mode: string): 'blob' | 'tree' | 'commit' =>
  mode === '040000' || mode === '160000' ? TYPES[mode] : 'blob';

function entryShape({ world, repository }: Call, { path, mode, id }: File) {
  const type = typeOf(mode);
  const url = `${world.url}/repos/${repository.fullName}/git`;
  return {
    path,
    mode,
    type,
    sha: id,
    ...(type === 'blob' ? { size: repository.objects.blobs.get(id)?.length ?? 0 } : {}),
    ...(type === 'commit' ? {} : { url: `${url}/${type}s/${id}` }),
  };
}

/** A tree's answer; also that of its creation. `recursive` counts by being there, whatever it says. */
export function treeShape(call: Call, id: string) {
  const { world, repository, query } = call;
  const { objects } = repository;
  const whole: readonly File[] = query.has('recursive')
    ? entriesBelow(objects, id)
    : (objects.trees.get(id) ?? []).map(({ name, ...entry }) => ({ path: name, ...entry }));
  const entries = whole.slice(0, world.limits.treeEntries);
  return {
    sha: id,
    url: `${world.url}/repos/${repository.fullName}/git/trees/${id}`,
    tree: entries.map((entry) => entryShape(call, entry)),
    truncated: entries.length < whole.length,
  };
}

/** https://docs.github.com/rest/git/trees#get-a-tree */
function tree(call: Call) {
  const { token, repository, params } = call;
  const docs = '/git/trees#get-a-tree';
  demand(token, repository, { any: ['contents'], access: 'read', docs });
  const name = params.tree!;
  const id = repository.objects.trees.has(name) ? name : resolve(repository, name)?.tree;
  if (id === undefined) throw notFound(docs);
  return ok(treeShape(call, id));
}

/** https://docs.github.com/rest/git/blobs#get-a-blob */
function blob(call: Call) {
  const { world, token, repository, params } = call;
  const docs = '/git/blobs#get-a-blob';
  demand(token, repository, { any: ['contents'], access: 'read', docs });
  const sha = params.blob!;
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    throw refusal(422, 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].', docs);
  }
  const bytes = repository.objects.blobs.get(sha);
  if (bytes === undefined) throw notFound(docs);
  if (wantsRaw(call)) return rawAnswer(bytes);
  return ok({
    sha,
    node_id: nodeId('B', repository.id),
    size: bytes.length,
    url: `${world.url}/repos/${repository.fullName}/git/blobs/${sha}`,
    content: base64Lines(bytes),
    encoding: 'base64',
  });
}

/** Folders and contents by their ids. */
export const treeRoutes: readonly Route[] = [
  { method: 'GET', path: '/git/trees/:tree+', handle: tree },
  { method: 'GET', path: '/git/blobs/:blob', handle: blob },
];
