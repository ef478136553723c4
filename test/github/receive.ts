import { type Mode, type Objects, type Stamp, putBlob, putCommit, putTree } from './objects.ts';
import type { Repository } from './world.ts';

/** Runs git in the bare repository, perhaps with something to read. */
type Git = (args: readonly string[], input?: string) => Buffer;

interface Found {
  readonly id: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** The objects in what `git cat-file --batch` answers: a line, that many bytes, the end of a line. */
function objectsIn(answer: Buffer): readonly Found[] {
  const found: Found[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = answer.indexOf('\n', at);
    const [id = '', type = '', size = ''] = answer.toString('utf8', at, end).split(' ');
    const bytes = answer.subarray(end + 1, end + 1 + Number(size));
    found.push({ id, type, bytes: Buffer.from(bytes) });
    at = end + 1 + bytes.length + 1;
  }
  return found;
}

function putTreeOf(objects: Objects, bytes: Buffer): string {
  const entries = [];
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0, at);
    const line = bytes.toString('utf8', at, end);
    const space = line.indexOf(' ');
    entries.push({
      mode: line.slice(0, space).padStart(6, '0') as Mode,
      name: line.slice(space + 1),
      id: bytes.toString('hex', end + 1, end + 21),
    });
    at = end + 21;
  }
  return putTree(objects, entries);
}

function stampIn(line: string): Stamp {
  const [, name = '', email = '', date = ''] = /^\w+ (.*) <(.*)> (\d+) /.exec(line) ?? [];
  return { name, email, date: Number(date) };
}

function putCommitOf(objects: Objects, bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).split('\n');
  const all = (role: string): readonly string[] => lines.filter((line) => line.startsWith(`${role} `));
  return putCommit(objects, {
    tree: all('tree')[0]!.slice('tree '.length),
    parents: all('parent').map((line) => line.slice('parent '.length)),
    author: stampIn(all('author')[0]!),
    committer: stampIn(all('committer')[0]!),
    message: text.slice(end + 2),
  });
}

const PUT: Readonly<Record<string, (objects: Objects, bytes: Buffer) => string>> = {
  blob: putBlob,
  tree: putTreeOf,
  commit: putCommitOf,
};

/** What a push did: the objects that it brought are stored, and the branches are the caller's to move. */
export function receive(
  { objects, branches }: Repository,
  git: Git,
): {
  readonly moved: readonly { readonly branch: string; readonly id: string }[];
  readonly gone: readonly string[];
} {
  const lines = git(['for-each-ref', '--format=%(objectname) %(refname:lstrip=2)', 'refs/heads']).toString(
    'utf8',
  );
  const refs = new Map(
    lines.split('\n').flatMap((line) => (line === '' ? [] : [[line.slice(41), line.slice(0, 40)] as const])),
  );
  const moved = [...refs].flatMap(([branch, id]) => (branches.get(branch) === id ? [] : [{ branch, id }]));
  const known = [...branches.values()].map((id) => `^${id}\n`);
  const wanted = [...moved.map(({ id }) => `${id}\n`), ...known].join('');
  // Parents first: the server keeps commits in the order in which they came to be.
  const list = git(['rev-list', '--objects', '--topo-order', '--reverse', '--stdin'], wanted).toString(
    'utf8',
  );
  const ids = list.split('\n').flatMap((line) => (line === '' ? [] : [line.slice(0, 40)]));
  const answer =
    ids.length === 0 ? Buffer.alloc(0) : git(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join(''));
  for (const { id, type, bytes } of objectsIn(answer)) {
    const put = PUT[type]?.(objects, bytes);
    if (put !== id) throw new Error(`git has the ${type} ${id}, and the server keeps it as ${put}.`);
  }
  return { moved, gone: [...branches.keys()].filter((branch) => !refs.has(branch)) };
}
