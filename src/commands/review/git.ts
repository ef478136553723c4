import type { Config } from '../../model/config.ts';
import { Fault } from '../../model/fault.ts';
import type { AppliedState } from '../../model/state.ts';
import { DEFAULT_PATH } from '../../workspace/config-file.ts';
import type { GlobalOptions } from '../io.ts';
import type { ReviewRequest } from './request.ts';
import { configAt } from './rules.ts';
import { checkCheckout, checkSnapshots, type Trees } from './trees.ts';

/** What git says of a pull request beside the working folder, read through GitHub and not from it. */
export interface GitSide {
  readonly baseCommit: string;
  readonly trees: Trees;
  /** The configuration at the tip of the default branch, which judges; null where there is none. */
  readonly rules: Config | null;
  /** The configuration at the base; null where there is none. */
  readonly baseConfig: Config | null;
}

async function baseCommitOf({ github, merge, baseCommit }: ReviewRequest): Promise<string> {
  if (baseCommit !== null) return baseCommit;
  const [first] = await github.parents(merge);
  if (first !== undefined) return first;
  throw new Fault(
    'review.no-merge',
    `the commit ${merge} has no parent, so it is no merge of a pull request`,
    'Run the review on pull_request, where GitHub makes the merge.',
  );
}

/**
 * Reads what a pull request is compared with, and refuses a working folder that is not its merge and a merge that
 * brings a snapshot of its own.
 */
export async function readGit(options: GlobalOptions, request: ReviewRequest): Promise<GitSide> {
  const { github, merge, defaultBranch, baseRef } = request;
  const path = options.config ?? DEFAULT_PATH;
  const [tip, baseCommit] = await Promise.all([github.branchTip(defaultBranch), baseCommitOf(request)]);
  const [mergeTree, baseTree, rules, baseConfig] = await Promise.all([
    github.tree(merge, options.plans),
    github.tree(baseCommit, options.plans),
    tip === null ? null : configAt(github, tip, path),
    configAt(github, baseCommit, path),
  ]);
  const trees = { merge: mergeTree, base: baseTree };
  await checkCheckout(options.plans, merge, trees);
  checkSnapshots(trees, baseRef);
  return { baseCommit, trees, rules, baseConfig };
}

/** The snapshot at the tip of its branch; null where there is none yet. */
export async function snapshotAt(
  { github, snapshotBranch }: ReviewRequest,
  file: string,
): Promise<AppliedState | null> {
  const tip = await github.branchTip(snapshotBranch);
  const bytes = tip === null ? null : await github.file(tip, file);
  if (bytes === null) return null;
  const { decodeSnapshot } = await import('../../snapshot/decode.ts');
  return decodeSnapshot(file, bytes);
}
