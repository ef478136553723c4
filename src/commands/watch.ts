import { postIssue } from '../github/sticky-issue.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { DriftCheck, PendingSince } from '../model/drift.ts';
import { Fault, faultDiagnostic } from '../model/fault.ts';
import { driftSection } from '../render/drift/section.ts';
import { DEFAULT_PATH } from '../workspace/config-file.ts';
import { drift, type DriftOptions } from './drift.ts';
import { EXIT, type Io, type PlanOptions } from './io.ts';
import { proposeFiles, withdrawFiles, type ProposalEnd } from './propose.ts';
import { ISSUE_LABEL } from './release/announce.ts';
import type { ReleasePaths } from './release/changed.ts';
import { checkedOutTip, type Repository } from './release/tip.ts';
import { releaseWindow } from './release/window.ts';
import { newRun, settle, type Result, type Run } from './run.ts';

/** What a scheduled job does about drift, and where it tells of it. */
export interface WatchRequest extends Repository {
  readonly onDrift: 'report' | 'fail' | 'revert' | 'accept';
}

/** A drift check on GitHub. */
export interface WatchOptions extends PlanOptions {
  readonly watch?: WatchRequest | undefined;
}

interface Job {
  readonly options: DriftOptions;
  readonly where: WatchRequest & ReleasePaths;
  readonly io: Io;
  readonly run: Run;
}

/** What came of proposing; with the words for the job summary where the pull request could not be opened. */
interface Accepted extends ProposalEnd {
  readonly markdown?: string;
}

const NOTHING: Accepted = { text: '', url: null, problems: [] };

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** The first commit that brought what is not released. */
async function pendingSince(where: Job['where'], released: string | null): Promise<PendingSince | null> {
  const tip = await where.github.branchTip(where.defaultBranch);
  if (tip === null) return null;
  const { commits } = await releaseWindow(where.github, { ...where, tip, released });
  return commits[0] === undefined ? null : { commit: commits[0], at: null };
}

/** Something that a revert or an accept could settle. */
const isSomething = ({ moved, conflicts, missing }: DriftCheck): boolean =>
  moved.length + conflicts.length + missing.length > 0;

/** Puts back what may be put back, and looks again: what is left is what the run is about. */
async function revertAndLook({ options, where, io, run }: Job, checked: Result): Promise<Result> {
  await checkedOutTip(where, where);
  const { revert } = await import('./revert.ts');
  const own = newRun('revert', io);
  const reverted = await settle(revert, { ...options, yes: true }, { io, run: own });
  const after = await drift(options, io, run);
  run.diagnostics = [...run.diagnostics, ...own.diagnostics];
  const failed = reverted.exit === EXIT.done ? {} : { exit: reverted.exit, failure: reverted.failure ?? '' };
  return {
    ...after,
    ...failed,
    text: join(checked.text, reverted.text, after.text),
    markdown: join(reverted.markdown ?? '', after.markdown ?? ''),
    ...(reverted.outcomes === undefined ? {} : { outcomes: reverted.outcomes }),
    ...(reverted.snapshotCommit === undefined ? {} : { snapshotCommit: reverted.snapshotCommit }),
  };
}

const branchOf = ({ environment }: Run): string => `pricebook/accept-${environment ?? 'stripe'}`;

/** What went wrong beside the check, which stays what it is. */
async function beside<Value>(
  work: () => Promise<Value>,
  otherwise: (problem: Diagnostic) => Value,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return otherwise(faultDiagnostic(error));
  }
}

/** Closes what an earlier run proposed; that it cannot is a warning. */
async function withdrawn({ where, run }: Job): Promise<Accepted> {
  const why = 'Stripe has nothing any more that a manifest could take over.';
  return beside(
    async () => withdrawFiles(where, { branch: branchOf(run), why }),
    (problem): Accepted => ({ ...NOTHING, problems: [{ ...problem, severity: 'warning' }] }),
  );
}

