import { postIssue } from '../../github/sticky-issue.ts';
import { postOutcome } from '../../github/sticky.ts';
import { atOnce } from '../../lib/at-once.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { Fault, faultDiagnostic } from '../../model/fault.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { commentMarker, emptyMarkerLine } from '../../plan/comment-marker.ts';
import { keysShown } from '../../plan/record.ts';
import { releaseComment } from '../../render/release/comment.ts';
import { releaseTrouble } from '../../render/release/issue.ts';
import { releaseSummary } from '../../render/release/summary.ts';
import type { Io, PlanOptions } from '../io.ts';
import { COMMENT_BUDGET, postingProblem } from '../review/post.ts';
import type { Result, Run } from '../run.ts';
import { toolVersion } from '../version.ts';
import type { ReleasedPullRequest } from './pull-requests.ts';
import type { Release, ReleaseRequest } from './release.ts';

/** What every issue of ours is found by, beside its marker and its author. */
export const ISSUE_LABEL = 'pricebook';

/** A release as far as it got: it may have failed before anything but its environment was known. */
interface Ended {
  readonly result: Result;
  readonly environment: string;
  readonly options: PlanOptions;
  readonly io: Io;
  readonly run: Run;
}

function reportOf({ result, environment, options, io, run }: Ended, request: ReleaseRequest): ReleaseReport {
  const { plan, outcomes = [], failure } = result;
  return {
    environment,
    account: run.account ?? '',
    livemode: run.livemode ?? false,
    commit: run.release?.commit ?? null,
    runUrl: request.runUrl,
    approvedBy: options.approve === undefined ? null : request.actor,
    at: io.now().toISOString(),
    failure: failure ?? null,
    plan: plan ?? null,
    outcomes,
    diagnostics: run.diagnostics,
    toolVersion,
  };
}

/** What was told, or what is to be known instead. */
interface Told {
  readonly url?: string;
  readonly problems: readonly Diagnostic[];
}

/** Tells; what goes wrong with it takes nothing from the release, and is a warning. */
async function trying(tell: () => Promise<Told>): Promise<Told> {
  try {
    return await tell();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { problems: [{ ...faultDiagnostic(error), severity: 'warning' }] };
  }
}

/** Tells a merged pull request what came of it, in its own comment, whose record stays as it is. */
async function tellPullRequest(
  { number, record }: ReleasedPullRequest,
  report: ReleaseReport,
  { github, comment }: ReleaseRequest,
): Promise<Told> {
  const { environment } = report;
  const keys = record === null ? null : keysShown(record);
  const posted = await postOutcome(github, {
    number,
    marker: commentMarker(environment),
    body(before) {
      if (before === null && comment === 'changes' && report.outcomes.length === 0) return null;
      const [first = '', ...rest] = before?.split('\n') ?? [];
      const marker = before === null ? emptyMarkerLine(environment) : first;
      const budget = COMMENT_BUDGET - marker.length;
      const text = releaseComment(report, { keys, before: before === null ? null : rest.join('\n'), budget });
      return `${marker}\n${text}`;
    },
  });
  return { problems: postingProblem(posted), ...('url' in posted ? { url: posted.url } : {}) };
}

async function tellPullRequests(
  report: ReleaseReport,
  request: ReleaseRequest,
  release: Release | null,
): Promise<Told> {
  if (request.comment === 'off' || release === null) return { problems: [] };
  const pulls = await release.pullRequests();
  const told = await atOnce(pulls, async (pull) =>
    trying(async () => tellPullRequest(pull, report, request)),
  );
  const url = told.findLast((each) => each.url !== undefined)?.url;
  return { problems: told.flatMap(({ problems }) => problems), ...(url === undefined ? {} : { url }) };
}

/** Keeps the issue of the environment: opened by what an administrator has to know, closed by a release without it. */
async function tellIssue(report: ReleaseReport, { github }: ReleaseRequest): Promise<Told> {
  const { environment } = report;
  const trouble = releaseTrouble(report);
  const posted = await postIssue(github, {
    environment,
    label: ISSUE_LABEL,
    section: 'release',
    ...(trouble ?? {
      title: '',
      text: null,
      fingerprint: '',
      news: 'The latest release went through, and left nothing to tell.',
    }),
  });
  if (posted.status !== 'refused' || trouble === null) return { problems: [] };
  const problem: Diagnostic = {
    severity: 'warning',
    code: 'release.not-announced',
    summary: `GitHub refuses the issue about ${environment}: ${posted.why}`,
    detail: 'What it would say is in the job summary.',
  };
  return { problems: [problem] };
}

/** Failures of a run that another one comes after, or came before: that one tells. */
const OTHERS: ReadonlySet<string> = new Set(['release.moved', 'release.other-checkout']);

/**
 * Tells what came of a release: each pull request that it released, in its own comment; the issue of the environment; and
 * the job summary. One that failed before its pull requests were known is told in the issue alone. A run that is being
 * stopped leaves it to the next one.
 */
export async function announce(
  result: Result,
  request: ReleaseRequest,
  context: Pick<Ended, 'options' | 'io' | 'run'>,
): Promise<Result> {
  const { options, io, run } = context;
  const environment = run.environment ?? options.env;
  if (environment === undefined) return result;
  const report = reportOf({ ...context, result, environment }, request);
  const summary = (): string =>
    releaseSummary({ ...report, diagnostics: run.diagnostics }, { sources: run.sources });
  const isOthers = run.diagnostics.some(({ code }) => OTHERS.has(code));
  if (io.signal.aborted || isOthers) return { ...result, markdown: summary() };
  const [pulls, issue] = await Promise.all([
    trying(async () => tellPullRequests(report, request, run.release)),
    trying(async () => tellIssue(report, request)),
  ]);
  run.diagnostics = [...run.diagnostics, ...pulls.problems, ...issue.problems];
  return {
    ...result,
    markdown: summary(),
    ...(pulls.url === undefined ? {} : { commentUrl: pulls.url }),
  };
}
