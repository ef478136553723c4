import { postIssue } from '../../github/sticky-issue.ts';
import { postOutcome } from '../../github/sticky.ts';
import { atOnce } from '../../lib/at-once.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { Fault, faultDiagnostic } from '../../model/fault.ts';
import type { ReleaseReport } from '../../model/release.ts';
import { commentMarker, emptyMarkerLine } from '../../plan/comment-marker.ts';
import { releaseComment } from '../../render/release/comment.ts';
import { releaseTrouble } from '../../render/release/issue.ts';
import { releaseSummary } from '../../render/release/summary.ts';
import { approverOf, type ApplySession } from '../carry-out.ts';
import { COMMENT_BUDGET, postingProblem } from '../review/post.ts';
import type { Result } from '../run.ts';
import { toolVersion } from '../version.ts';
import type { ReleasedPullRequest } from './pull-requests.ts';
import type { Release } from './release.ts';

/** What every issue of ours is found by, beside its marker and its author. */
const LABEL = 'pricebook';

function reportOf(
  { plan, outcomes = [], failure }: Result,
  session: ApplySession,
  { commit, request }: Release,
): ReleaseReport {
  const { io, run, workspace, account } = session;
  const { environment } = workspace;
  return {
    environment: environment.name,
    account,
    livemode: environment.livemode,
    commit,
    runUrl: request.runUrl,
    approvedBy: approverOf(session),
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
  { github, comment }: Release['request'],
): Promise<Told> {
  const { environment } = report;
  const changes = record?.changes ?? null;
  const keys = changes === null ? null : new Set(changes.map(({ key }) => key));
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

async function tellPullRequests(report: ReleaseReport, release: Release): Promise<Told> {
  const { request } = release;
  if (request.comment === 'off') return { problems: [] };
  const pulls = await release.pullRequests();
  const told = await atOnce(pulls, async (pull) =>
    trying(async () => tellPullRequest(pull, report, request)),
  );
  const url = told.findLast((each) => each.url !== undefined)?.url;
  return { problems: told.flatMap(({ problems }) => problems), ...(url === undefined ? {} : { url }) };
}

/** Keeps the issue of the environment: opened by what an administrator has to know, closed by a release without it. */
async function tellIssue(report: ReleaseReport, { github }: Release['request']): Promise<Told> {
  const { environment } = report;
  const trouble = releaseTrouble(report);
  const posted = await postIssue(github, {
    environment,
    label: LABEL,
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

/** Failures of a run that another one comes after, or first: that one tells. */
const OTHERS: ReadonlySet<string> = new Set(['release.moved']);

/**
 * Tells what came of a release: each pull request that it released, in its own comment; the issue of the environment; and
 * the job summary. A run that is being stopped leaves it to the next one.
 */
export async function announce(result: Result, session: ApplySession, release: Release): Promise<Result> {
  const { io, run } = session;
  const report = reportOf(result, session, release);
  const isOthers = run.diagnostics.some(({ code }) => OTHERS.has(code));
  if (io.signal.aborted || isOthers)
    return { ...result, markdown: releaseSummary(report, { sources: run.sources }) };
  const [pulls, issue] = await Promise.all([
    trying(async () => tellPullRequests(report, release)),
    trying(async () => tellIssue(report, release.request)),
  ]);
  run.diagnostics = [...run.diagnostics, ...pulls.problems, ...issue.problems];
  return {
    ...result,
    markdown: releaseSummary({ ...report, diagnostics: run.diagnostics }, { sources: run.sources }),
    ...(pulls.url === undefined ? {} : { commentUrl: pulls.url }),
  };
}
