import { kinds } from '../../kinds/registry.ts';
import { hasErrors, type Diagnostic } from '../../model/diagnostic.ts';
import { Fault, faultDiagnostic } from '../../model/fault.ts';
import type { Review } from '../../model/review.ts';
import { emptyMarkerLine, markerLine } from '../../plan/comment-marker.ts';
import { planDigest } from '../../plan/digest.ts';
import { recordedChange, recordedWithdrawal } from '../../plan/record.ts';
import { reviewComment, type ReviewView } from '../../render/review/comment.ts';
import { reviewFailure } from '../../render/review/failure.ts';
import { terminalText } from '../../render/safe.ts';
import { impactOf } from '../impact.ts';
import { showsSubscribers } from '../in-use.ts';
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
  const { plan, own, withdrawn } = review;
  const environment = workspace.environment.name;
  if (standing !== 'recorded' || hasErrors(plan.diagnostics)) return emptyMarkerLine(environment);
  return markerLine({
    tool: toolVersion,
    environment,
    head,
    base: { ref: baseRef, commit: baseCommit },
    // Of its own changes: alone in a record, that of the whole plan would carry along what others were refused.
    digest: planDigest(plan.account, plan.livemode, own),
    changes: [...own.map(recordedChange), ...withdrawn.map(recordedWithdrawal)],
  });
}

function standingOf(
  { number, of, baseRef, defaultBranch, comment }: ReviewRequest,
  offline: boolean,
): ReviewView['standing'] {
  if (offline) return 'offline';
  if (baseRef !== defaultBranch) return 'informational';
  return number === null || of === 'group' || comment === 'off' ? 'unrecorded' : 'recorded';
}

/** What came of telling the pull request: the comment's address, or what is to be known instead. */
interface Shown {
  readonly url: string | null;
  readonly problems: readonly Diagnostic[];
}

/** Writes the comment, where there is one to write. What goes wrong with it takes nothing from the plan. */
async function tell({ request, offline }: ReviewOptions, told: Told, io: Io): Promise<Shown> {
  const { number, of, comment } = request;
  if (number === null || of === 'group' || comment === 'off' || offline) return { url: null, problems: [] };
  if (io.signal.aborted) return { url: null, problems: postingProblem({ status: 'stale' }) };
  try {
    const posted = await post({ ...request, number }, told);
    return { url: 'url' in posted ? posted.url : null, problems: postingProblem(posted) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { url: null, problems: [faultDiagnostic(error)] };
  }
}

/** Tells the pull request what is planned, and the job summary what came of telling. */
async function show(
  planned: PlannedMerge,
  options: ReviewOptions,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Result> {
  const { request, offline } = options;
  const { review, workspace, baseDesired, applied, reader, live, baseCommit, readAt } = planned;
  const { environment, config, desired } = workspace;
  const impact = await impactOf(review, {
    desired,
    baseDesired,
    applied,
    reader,
    live,
    show: showsSubscribers({ config, isPublic: request.isPublic }),
  });
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
  const budget = COMMENT_BUDGET - marker.length;
  const text = reviewComment(review, { ...view, standing, budget, whole: 'job summary' });
  const create = request.comment === 'changes' && isQuiet(review) ? 'never' : 'always';
  const shown = await tell(options, { environment: environment.name, marker, text, create }, io);
  const verdict = request.of === 'group' ? await judgeGroup(planned, request) : null;
  const diagnostics = [...review.plan.diagnostics, ...shown.problems, ...(verdict?.problems ?? [])];
  const result = planResult({ ...review.plan, diagnostics }, { offline, io, run });
  return {
    ...result,
    markdown: reviewComment(review, {
      ...view,
      diagnostics,
      standing: shown.problems.length === 0 ? standing : 'unrecorded',
      budget: SUMMARY_BUDGET,
      whole: 'plan file',
    }),
    ...(shown.url === null ? {} : { commentUrl: shown.url }),
    ...(verdict === null ? {} : verdict.end),
    ...(hasErrors(shown.problems) ? { failure: 'permission' } : {}),
  };
}

/** Failures of a run that is about an old merge: what the comment says was true of it, and stays. */
const OLD = new Set(['review.stale-merge', 'review.stale-base']);

/** Says in the comment that there is no plan for this commit: an older one must not be taken for it. */
async function tellFailure(
  result: Result,
  options: ReviewOptions,
  { io, run }: { readonly io: Io; readonly run: Run },
): Promise<Result> {
  const environment = run.environment ?? options.env;
  if (environment === undefined || run.diagnostics.some(({ code }) => OLD.has(code))) return result;
  const text = reviewFailure({
    environment,
    head: options.request.head,
    toolVersion,
    diagnostics: run.diagnostics,
    sources: run.sources,
    budget: COMMENT_BUDGET,
    whole: 'job summary',
  });
  const told = { environment, marker: emptyMarkerLine(environment), text, create: 'always' } as const;
  const { url, problems } = await tell(options, told, io);
  for (const { summary } of problems) io.err(`The comment is not up to date: ${terminalText(summary)}\n`);
  return url === null ? result : { ...result, commentUrl: url };
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
