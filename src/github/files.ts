import { Fault } from '../model/fault.ts';
import { hasStatus } from './failure.ts';
import { readParents } from './history.ts';
import { LINK } from './github.ts';
import type { Repository } from './open.ts';

/** The mode that git gives a symbolic link. */
const SYMBOLIC_LINK = '120000';

interface TreeEntry {
  readonly path: string;
  readonly type: string;
  readonly mode: string;
  readonly sha: string;
}

/** The entries of a tree, or of all below it: never a part of them. */
async function entriesOf(
  { octokit, at }: Repository,
  tree: string,
  depth: { recursive?: '1' },
): Promise<readonly TreeEntry[]> {
  const { data } = await octokit.rest.git.getTree({ ...at, tree_sha: tree, ...depth });
  if (!data.truncated) return data.tree;
  throw new Fault(
    'github.too-large',
    `GitHub lists a part only of the tree ${tree}: it has too many files`,
    'Keep the manifests in a folder of their own that holds nothing else.',
  );
}

/**
 * Git blob ids of the files in a folder of a commit (or of a tree, by its id) and below, by path from the top of the repository; empty where the
 * commit has no such folder. It is walked to one segment at a time, so that the size of the rest of the repository
 * does not matter.
 *
 * A symbolic link is in it with the blob that holds its target's name, marked as one: a link that changes is a file that
 * changed, and one that stays says nothing about what it leads to. A submodule is not, nor is anything in it, for it has no blob here. A folder that is itself a link or a
 * submodule is no folder.
 *
 * @throws {Fault} `github.too-large` where GitHub lists only a part.
 * https://docs.github.com/rest/git/trees#get-a-tree
 */
export async function readTree(
  repository: Repository,
  top: string,
  folder: string,
): Promise<ReadonlyMap<string, string>> {
  const names = folder.split('/').filter((name) => name !== '' && name !== '.');
  let tree = top;
  for (const name of names) {
    const entries = await entriesOf(repository, tree, {});
    const found = entries.find(({ path, type }) => path === name && type === 'tree');
    if (found === undefined) return new Map();
    tree = found.sha;
  }
  const files = await entriesOf(repository, tree, { recursive: '1' });
  const blobs = files.filter(({ type }) => type === 'blob');
  return new Map(
    blobs.map(({ path, sha, mode }) => [
      [...names, path].join('/'),
      mode === SYMBOLIC_LINK ? `${LINK}${sha}` : sha,
    ]),
  );
}

/** The bytes of a blob. */
export async function readBlob({ octokit, at }: Repository, id: string): Promise<Buffer> {
  const { data } = await octokit.rest.git.getBlob({ ...at, file_sha: id });
  return Buffer.from(data.content, 'base64');
}

/**
 * The bytes of a file at a commit, or null where there is none. GitHub follows a link to another file of the commit.
 *
 * @throws {Fault} `github.not-a-file` for anything else at that path; `github.not-found` when the commit is not to be
 * seen either: to a token that may not read a private repository everything in it looks absent.
 * https://docs.github.com/rest/repos/contents#get-repository-content
 */
export async function readFileAt(
  repository: Repository,
  commit: string,
  path: string,
): Promise<Buffer | null> {
  const { octokit, at } = repository;
  try {
    const { data } = await octokit.rest.repos.getContent({ ...at, path, ref: commit });
    if (Array.isArray(data) || data.type !== 'file' || !('content' in data)) {
      throw new Fault(
        'github.not-a-file',
        `${path} is no file at ${commit}`,
        'A folder, a submodule or a link that leads nowhere is in its place. Put the file itself there.',
      );
    }
    // Beyond 1 MiB the content is left out.
    return data.encoding === 'base64'
      ? Buffer.from(data.content, 'base64')
      : await readBlob(repository, data.sha);
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    await readParents(repository, commit);
    return null;
  }
}
