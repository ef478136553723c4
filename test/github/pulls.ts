import { storeCommit } from './commits.ts';
import type { File } from './files.ts';
import { between, changedFiles, filesAt, mergedFiles } from './history.ts';
import type { Commit } from './objects.ts';
import { type Pull, type Repository, type World, now } from './world.ts';

/** The tip of the branch that a pull request wants to change. */
export const baseTip = (repository: Repository, pull: Pull): string =>
  repository.branches.get(pull.base.ref) ?? pull.base.sha;

/** Makes the test merge of an open pull request anew: first parent the base's tip, second the head; null on a conflict. */
export function refreshTestMerge(world: World, repository: Repository, pull: Pull): void {
  const base = baseTip(repository, pull);
  const files = mergedFiles(repository.objects, base, pull.head.sha);
  pull.mergeCommit =
    files === null
      ? null
      : storeCommit(world, repository, {
          files,
          parents: [base, pull.head.sha],
          message: `Merge ${pull.head.sha} into ${base}`,
          author: pull.author,
        });
}

/** Moves a branch, and with it the pull requests from it and into it. Without anything of its own left one is closed. */
export function moveBranch(world: World, repository: Repository, to: { branch: string; id: string }): void {
  repository.branches.set(to.branch, to.id);
  for (const target of world.repositories.values()) {
    for (const pull of target.pulls.values()) {
      if (pull.state !== 'open') continue;
      const pushed = pull.head.repository === repository && pull.head.ref === to.branch;
      if (!pushed && !(target === repository && pull.base.ref === to.branch)) continue;
      if (pushed) {
        pull.previous = { head: pull.head.sha, base: { ...pull.base }, title: pull.title };
        pull.head.sha = to.id;
        pull.base.sha = baseTip(target, pull);
        if (commitsOfPull(target, pull).length === 0) pull.state = 'closed';
      }
      refreshTestMerge(world, target, pull);
    }
  }
}

/** Takes a branch away, which closes the pull requests from it and into it. */
export function removeBranch(world: World, repository: Repository, branch: string): void {
  repository.branches.delete(branch);
  for (const target of world.repositories.values()) {
    for (const pull of target.pulls.values()) {
      const from = pull.head.repository === repository && pull.head.ref === branch;
      if (from || (target === repository && pull.base.ref === branch)) pull.state = 'closed';
    }
  }
}

/** The commits that the head of a pull request has and its base has not, or had not at the merge; oldest first. */
export const commitsOfPull = ({ objects }: Repository, { head, base }: Pull): readonly Commit[] =>
  between(objects, base.sha, head.sha);

/** How a merged pull request came into its base. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** The files of a commit with what another commit changed in its first parent. */
function picked({ objects }: Repository, onto: string, commit: Commit): readonly File[] {
  const files = new Map(filesAt(objects, onto));
  const after = filesAt(objects, commit.id);
  for (const { path } of changedFiles(objects, commit.parents[0], commit.id)) {
    const file = after.get(path);
    if (file === undefined) files.delete(path);
    else files.set(path, file);
  }
  return [...files.values()];
}

type Merge = { readonly pull: Pull; readonly method: MergeMethod; readonly by: string };

/** The commits that a merge puts on the base, oldest first. */
function mergedCommits(world: World, repository: Repository, { pull, method, by: author }: Merge): string[] {
  const { objects } = repository;
  const base = baseTip(repository, pull);
  if (method === 'rebase') {
    const rebased: string[] = [];
    for (const commit of between(objects, base, pull.head.sha)) {
      const onto = rebased.at(-1) ?? base;
      const files = picked(repository, onto, commit);
      rebased.push(
        storeCommit(world, repository, { files, parents: [onto], message: commit.message, author }),
      );
    }
    return rebased;
  }
  const files = mergedFiles(objects, base, pull.head.sha);
  if (files === null) throw new Error(`Pull request ${pull.number} has a conflict with its base.`);
  const squash = method === 'squash';
  const parents = squash ? [base] : [base, pull.head.sha];
  const message = squash
    ? `${pull.title} (#${pull.number})`
    : `Merge pull request #${pull.number} from ${pull.head.ref}\n\n${pull.title}`;
  return [storeCommit(world, repository, { files, parents, message, author })];
}

/** Puts commits on the base of a pull request, which is merged by that. */
function land(
  world: World,
  repository: Repository,
  { pull, by, commits }: { readonly pull: Pull; readonly by: string; readonly commits: readonly string[] },
): string {
  const tip = commits.at(-1)!;
  pull.base.sha = baseTip(repository, pull);
  pull.state = 'closed';
  pull.merged = { by, at: now(world) };
  pull.mergeCommit = tip;
  for (const id of commits) pull.landed.add(id);
  moveBranch(world, repository, { branch: pull.base.ref, id: tip });
  return tip;
}

/** Merges a pull request as the button does and returns the commit that its base now points to. */
export function mergePull(world: World, repository: Repository, merge: Merge): string {
  const commits = mergedCommits(world, repository, merge);
  return land(world, repository, { ...merge, commits });
}

/** Merges a queued pull request as the queue does when its checks have passed: by the commit that was checked. */
export function mergeQueued(world: World, repository: Repository, pull: Pull): string {
  const prefix = `gh-readonly-queue/${pull.base.ref}/pr-${pull.number}-`;
  const [branch, commit] = [...repository.branches].findLast(([name]) => name.startsWith(prefix)) ?? [];
  if (branch === undefined || commit === undefined)
    throw new Error(`Pull request ${pull.number} is in no queue.`);
  repository.branches.delete(branch);
  return land(world, repository, { pull, by: 'github-merge-queue[bot]', commits: [commit] });
}
