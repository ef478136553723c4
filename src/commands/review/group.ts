import { atOnce } from '../../lib/at-once.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { unreviewed } from '../../plan/record.ts';
import { EXIT } from '../io.ts';
import { recordsOf } from '../release/reviewed.ts';
import type { Result } from '../run.ts';
import type { PlannedMerge } from './plan-merge.ts';
import type { ReviewRequest } from './request.ts';

/** How a merge group is judged. */
interface Verdict {
  /** How the run ends because of it; nothing where the group may be merged. */
  readonly end: Partial<Pick<Result, 'exit' | 'failure'>>;
  readonly problems: readonly Diagnostic[];
}

const PASSED: Verdict = { end: {}, problems: [] };

/** The pull requests of a merge group, in their order: those of its commits, and last the one it is named for. */
async function pullRequestsIn(
  { github, number, head }: ReviewRequest,
  baseCommit: string,
): Promise<ReadonlySet<number>> {
  const numbers = new Set<number>();
  for (const commit of await github.commitsBetween(baseCommit, head))
    for (const found of await github.pullRequestsOf(commit)) numbers.add(found);
  if (number === null) return numbers;
  numbers.delete(number);
  return numbers.add(number);
}

/**
 * The gate of a merge queue into the default branch. Where only what was reviewed may be applied, each of the group's own
 * changes must be in the record of one of its pull requests; in live mode no guard may stand.
 */
export async function judgeGroup(
  { review, workspace, applied, baseCommit }: PlannedMerge,
  request: ReviewRequest,
): Promise<Verdict> {
  const { environment } = workspace;
  const { guards, digest } = review.plan;
  if (request.baseRef !== request.defaultBranch) return PASSED;
  if (environment.livemode && guards.length > 0) {
    const summary = `a guard stops this plan, so the group may not be merged: ${guards.map(({ name }) => name).join(', ')}`;
    const detail = 'Each pull request says what lifts it.';
    const problem = { severity: 'error', code: 'review.guarded', summary, detail } as const;
    return { end: { exit: EXIT.refused, failure: 'guard' }, problems: [problem] };
  }
  if (environment.review === 'none' || review.own.length === 0) return PASSED;
  const numbers = await pullRequestsIn(request, baseCommit);
  const { github, defaultBranch } = request;
  const pulls = await atOnce([...numbers], (number) => github.pullRequest(number));
  const shown = await recordsOf(github, pulls, { environment: environment.name, defaultBranch });
  const records = shown.flatMap(({ record }) => record ?? []);
  const missing = unreviewed({ changes: review.own, digest, applied }, records);
  if (missing.length === 0) return PASSED;
  const keys = missing.map(({ change }) => `${change.action} ${change.key}`).join(', ');
  const problem: Diagnostic = {
    severity: 'error',
    code: 'review.not-reviewed',
    summary: `no pull request of this group showed: ${keys}`,
    detail:
      'Take it out of the queue, run its review again on a branch of this repository, and queue it again.',
  };
  return { end: { exit: EXIT.unexpected, failure: 'not-reviewed' }, problems: [problem] };
}
