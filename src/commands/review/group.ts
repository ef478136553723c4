import { unreviewed } from '../../plan/record.ts';
import { terminalText } from '../../render/safe.ts';
import { EXIT } from '../io.ts';
import type { Result } from '../run.ts';
import type { PlannedMerge } from './plan-merge.ts';
import { recordsOf } from './records.ts';
import type { ReviewRequest } from './request.ts';

/** The pull requests of a merge group: the one that its branch is named for, and those of its commits. */
async function pullRequestsIn(
  { github, number, head }: ReviewRequest,
  baseCommit: string,
): Promise<ReadonlySet<number>> {
  const commits = await github.commitsBetween(baseCommit, head);
  const found = await Promise.all(commits.map((commit) => github.pullRequestsOf(commit)));
  return new Set([...(number === null ? [] : [number]), ...found.flat()]);
}

/**
 * The gate of a merge queue. Where only what was reviewed may be applied, each of the group's own changes must be in
 * the record of one of its pull requests; in live mode no guard may stand.
 */
export async function judgeGroup(
  result: Result,
  { review, workspace, baseCommit }: PlannedMerge,
  request: ReviewRequest,
): Promise<Result> {
  const { environment } = workspace;
  const refuse = (exit: Result['exit'], failure: string, why: string): Result => ({
    ...result,
    exit,
    failure,
    text: `${result.text}\n\n${why}`,
  });
  if (environment.livemode && review.plan.guards.length > 0) {
    return refuse(EXIT.refused, 'guard', 'A guard stops this plan, so the group may not be merged.');
  }
  if (environment.review === 'none' || review.own.length === 0) return result;
  const numbers = await pullRequestsIn(request, baseCommit);
  const records = await recordsOf(request.github, numbers, environment.name);
  const missing = unreviewed({ changes: review.own, digest: review.plan.digest }, records);
  if (missing.length === 0) return result;
  const keys = missing.map(({ action, key }) => `${action} ${key}`).join(', ');
  return refuse(
    EXIT.unexpected,
    'not-reviewed',
    `No pull request of this group showed: ${terminalText(keys, 2000)}. Run its review again, on a branch of this repository.`,
  );
}