/** Proposes manifests that say what Stripe has; where that may not be opened, the job summary has the patch. */
async function propose(job: Job): Promise<Accepted> {
  const { options, where, io, run } = job;
  const { accept } = await import('./accept.ts');
  const own = newRun('accept', io);
  const { suggestion, markdown, exit } = await settle(accept, options, { io, run: own });
  if (exit !== EXIT.done) return { ...NOTHING, problems: own.diagnostics };
  const told = markdown === undefined ? {} : { markdown };
  // The summary then says why nothing could be taken over.
  if (suggestion === undefined) return { ...(await withdrawn(job)), ...told };
  const { files, title, body } = suggestion;
  const end = await proposeFiles(
    where,
    { branch: branchOf(run), files, title, body },
    'The job summary has the patch: apply it by hand, or mend what GitHub says.',
  );
  return end.url === null ? { ...end, ...told } : end;
}

/** Keeps the issue of the environment; a refusal is a warning where there is something to tell. */
async function tellIssue(
  { github }: WatchRequest,
  check: DriftCheck,
  { environment, proposed }: { readonly environment: string; readonly proposed: string },
): Promise<readonly Diagnostic[]> {
  const section = driftSection(check, { environment });
  const posted = await postIssue(github, {
    environment,
    label: ISSUE_LABEL,
    section: 'drift',
    ...(section === null
      ? { title: '', text: null, fingerprint: '', news: 'Stripe is what was last applied.' }
      : { ...section, text: join(section.text.trimEnd(), proposed) }),
  });
  if (posted.status !== 'refused' || section === null) return [];
  return [
    {
      severity: 'warning',
      code: 'drift.not-announced',
      summary: `GitHub refuses the issue about ${environment}: ${posted.why}`,
      detail: 'What it would say is in the job summary.',
    },
  ];
}

async function settled(job: Job, checked: Result): Promise<Result> {
  const { onDrift } = job.where;
  if (onDrift !== 'revert' || checked.drift === undefined || !isSomething(checked.drift)) return checked;
  return revertAndLook(job, checked);
}

/** What settles drift the one way or the other keeps the pull request of the environment, or closes it. */
async function accepted(job: Job, check: DriftCheck): Promise<Accepted> {
  const { onDrift } = job.where;
  if (isSomething(check)) return onDrift === 'accept' ? propose(job) : NOTHING;
  return onDrift === 'accept' || onDrift === 'revert' ? withdrawn(job) : NOTHING;
}

/**
 * `drift` as a job on GitHub: checks, settles what moved as `on-drift` says, and keeps the one issue of the environment.
 * A check that failed tells nothing of drift, and leaves the issue as it is.
 */
export async function watch(options: WatchOptions, io: Io, run: Run): Promise<Result> {
  const { watch: request, ...given } = options;
  if (request === undefined) return drift(given, io, run);
  const where = { ...request, plans: given.plans, config: given.config ?? DEFAULT_PATH };
  const asked = { ...given, pendingSince: async (released: string | null) => pendingSince(where, released) };
  const job: Job = { options: asked, where, io, run };
  const result = await settled(job, await drift(asked, io, run));
  const check = result.drift;
  if (check === undefined || io.signal.aborted) return result;
  const proposed = await beside(
    async () => accepted(job, check),
    (problem) => ({ ...NOTHING, problems: [problem] }),
  );
  const environment = run.environment ?? '';
  const unannounced = await beside(
    async () => tellIssue(request, check, { environment, proposed: proposed.text }),
    (problem): readonly Diagnostic[] => [{ ...problem, severity: 'warning' }],
  );
  run.diagnostics = [...run.diagnostics, ...proposed.problems, ...unannounced];
  const failed = proposed.problems.some(({ severity }) => severity === 'error');
  const markdown = proposed.markdown ?? result.markdown;
  return {
    ...result,
    text: join(result.text, proposed.text),
    ...(markdown === undefined ? {} : { markdown: join(markdown, proposed.text) }),
    ...(failed && result.exit === EXIT.done ? { exit: EXIT.error, failure: 'permission' } : {}),
  };
}
