import { hasErrors } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import type { AppliedState } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson } from '../render/json.ts';
import { renderOutcomes } from '../render/outcomes.ts';
import { renderPlan } from '../render/plan.ts';
import { isRecorded } from '../stripe/apply/records.ts';
import { carryOut, planNow, whatIsLeft, type ApplySession } from './carry-out.ts';
import { notReviewed } from './release/not-reviewed.ts';
import { checkKeys, choicesOf } from './choices.ts';
import { commitRecord } from './commit-record.ts';
import { openWriter } from './connect.ts';
import { EXIT, type ExitCode, type Io, type PlanOptions } from './io.ts';
import { changeFacts, keysKnownTo } from './make-plan.ts';
import { unexpectedPlan } from './plan.ts';
import type { Result, Run } from './run.ts';
import { openSession } from './session.ts';
import { hasLeftover, withLeftover } from './snapshot-state.ts';

/** Digits of a digest that are enough to name a plan. */
const APPROVED_DIGITS = 12;

/** True when somebody named this plan by its digest, or by enough of its first digits. */
function isApproved({ digest }: Plan, approve: string): boolean {
  const digits = approve.trim().replace(/^sha256:/, '');
  return digits.length >= APPROVED_DIGITS && digest.startsWith(`sha256:${digits}`);
}

/**
 * What stops the plan although somebody approved it by its digest: protection, which nothing lifts; and what a new object
 * would lose of what no manifest mentions, since that is not in the digest.
 */
const standing = ({ guards }: Plan, approve: string | undefined): Plan['guards'] =>
  approve === undefined
    ? guards
    : guards.filter(({ name, allow }) => allow.length === 0 || name === 'unmanaged_fields');

/** Why the plan may not be applied, with the exit code for it; null when it may. */
function refusal(
  plan: Plan,
  { expect, approve }: PlanOptions,
): { exit: ExitCode; failure: string; why: string } | null {
  if (hasErrors(plan.diagnostics))
    return { exit: EXIT.error, failure: 'invalid-manifest', why: 'The plan has errors.' };
  const unexpected =
    unexpectedPlan(plan, expect) ??
    (approve === undefined || plan.changes.length === 0 || isApproved(plan, approve)
      ? null
      : unexpectedPlan(plan, approve));
  if (unexpected !== null) return { exit: EXIT.unexpected, failure: 'plan-changed', why: unexpected };
  if (plan.conflicts.length > 0) {
    return {
      exit: EXIT.refused,
      failure: 'conflict',
      why: 'Conflicts must be settled first. Nothing was written.',
    };
  }
  if (plan.guards.length > 0) {
    const why = `A guard stops this apply. Nothing was written. To approve exactly this plan: ${plan.digest}`;
    return { exit: EXIT.refused, failure: 'guard', why };
  }
  return null;
}

/** Notes in the snapshot that everything up to the release's commit was done; false where it says so already. */
async function passCommit({ release, workspace }: ApplySession, recorded: AppliedState): Promise<boolean> {
  if (release === null || recorded.released === release.commit || !release.isNews) return false;
  const { writeSnapshot } = await import('../snapshot/file.ts');
  const state = { ...recorded, serial: recorded.serial + 1, released: release.commit };
  return writeSnapshot(workspace.snapshotFile, state);
}

/** Why a release may not apply what nobody showed; null when it may, or when somebody approved exactly this plan. */
async function unreviewedRefusal(
  plan: Plan,
  applied: AppliedState,
  { options, release, run }: ApplySession,
): Promise<ReturnType<typeof refusal>> {
  if (options.approve !== undefined || release === null) return null;
  const missing = await release.unreviewed(plan, applied);
  if (missing.length === 0) return null;
  const problems = notReviewed(missing, plan.digest);
  run.diagnostics = [...run.diagnostics, ...problems];
  const known = missing.every(({ shown }) => shown.length > 0);
  return {
    exit: EXIT.unexpected,
    failure: known ? 'plan-changed' : 'not-reviewed',
    why: renderDiagnostics(problems, run.sources, { colour: false }),
  };
}

