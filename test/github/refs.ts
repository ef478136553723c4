import type { Commit } from './objects.ts';
import type { Repository } from './world.ts';

/** The commit that a name of any form stands for: id, branch, or `refs/pull/N/merge` and `/head`. */
export function resolve({ branches, objects, pulls }: Repository, name: string): Commit | undefined {
  const [, number, side] = /^(?:refs\/)?pull\/(\d+)\/(merge|head)$/.exec(name) ?? [];
  const pull = pulls.get(Number(number));
  const ofPull = side === 'head' ? pull?.head.sha : pull?.mergeCommit;
  const id = ofPull ?? branches.get(name) ?? branches.get(name.replace(/^(refs\/)?heads\//, '')) ?? name;
  const exact = objects.commits.get(id);
  if (exact !== undefined || !/^[0-9a-f]{7,39}$/.test(id)) return exact;
  return [...objects.commits.values()].find((commit) => commit.id.startsWith(id));
}

/** The branch in `heads/name`, as the routes of references have it; empty for what is no branch. */
export const branchIn = (ref: string): string => /^heads\/(.+)$/.exec(ref)?.[1] ?? '';
