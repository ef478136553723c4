import { kindNamed } from '../kinds/registry.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import type { AppliedState, LedgerEntry } from '../model/state.ts';
import { summaryOf } from '../render/json.ts';
import { withPage } from '../render/secret.ts';
import { nextState } from '../snapshot/state.ts';
import { applyPlan } from '../stripe/apply/apply.ts';
import { timestamp, type ApplyContext } from '../stripe/apply/context.ts';
import { describe } from '../stripe/apply/schedule.ts';
import type { Writer } from '../stripe/client.ts';
import { StripeFailure } from '../stripe/failure.ts';
import { isInterrupted } from '../stripe/interrupted.ts';
import { choicesOf } from './choices.ts';
import { unconverged } from './converged.ts';
import { heldToUse } from './in-use.ts';
import type { PlanOptions } from './io.ts';
import { keepingCommits } from './keeping-commits.ts';
import { planFrom, readStripe } from './make-plan.ts';
import { progressOf } from './progress.ts';
import { reviewsLeft } from './release/passed.ts';
import type { Session } from './session.ts';

/** What an apply has in hand. */
export type ApplySession = Session<Writer> & { readonly options: PlanOptions };

/** The plan of this moment, over one reading of Stripe. */
export async function planNow(session: ApplySession, applied: AppliedState): Promise<Plan> {
  const { workspace, client, account, options, io } = session;
  const live = await readStripe(client, account, { desired: workspace.desired, applied });
  const plan = planFrom(
    workspace,
    { applied, live },
    { choices: choicesOf(workspace.config, options), now: io.now() },
  );
  return heldToUse(plan, { live, ...workspace, reader: client, isPublic: options.isPublic });
}

/** What the engine works with: `record` makes durable what was done, `ids` is what the record knows already. */
function contextOf(
  session: ApplySession,
  { record, ids }: Pick<ApplyContext, 'record' | 'ids'>,
): ApplyContext {
  const { workspace, io, client, account } = session;
  return {
    writer: client,
    account,
    catalog: workspace.config.catalog,
    kindNamed,
    record,
    now: io.now,
    retireAfter: workspace.environment.retireAfter,
    commit: commitOf(session),
    ids,
    signal: io.signal,
  };
}

/** Makes the changes, each durable in the record before the next begins, and writes the snapshot. */
export async function carryOut(
  plan: Plan,
  session: ApplySession,
): Promise<{ readonly outcomes: readonly Outcome[]; readonly recorded: AppliedState }> {
  const { workspace, base, options, io, release } = session;
  const { openWorking } = await import('../snapshot/working.ts');
  const working = await openWorking(workspace.snapshotFile, base);
  const record = keepingCommits(working.record, working.state());
  const context = contextOf(session, { record, ids: working.state().ids });
  try {
    const tell = progressOf(plan, options, io);
    const paged = (outcome: Outcome): Outcome => withPage(outcome, plan);
    const made = await applyPlan(plan, context, (outcome, effort) => tell(paged(outcome), effort));
    const outcomes = made.map(paged);
    const draft = { ...working.state(), ...(release === null ? {} : reviewsLeft(plan, outcomes, release)) };
    const recorded = nextState(base, draft, ledgerEntry(plan, session));
    await working.finish(recorded);
    return { outcomes, recorded };
  } catch (error) {
    working.close();
    throw error;
  }
}

/** The commit that is applied: what a release is of, whatever commit started its run. */
const commitOf = ({ release, io }: ApplySession): string | null => release?.commit ?? io.commit;

/** Who approved the plan by its digest; null where nobody had to. */
const approverOf = ({ options, release }: ApplySession): string | null =>
  options.approve === undefined ? null : (release?.request.actor ?? null);

function ledgerEntry(plan: Plan, session: ApplySession): Omit<LedgerEntry, 'serial'> {
  const counts = Object.entries(summaryOf(plan)).filter(([name, count]) => count > 0 && name !== 'unchanged');
  return {
    at: timestamp(session.io.now()),
    commit: commitOf(session),
    digest: plan.digest,
    summary: Object.fromEntries(counts),
    approvedBy: approverOf(session),
  };
}

/** Reads everything again after an apply: an error for each change that is still asked for, or for a failed reading. */
export async function whatIsLeft(
  session: ApplySession,
  recorded: AppliedState,
): Promise<readonly Diagnostic[]> {
  try {
    return unconverged(await planNow(session, recorded));
  } catch (error) {
    if (!(error instanceof StripeFailure) && !isInterrupted(error)) throw error;
    return [
      {
        severity: 'error',
        code: 'apply.not-proven',
        summary: `everything was applied and recorded, and Stripe could not be read again: ${describe(error)}`,
        detail: 'Run the plan: it should be empty.',
      },
    ];
  }
}
