import type { CommitNode, GitObject, Github } from '../../github/github.ts';
import { isManifest } from '../../workspace/find.ts';

/** What a release is made of: the folder of the manifests, and the configuration's file. */
export interface ReleasePaths {
  readonly plans: string;
  readonly config: string;
}

/** What a commit has there. */
interface Content {
  readonly plans: GitObject | null;
  readonly config: GitObject | null;
}

const EMPTY: Content = { plans: null, config: null };

/** A path as git names it. */
const inGit = (path: string): string =>
  path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');

async function contentsOf(
  github: Github,
  commits: readonly CommitNode[],
  { plans, config }: ReleasePaths,
): Promise<ReadonlyMap<string, Content>> {
  const ids = [...new Set(commits.flatMap(({ id, parents }) => [id, ...parents.slice(0, 1)]))];
  const places = ids.flatMap((commit) => [
    { commit, path: inGit(plans) },
    { commit, path: inGit(config) },
  ]);
  const objects = await github.objectsAt(places);
  return new Map(
    ids.map((id, at) => [id, { plans: objects[2 * at] ?? null, config: objects[2 * at + 1] ?? null }]),
  );
}

/** Chooses the commits whose manifests or configuration differ from their first parent's, in the order they came in. */
export type ChooseChanged = (commits: readonly CommitNode[]) => Promise<readonly CommitNode[]>;

/**
 * Compares by git ids: the folder of the manifests and the configuration, 125 commits in a request. Only where the folders
 * differ are their files listed, each folder once and in one request: most of those commits brought a snapshot.
 */
export function changesOf(github: Github, paths: ReleasePaths): ChooseChanged {
  const listed = new Map<string, Promise<string>>();
  const list = async (id: string): Promise<string> => {
    const files = await github.tree(id, '');
    return JSON.stringify([...files].filter(([path]) => isManifest('', `/${path}`)));
  };
  /** The manifests in a folder with their blobs, as a text that is equal when they are. */
  const manifestsIn = async (folder: GitObject | null): Promise<string> => {
    if (folder?.isFolder !== true) return '[]';
    const known = listed.get(folder.id) ?? list(folder.id);
    listed.set(folder.id, known);
    return known;
  };
  return async (commits) => {
    const contents = await contentsOf(github, commits, paths);
    const changed: CommitNode[] = [];
    for (const commit of commits) {
      const [first = ''] = commit.parents;
      const now = contents.get(commit.id) ?? EMPTY;
      const before = contents.get(first) ?? EMPTY;
      const sameManifests =
        now.plans?.id === before.plans?.id ||
        (await manifestsIn(now.plans)) === (await manifestsIn(before.plans));
      if (!sameManifests || now.config?.id !== before.config?.id) changed.push(commit);
    }
    return changed;
  };
}
