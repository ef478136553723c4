import type { DriftCheck } from '../../model/drift.ts';
import { drift } from '../drift.ts';
import { EXIT } from '../io.ts';
import { proposeFiles, withdrawFiles, type ProposalEnd } from '../propose.ts';
import { checkedOutTip } from '../release/tip.ts';
import { newRun, settle, type Result, type Run } from '../run.ts';
import { beside, join, type Job } from './job.ts';

/** What came of proposing; with the words for the job summary where the pull request could not be opened. */
export interface Accepted extends ProposalEnd {
  readonly markdown?: string;
}

/** Nothing was proposed. */
export const NOTHING: Accepted = { text: '', url: null, problems: [] };

/** Something that a revert or an accept could settle. */
const isSomething = ({ moved, conflicts, missing }: DriftCheck): boolean =>
  moved.length + conflicts.length + missing.length > 0;

/** Puts back what may be put back, and looks again: what is left is what the run is about. */
async function revertAndLook({ options, where, io, run }: Job, checked: Result): Promise<Result> {
  await checkedOutTip(where, where);
  const { revert } = await import('../revert.ts');
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
  const { accept } = await import('../accept.ts');
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

/** Puts back what `on-drift: revert` is to put back. */
export async function settled(job: Job, checked: Result): Promise<Result> {
  const { onDrift } = job.where;
  if (onDrift !== 'revert' || checked.drift === undefined || !isSomething(checked.drift)) return checked;
  return revertAndLook(job, checked);
}

/** What settles drift the one way or the other keeps the pull request of the environment, or closes it. */
export async function accepted(job: Job, check: DriftCheck): Promise<Accepted> {
  const { onDrift } = job.where;
  if (isSomething(check)) return onDrift === 'accept' ? propose(job) : NOTHING;
  return onDrift === 'accept' || onDrift === 'revert' ? withdrawn(job) : NOTHING;
}
