import { kindNamed } from '../kinds/registry.ts';
import { hasErrors } from '../model/diagnostic.ts';
import { Fault } from '../model/fault.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import type { AppliedState, LedgerEntry } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson, summaryOf } from '../render/json.ts';
import { renderOutcomeLine, renderOutcomes } from '../render/outcomes.ts';
import { renderPlan } from '../render/plan.ts';
import { nextState } from '../snapshot/state.ts';
import { applyPlan } from '../stripe/apply/apply.ts';
import { timestamp } from '../stripe/apply/context.ts';
import { isRecorded } from '../stripe/apply/records.ts';
import type { Writer } from '../stripe/client.ts';
import { choicesOf } from './choices.ts';
import { openWriter } from './connect.ts';
import { unconverged } from './converged.ts';
import { EXIT, type ExitCode, type Io, type PlanOptions } from './io.ts';
import { changeFacts, planFrom, readStripe } from './make-plan.ts';
import type { Result, Run } from './run.ts';
import { unexpectedPlan } from './plan.ts';
import { openSession, type Session } from './session.ts';
import { withLeftover } from './snapshot-state.ts';

/** What an apply has in hand. */
type ApplySession = Session<Writer> & { readonly options: PlanOptions };

/** The plan of this moment, over one reading of Stripe. */
async function planNow(session: ApplySession, applied: AppliedState): Promise<Plan> {
  const { workspace, client, account, options, io } = session;
  const live = await readStripe(client, account, { workspace, applied });
  return planFrom(
    workspace,
    { applied, live },
    { choices: choicesOf(workspace.config, options), now: io.now() },
  );
}

/** Why the plan may not be applied, with the exit code for it; null when it may. */
function refusal(
  plan: Plan,
  expect: string | undefined,
): { exit: ExitCode; failure: string; why: string } | null {
  if (hasErrors(plan.diagnostics))
    return { exit: EXIT.error, failure: 'invalid-manifest', why: 'The plan has errors.' };
  const unexpected = unexpectedPlan(plan, expect);
  if (unexpected !== null) return { exit: EXIT.unexpected, failure: 'plan-changed', why: unexpected };
  if (plan.conflicts.length > 0) {
    return {
      exit: EXIT.refused,
      failure: 'conflict',
      why: 'Conflicts must be settled first. Nothing was written.',
    };
  }
  if (plan.guards.length > 0) {
    return { exit: EXIT.refused, failure: 'guard', why: 'A guard stops this apply. Nothing was written.' };
  }
  return null;
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

/** Makes the changes, each durable in the record before the next begins, and proves that nothing is left to do. */
async function carryOut(
  plan: Plan,
  session: ApplySession,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly left: Plan | null }> {
  const { workspace, io, base, client, account } = session;
  const { openWorking } = await import('../snapshot/working.ts');
  const working = await openWorking(workspace.snapshotFile, base);
  let outcomes: readonly Outcome[] = [];
  let done = 0;
  const context = {
    writer: client,
    account,
    catalog: workspace.config.catalog,
    kindNamed,
    record: working.record,
    now: io.now,
    retireAfter: workspace.environment.retireAfter,
    commit: io.commit,
    ids: working.state().ids,
    signal: io.signal,
  };
  try {
    outcomes = await applyPlan(plan, context, (outcome) => {
      done += 1;
      if (session.options.json) return;
      if (done === 1) io.err('\n');
      const line = renderOutcomeLine(outcome, {
        style: { colour: io.colour },
        done,
        total: plan.changes.length,
      });
      io.err(`${line}\n`);
    });
    const recorded = nextState(base, working.state(), ledgerEntry(plan, io));
    await working.finish(recorded);
    const complete = outcomes.every(({ status }) => status === 'done');
    return { outcomes, left: complete ? await planNow(session, recorded) : null };
  } catch (error) {
    working.close();
    throw error;
  }
}

function ledgerEntry(plan: Plan, io: Io): Omit<LedgerEntry, 'serial'> {
  const counts = Object.entries(summaryOf(plan)).filter(([name, count]) => count > 0 && name !== 'unchanged');
  return {
    at: timestamp(io.now()),
    commit: io.commit,
    digest: plan.digest,
    summary: Object.fromEntries(counts),
  };
}

/** `apply`: makes Stripe what the manifests say, records it, and proves that a second plan is empty. */
export async function apply(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  const session = { options, ...(await openSession(options, { io, run }, { connect: openWriter })) };
  const applied = await withLeftover(session.workspace.snapshotFile, session.base);
  const plan = await planNow(session, applied);
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
  const refused = refusal(plan, options.expect);
  if (refused !== null) {
    return { ...result(refused.exit, `${shown}${problems}\n\n${refused.why}`), failure: refused.failure };
  }
  if (!options.json) io.out(`${shown}${problems}\n`);
  if (!(await mayGoAhead(plan, session))) return result(EXIT.done, 'Nothing was written.');
  const known = applied === session.base && isRecorded(plan, { ids: applied.ids, now: io.now });
  if (plan.changes.length === 0 && known) return result(EXIT.done, '');
  const { outcomes, left } = await carryOut(plan, session);
  // Each change was shown as it ended; the whole list is shown again only where something went wrong.
  const report = left === null ? renderOutcomes(outcomes, { style }) : `Apply: ${outcomes.length} done.`;
  if (left === null) return { ...result(EXIT.error, report, outcomes), failure: 'partial' };
  const remaining = unconverged(left);
  if (remaining.length > 0) {
    run.diagnostics = [...run.diagnostics, ...remaining];
    const text = `${report}\n\n${renderDiagnostics(remaining, run.sources, style)}`;
    return { ...result(EXIT.error, text, outcomes), failure: 'not-converged' };
  }
  return result(EXIT.done, `${report} A second plan is empty.`, outcomes);
}
