import { type Mode, type Objects, type TreeEntry, putBlob, putTree } from './objects.ts';

/** A file for a commit: its content, or a link, an executable or a submodule with its mode. */
export type Content =
  | string
  | Buffer
  | { readonly mode: '100755' | '120000'; readonly content: string | Buffer }
  | { readonly mode: '160000'; readonly commit: string };

/** A file in a commit: where it is, and its blob (or the commit of a submodule). */
export interface File {
  readonly path: string;
  readonly mode: Mode;
  readonly id: string;
}

const stored = (objects: Objects, content: Content): Omit<File, 'path'> => {
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    return { mode: '100644', id: putBlob(objects, Buffer.from(content)) };
  }
  return content.mode === '160000'
    ? { mode: content.mode, id: content.commit }
    : { mode: content.mode, id: putBlob(objects, Buffer.from(content.content)) };
};

/** Files with their contents stored. */
export const putFiles = (objects: Objects, files: Readonly<Record<string, Content>>): readonly File[] =>
  Object.entries(files).map(([path, content]) => ({ path, ...stored(objects, content) }));

/** The id of the tree that holds these files, which is stored with all its folders. */
export function treeOf(objects: Objects, files: readonly File[]): string {
  const entries: TreeEntry[] = [];
  const folders = Map.groupBy(files, ({ path }) =>
    path.includes('/') ? path.slice(0, path.indexOf('/')) : '',
  );
  for (const [folder, inside] of folders) {
    if (folder === '') entries.push(...inside.map(({ path, mode, id }) => ({ name: path, mode, id })));
    else {
      const below = inside.map((file) => ({ ...file, path: file.path.slice(folder.length + 1) }));
      entries.push({ mode: '040000', name: folder, id: treeOf(objects, below) });
    }
  }
  return putTree(objects, entries);
}

/** Every entry of a tree and below it, folders before what they hold, with paths from this tree. */
export const entriesBelow = (objects: Objects, tree: string, folder = ''): readonly File[] =>
  (objects.trees.get(tree) ?? []).flatMap(({ mode, name, id }) => {
    const path = `${folder}${name}`;
    const entry = { path, mode, id };
    return mode === '040000' ? [entry, ...entriesBelow(objects, id, `${path}/`)] : [entry];
  });

/** Every file of a tree by its path. */
export const filesOf = (objects: Objects, tree: string): ReadonlyMap<string, File> =>
  new Map(
    entriesBelow(objects, tree)
      .filter(({ mode }) => mode !== '040000')
      .map((file) => [file.path, file]),
  );

/** What is at a path of a tree; the tree itself at the empty path. */
export function entryAt(objects: Objects, tree: string, path: string): File | undefined {
  let found: File | undefined = { path, mode: '040000', id: tree };
  for (const segment of path.split('/').filter((part) => part !== '')) {
    const entry: TreeEntry | undefined = objects.trees.get(found.id)?.find(({ name }) => name === segment);
    if (entry === undefined) return undefined;
    found = { path, mode: entry.mode, id: entry.id };
  }
  return found;
}
