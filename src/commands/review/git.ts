import { Fault } from '../../model/fault.ts';
import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import { isManifest } from '../../workspace/find.ts';
import type { ReadConfig } from '../workspace.ts';
import type { ReviewOptions, ReviewRequest } from './request.ts';
import { configAt } from './rules.ts';
import { checkCheckout, checkSnapshots, type Trees } from './trees.ts';

/** What git says of a pull request beside the working folder, read through GitHub and not from it. */
export interface GitSide {
  readonly baseCommit: string;
  readonly trees: Trees;
  /** The configuration at the tip of the default branch, which judges; null where there is none. */
  readonly rules: ReadConfig | null;
  /** The configuration at the base, and of the merge; null where there is none. */
  readonly base: ReadConfig | null;
  readonly own: ReadConfig | null;
}

/**
 * The commit that is merged onto. GitHub makes the merge some time after a push, and a run that is started again keeps
 * its old one.
 *
 * @throws {Fault} `review.stale-merge` when the commit of the run is not the merge of this head.
 */
async function baseCommitOf({ github, merge, head, baseCommit }: ReviewRequest): Promise<string> {
  if (baseCommit !== null) return baseCommit;
  const [base, merged] = await github.parents(merge);
  if (base !== undefined && merged === head) return base;
  throw new Fault(
    'review.stale-merge',
    `the commit ${merge} of this run is not the merge of ${head}`,
    'Push again, or close the pull request and open it again: GitHub then makes the merge anew. A review runs on pull_request.',
  );
}

/**
 * Refuses a base that has moved on in what is planned: what was released since would be told as if it were undone.
 *
 * @throws {Fault} `review.stale-base`.
 */
async function checkBase(
  { request, plans, config }: ReviewOptions,
  { baseCommit, trees, base }: GitSide,
): Promise<void> {
  const { github, baseRef, of } = request;
  // The base of a merge group is the group before it.
  const tip = of === 'group' ? baseCommit : await github.branchTip(baseRef);
  if (tip === null || tip === baseCommit) return;
  const [now, configNow] = await Promise.all([
    github.tree(tip, plans),
    configAt(github, tip, config ?? DEFAULT_PATH),
  ]);
  const text = (read: ReadConfig | null): string => [...(read?.sources.values() ?? [])].join('');
  const paths = [...new Set([...now.keys(), ...trees.base.keys()])].filter((path) => isManifest(plans, path));
  if (paths.every((path) => now.get(path) === trees.base.get(path)) && text(configNow) === text(base)) return;
  throw new Fault(
    'review.stale-base',
    `${baseRef} has moved on since GitHub made the merge of this run`,
    'Bring the branch up to date, or push to it: that makes a new run. Starting this one again does not.',
  );
}

/** The configuration that judges. One of another name than usual may not stand in for the one that is there. */
async function rulesAt({ request, config }: ReviewOptions): Promise<ReadConfig | null> {
  const { github, defaultBranch } = request;
  const path = config ?? DEFAULT_PATH;
  const tip = await github.branchTip(defaultBranch);
  if (tip === null) return null;
  const rules = await configAt(github, tip, path);
  if (rules !== null || path === DEFAULT_PATH || (await github.file(tip, DEFAULT_PATH)) === null)
    return rules;
  throw new Fault(
    'review.other-config',
    `${defaultBranch} has no ${path}, but it has ${DEFAULT_PATH}`,
    'Judged is by the file of the default branch: name that one, or merge the new one first.',
  );
}

/** Reads what a pull request is compared with, and by what it is judged. */
export async function readGit(options: ReviewOptions): Promise<GitSide> {
  const { request, plans, config } = options;
  const { github, merge } = request;
  const path = config ?? DEFAULT_PATH;
  const [rules, baseCommit] = await Promise.all([rulesAt(options), baseCommitOf(request)]);
  const [mergeTree, baseTree, base, own] = await Promise.all([
    github.tree(merge, plans),
    github.tree(baseCommit, plans),
    configAt(github, baseCommit, path),
    configAt(github, merge, path),
  ]);
  return { baseCommit, trees: { merge: mergeTree, base: baseTree }, rules, base, own };
}

/**
 * Refuses what cannot be reviewed: a base that has moved on, a working folder that is not the merge, manifests that are
 * links, and a merge that brings a snapshot of its own.
 */
export async function checkGit(options: ReviewOptions, git: GitSide): Promise<void> {
  const { plans, request } = options;
  await checkBase(options, git);
  await checkCheckout(plans, request.merge, git.trees);
  checkSnapshots(git.trees, request.baseRef);
}
