import { type File, filesOf } from './files.ts';
import type { Commit, Objects } from './objects.ts';

/** A commit and everything it comes from. */
export function ancestors(objects: Objects, id: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(objects.commits.get(next)?.parents ?? []));
  }
  return seen;
}

/** The commits that `head` has and `base` has not, oldest first: `git log --reverse base..head`. */
export function between(objects: Objects, base: string, head: string): readonly Commit[] {
  const known = ancestors(objects, base);
  const mine = ancestors(objects, head);
  return [...objects.commits.values()].filter(({ id }) => mine.has(id) && !known.has(id));
}

/** The newest commit that both come from. */
export function mergeBase(objects: Objects, left: string, right: string): string | undefined {
  const [ofLeft, ofRight] = [ancestors(objects, left), ancestors(objects, right)];
  return [...objects.commits.keys()].findLast((id) => ofLeft.has(id) && ofRight.has(id));
}

/** The files of a commit by path; none without a commit. */
export const filesAt = (objects: Objects, commit: string | undefined): ReadonlyMap<string, File> =>
  filesOf(objects, objects.commits.get(commit ?? '')?.tree ?? '');

/** A file that differs between two commits. */
export interface FileChange {
  readonly path: string;
  readonly status: 'added' | 'removed' | 'modified';
  /** The blob after, or before where it was removed. */
  readonly id: string;
}

const same = (left: File | undefined, right: File | undefined): boolean =>
  left?.id === right?.id && left?.mode === right?.mode;

/** What differs between two commits, by path. */
export function changedFiles(objects: Objects, from: string | undefined, to: string): readonly FileChange[] {
  const [before, after] = [filesAt(objects, from), filesAt(objects, to)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((path): FileChange[] => {
    const [old, now] = [before.get(path), after.get(path)];
    if (same(old, now)) return [];
    if (now === undefined) return [{ path, status: 'removed', id: old!.id }];
    return [{ path, status: old === undefined ? 'added' : 'modified', id: now.id }];
  });
}

/** The files of a merge by whole files, or null where both sides changed the same one. */
export function mergedFiles(objects: Objects, base: string, head: string): readonly File[] | null {
  const common = filesAt(objects, mergeBase(objects, base, head));
  const [ours, theirs] = [filesAt(objects, base), filesAt(objects, head)];
  const files: File[] = [];
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const [old, mine, other] = [common.get(path), ours.get(path), theirs.get(path)];
    if (!same(mine, other) && !same(old, mine) && !same(old, other)) return null;
    const file = same(old, mine) ? other : mine;
    if (file !== undefined) files.push(file);
  }
  return files;
}