async function mayGoAhead(plan: Plan, { options, io }: ApplySession): Promise<boolean> {
  if (options.yes || plan.changes.length === 0) return true;
  if (io.confirm !== null && !options.json) return io.confirm('Apply this plan?');
  throw new Fault(
    'apply.not-confirmed',
    'there is nobody to confirm the plan',
    'Run it on a terminal, or add --yes once you have seen the plan. Nothing was written.',
  );
}

/** `apply`: makes Stripe what the manifests say, records it, and proves that a second plan is empty. */
export async function apply(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  const session = {
    options,
    ...(await openSession(options, { io, run }, { connect: openWriter, writesSnapshot: true })),
  };
  const applied = await withLeftover(session.workspace.snapshotFile, session.base);
  const planned = await planNow(session, applied);
  const plan = { ...planned, guards: standing(planned, options.approve) };
  checkKeys(choicesOf(session.workspace.config, options), keysKnownTo(plan, session.workspace, applied));
  run.diagnostics = plan.diagnostics;
  const style = { colour: io.colour };
  const shown = renderPlan(plan, { environment: run.environment ?? '', style, retireAfter: run.retireAfter });
  const problems =
    plan.diagnostics.length === 0 ? '' : `\n\n${renderDiagnostics(plan.diagnostics, run.sources, style)}`;
  const result = (exit: ExitCode, text: string, outcomes: readonly Outcome[] = []): Result => ({
    exit,
    text,
    json: planJson(plan, run.facts(), { facts: changeFacts, outcomes }),
    plan,
    outcomes,
  });
  const refused = refusal(plan, options) ?? (await unreviewedRefusal(plan, applied, session));
  if (refused !== null) {
    return { ...result(refused.exit, `${shown}${problems}\n\n${refused.why}`), failure: refused.failure };
  }
  if (!options.json) io.out(`${shown}${problems}\n`);
  if (!(await mayGoAhead(plan, session))) return result(EXIT.error, 'Not confirmed: nothing was written.');
  // A record that a killed run left, even one of another snapshot, is folded in or cleared away by going on.
  const leftover = await hasLeftover(session.workspace.snapshotFile);
  const known = !leftover && isRecorded(plan, { ids: applied.ids, now: io.now });
  if (plan.changes.length === 0 && known) {
    if (!(await passCommit(session, session.base))) return result(EXIT.done, '');
    const { problems: unrecorded, ...recordedAt } = await commitRecord(session, []);
    run.diagnostics = [...run.diagnostics, ...unrecorded];
    if (unrecorded.length === 0) return { ...result(EXIT.done, ''), ...recordedAt };
    return { ...result(EXIT.error, renderDiagnostics(unrecorded, run.sources, style)), failure: 'snapshot' };
  }
  await session.release?.confirm();
  const { outcomes, recorded } = await carryOut(plan, session);
  const isDone = outcomes.every(({ status }) => status === 'done');
  const remaining = isDone ? await whatIsLeft(session, recorded) : [];
  if (isDone && remaining.length === 0) await passCommit(session, recorded);
  const { problems: uncommitted, ...committed } = await commitRecord(session, outcomes);
  const faults = [...remaining, ...uncommitted];
  run.diagnostics = [...run.diagnostics, ...faults];
  const told = (failure: string | null, text: string): Result => ({
    ...result(
      failure === null ? EXIT.done : EXIT.error,
      [text, renderDiagnostics(faults, run.sources, style)].filter((part) => part !== '').join('\n\n'),
      outcomes,
    ),
    ...committed,
    ...(failure === null ? {} : { failure }),
  });
  if (!isDone) return told('partial', renderOutcomes(outcomes, { style }));
  // Each change was shown as it ended; the whole list is shown again only where something went wrong.
  const report = `Apply: ${outcomes.length} done.`;
  if (remaining.length > 0) return told('not-converged', report);
  return told(uncommitted.length === 0 ? null : 'snapshot', `${report} A second plan is empty.`);
}
