import { createHash } from 'node:crypto';

/** The modes that git knows: file, executable, link, folder, submodule. */
export type Mode = '100644' | '100755' | '120000' | '040000' | '160000';

/** One line of a tree. */
export interface TreeEntry {
  readonly mode: Mode;
  readonly name: string;
  readonly id: string;
}

/** Who did something and when; `date` in seconds since 1970. */
export interface Stamp {
  readonly name: string;
  readonly email: string;
  readonly date: number;
}

/** A commit as git stores it. */
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Stamp;
  readonly committer: Stamp;
  readonly message: string;
}

/** Everything that a repository and its forks share, by object id; commits in order of creation, parents first. */
export interface Objects {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, readonly TreeEntry[]>;
  readonly commits: Map<string, Commit>;
  /** Ids of the commits that GitHub signed. */
  readonly signed: Set<string>;
}

/** No objects yet. */
export const newObjects = (): Objects => ({
  blobs: new Map(),
  trees: new Map(),
  commits: new Map(),
  signed: new Set(),
});

/** The id that git gives to an object: https://git-scm.com/book/en/v2/Git-Internals-Git-Objects */
const objectId = (type: 'blob' | 'tree' | 'commit', bytes: Buffer): string =>
  createHash('sha1').update(`${type} ${bytes.length}\0`).update(bytes).digest('hex');

/** The id of a file's content, which is stored. */
export function putBlob(objects: Objects, bytes: Buffer): string {
  const id = objectId('blob', bytes);
  objects.blobs.set(id, bytes);
  return id;
}

/** Git compares folders as if their names ended in a slash. */
const sortKey = ({ mode, name }: TreeEntry): Buffer => Buffer.from(mode === '040000' ? `${name}/` : name);

/** A folder as git stores it; entries in git's order. */
export const treeBytes = (entries: readonly TreeEntry[]): Buffer =>
  Buffer.concat(
    entries.flatMap(({ mode, name, id }) => [
      Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`),
      Buffer.from(id, 'hex'),
    ]),
  );

/** The id of a folder, which is stored; entries may come in any order. */
export function putTree(objects: Objects, entries: readonly TreeEntry[]): string {
  const sorted = entries.toSorted((left, right) => Buffer.compare(sortKey(left), sortKey(right)));
  const id = objectId('tree', treeBytes(sorted));
  objects.trees.set(id, sorted);
  return id;
}

const stampLine = (role: string, { name, email, date }: Stamp): string =>
  `${role} ${name} <${email}> ${date} +0000\n`;

/** A commit as git stores it; the message stays as it is, to the byte. */
export const commitBytes = (commit: Omit<Commit, 'id'>): Buffer =>
  Buffer.from(
    [
      `tree ${commit.tree}\n`,
      ...commit.parents.map((parent) => `parent ${parent}\n`),
      stampLine('author', commit.author),
      stampLine('committer', commit.committer),
      `\n${commit.message}`,
    ].join(''),
  );

/** The id of a commit, which is stored. */
export function putCommit(objects: Objects, commit: Omit<Commit, 'id'>): string {
  const id = objectId('commit', commitBytes(commit));
  if (!objects.commits.has(id)) objects.commits.set(id, { ...commit, id });
  return id;
}
