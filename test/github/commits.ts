import { type Content, type File, putFiles, treeOf } from './files.ts';
import { filesAt } from './history.ts';
import { putCommit } from './objects.ts';
import { type Repository, type World, now } from './world.ts';

/** What a commit is made of. Either `files`, the whole tree, or `change`, on top of the first parent; null removes. */
export interface CommitInput {
  /** The branch that moves to the commit; a new one is created. Default: the default branch; null moves none. */
  readonly branch?: string | null;
  /** Default: the tip of the branch, if there is one. */
  readonly parents?: readonly string[];
  readonly files?: Readonly<Record<string, Content>>;
  readonly change?: Readonly<Record<string, Content | null>>;
  readonly message?: string;
  readonly author?: string;
}

/** The address that GitHub gives to an account that keeps its own to itself. */
const emailOf = (login: string): string => `${login}@users.noreply.github.com`;

/** Stores a commit of these files and returns its id; moves no branch. */
export function storeCommit(
  world: World,
  repository: Repository,
  given: {
    readonly files: readonly File[];
    readonly parents: readonly string[];
    readonly message: string;
    readonly author: string;
  },
): string {
  const date = now(world);
  return putCommit(repository.objects, {
    tree: treeOf(repository.objects, given.files),
    parents: given.parents,
    author: { name: given.author, email: emailOf(given.author), date },
    committer: { name: 'GitHub', email: 'noreply@github.com', date },
    message: given.message,
  });
}

/** Files with others put on top of them by path. */
export function withChange(
  repository: Repository,
  files: ReadonlyMap<string, File>,
  change: Readonly<Record<string, Content | null>>,
): readonly File[] {
  const changed = new Map(files);
  for (const [path, content] of Object.entries(change)) {
    if (content === null) changed.delete(path);
    else changed.set(path, putFiles(repository.objects, { [path]: content })[0]!);
  }
  return [...changed.values()];
}

/** Stores a commit as a push would and returns its id; moves no branch. */
export function commitOf(world: World, repository: Repository, input: CommitInput): string {
  const { branch = repository.defaultBranch, message = 'Change', author = 'octocat' } = input;
  const tip = branch === null ? undefined : repository.branches.get(branch);
  const parents = input.parents ?? (tip === undefined ? [] : [tip]);
  const files =
    input.files === undefined
      ? withChange(repository, filesAt(repository.objects, parents[0]), input.change ?? {})
      : putFiles(repository.objects, input.files);
  return storeCommit(world, repository, { files, parents, message, author });
}
