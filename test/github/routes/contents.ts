import { posix } from 'node:path';
import { demand } from '../access.ts';
import { notFound, ok, refusal } from '../answer.ts';
import type { Call, Route } from '../call.ts';
import { type File, entryAt } from '../files.ts';
import { resolve } from '../refs.ts';
import { base64Lines, rawAnswer, wantsRaw } from './trees.ts';

/** Up to here a file comes with its content. */
const LARGEST = 1024 * 1024;

/** Entries that a folder lists at most. */
const MOST_ENTRIES = 1000;

const TYPES = {
  '040000': 'dir',
  '120000': 'symlink',
  '160000': 'submodule',
  '100644': 'file',
  '100755': 'file',
} as const;

function entryShape({ world, repository }: Call, { path, mode, id }: File, ref: string) {
  const type = TYPES[mode];
  const api = `${world.url}/repos/${repository.fullName}`;
  const page = `https://github.com/${repository.fullName}`;
  const file = type === 'file' || type === 'symlink';
  const url = `${api}/contents/${path}?ref=${ref}`;
  const git = type === 'submodule' ? null : `${api}/git/${type === 'dir' ? 'trees' : 'blobs'}/${id}`;
  const html = `${page}/${type === 'dir' ? 'tree' : 'blob'}/${ref}/${path}`;
  return {
    name: posix.basename(path),
    path,
    sha: id,
    size: file ? (repository.objects.blobs.get(id)?.length ?? 0) : 0,
    url,
    html_url: html,
    git_url: git,
    download_url: file ? `https://raw.githubusercontent.com/${repository.fullName}/${ref}/${path}` : null,
    type,
    _links: { self: url, git, html },
  };
}

/** A link that leads to a file of the repository is answered as that file. */
function followed({ repository }: Call, tree: string, entry: File): File {
  if (entry.mode !== '120000') return entry;
  const to = repository.objects.blobs.get(entry.id)!.toString('utf8');
  const target = entryAt(repository.objects, tree, posix.join(posix.dirname(entry.path), to));
  return target !== undefined && TYPES[target.mode] === 'file' ? { ...target, path: entry.path } : entry;
}

/** https://docs.github.com/rest/repos/contents#get-repository-content */
function contents(call: Call) {
  const { token, repository, params, query } = call;
  const { objects } = repository;
  const docs = '/repos/contents#get-repository-content';
  demand(token, repository, { any: ['contents'], access: 'read', docs });
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = resolve(repository, ref);
  if (commit === undefined) throw refusal(404, `No commit found for the ref ${ref}`, docs);
  const found = entryAt(objects, commit.tree, params.path ?? '');
  if (found === undefined) throw notFound(docs);
  const entry = followed(call, commit.tree, found);
  const shape = entryShape(call, entry, ref);
  if (shape.type === 'dir') {
    const inside = (objects.trees.get(entry.id) ?? []).slice(0, MOST_ENTRIES);
    return ok(
      inside.map(({ name, mode, id }) =>
        entryShape(call, { path: posix.join(entry.path, name), mode, id }, ref),
      ),
    );
  }
  if (shape.type === 'submodule') return ok({ ...shape, submodule_git_url: null });
  const bytes = objects.blobs.get(entry.id)!;
  if (wantsRaw(call)) return rawAnswer(bytes);
  if (shape.type === 'symlink') return ok({ ...shape, target: bytes.toString('utf8') });
  return bytes.length > LARGEST
    ? ok({ ...shape, content: '', encoding: 'none' })
    : ok({ ...shape, content: base64Lines(bytes), encoding: 'base64' });
}

/** Files and folders by their paths. */
export const contentRoutes: readonly Route[] = [
  { method: 'GET', path: '/contents', handle: contents },
  { method: 'GET', path: '/contents/', handle: contents },
  { method: 'GET', path: '/contents/:path+', handle: contents },
];
