import type { Posted } from '../../github/sticky.ts';
import { kinds } from '../../kinds/registry.ts';
import { hasErrors } from '../../model/diagnostic.ts';
import { Fault } from '../../model/fault.ts';
import type { Review } from '../../model/review.ts';
import { emptyMarkerLine, markerLine } from '../../plan/comment-marker.ts';
import { recordedChange } from '../../plan/record.ts';
import { reviewComment, type ReviewView } from '../../render/review/comment.ts';
import { reviewFailure } from '../../render/review/failure.ts';
import { terminalText } from '../../render/safe.ts';
import { impactOf } from '../impact.ts';
import type { Io } from '../io.ts';
import { planResult } from '../plan.ts';
import { settle, type Result, type Run } from '../run.ts';
import { toolVersion } from '../version.ts';
import { judgeGroup } from './group.ts';
import { planMerge, type PlannedMerge } from './plan-merge.ts';
import { COMMENT_BUDGET, post, postingProblem, type Told } from './post.ts';
import type { ReviewOptions, ReviewRequest } from './request.ts';

/** UTF-16 units of a job summary: GitHub drops one of more than 1 MiB whole, and a unit has at most three bytes. */
const SUMMARY_BUDGET = 330_000;

const NOUNS = Object.fromEntries(
  kinds.flatMap(({ name, noun }) => (noun === undefined ? [] : [[name, noun]])),
);

/** True when the pull request has nothing to decide: a quiet workflow says nothing then. */
const isQuiet = ({ own, withdrawn, plan }: Review): boolean =>
  own.length + withdrawn.length + plan.guards.length + plan.conflicts.length === 0 &&
  !hasErrors(plan.diagnostics);

/** The first line of the comment: with the record, where a release may apply what is shown. */
function markerOf(
  { review, workspace, baseCommit }: PlannedMerge,
  standing: ReviewView['standing'],
  { head, baseRef }: ReviewRequest,
): string {
  const { plan, own } = review;
  const environment = workspace.environment.name;
  if (standing !== 'recorded' || hasErrors(plan.diagnostics)) return emptyMarkerLine(environment);
  return markerLine({
    tool: toolVersion,
    environment,
    head,
    base: { ref: baseRef, commit: baseCommit },
    digest: plan.digest,
    changes: own.map(recordedChange),
  });
}

function standingOf(
  { number, baseRef, defaultBranch, comment }: ReviewRequest,
  offline: boolean,
): ReviewView['standing'] {
  if (offline) return 'offline';
  if (baseRef !== defaultBranch) return 'informational';
  return number === null || comment === 'off' ? 'unrecorded' : 'recorded';
}

/** Tells the pull request what is planned, and the job summary what came of telling. */
async function show(
  planned: PlannedMerge,
  options: ReviewOptions,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Result> {
  const { request, offline } = options;
  const { review, workspace, applied, reader, baseCommit, readAt } = planned;
  const { environment, config, desired } = workspace;
  const shown = config.showSubscribers ?? !request.isPublic;
  const impact = await impactOf(review, { desired, applied, reader, show: shown });
  const standing = standingOf(request, offline);
  const view = {
    environment: environment.name,
    retireAfter: environment.retireAfter,
    impact,
    applied: applied.resources,
    nouns: NOUNS,
    head: request.head,
    base: { ref: request.baseRef, commit: baseCommit },
    readAt: readAt.toISOString(),
    toolVersion,
    diagnostics: review.plan.diagnostics,
    sources: run.sources,
  };
  const marker = markerOf(planned, standing, request);
  const posted = await tell(options, {
    environment: environment.name,
    marker,
    text: reviewComment(review, {
      ...view,
      standing,
      budget: COMMENT_BUDGET - marker.length,
      whole: 'job summary',
    }),
    create: request.comment === 'changes' && isQuiet(review) ? 'never' : 'always',
  });
  const problem = posted === null ? null : postingProblem(posted);
  const diagnostics = [...review.plan.diagnostics, ...(problem === null ? [] : [problem])];
  const result = {
    ...planResult({ ...review.plan, diagnostics }, { offline, io, run }),
    markdown: reviewComment(review, {
      ...view,
      diagnostics,
      standing: problem === null ? standing : 'unrecorded',
      budget: SUMMARY_BUDGET,
      whole: 'plan file',
    }),
    ...(posted !== null && 'url' in posted ? { commentUrl: posted.url } : {}),
  };
  return request.of === 'group' ? judgeGroup(result, planned, request) : result;
}

/** Writes the comment, where there is one to write; null where not. */
async function tell({ request, offline }: ReviewOptions, told: Told): Promise<Posted | null> {
  const { number, of, comment } = request;
  if (number === null || of === 'group' || comment === 'off' || offline) return null;
  return post({ ...request, number }, told);
}

/** Says in the comment that there is no plan for this commit: an older one must not be taken for it. */
async function tellFailure(
  result: Result,
  options: ReviewOptions,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Result> {
  const environment = run.environment ?? options.env;
  if (environment === undefined) return result;
  const text = reviewFailure({
    environment,
    head: options.request.head,
    toolVersion,
    diagnostics: run.diagnostics,
    sources: run.sources,
    budget: COMMENT_BUDGET,
    whole: 'job summary',
  });
  try {
    const told = { environment, marker: emptyMarkerLine(environment), text, create: 'always' } as const;
    const posted = await tell(options, told);
    return posted !== null && 'url' in posted ? { ...result, commentUrl: posted.url } : result;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    io.err(`The comment could not be brought up to date: ${terminalText(error.message)}\n`);
    return result;
  }
}

/**
 * `plan` for a pull request or a merge group: what the merge would do to Stripe and to subscribers, told in the one
 * comment of its environment, with a record of what the pull request itself adds. Reads Stripe, and cannot write.
 */
export async function review(options: ReviewOptions, io: Io, run: Run): Promise<Result> {
  const planAndShow = async (): Promise<Result> =>
    show(await planMerge(options, io, run), options, { io, run });
  const result = await settle(planAndShow, options, { io, run });
  return result.plan === undefined ? tellFailure(result, options, { io, run }) : result;
}
