import { NO_CHOICES, type Choices } from '../diff/input.ts';
import { compareToRevert } from '../diff/revert.ts';
import type { Config, Environment } from '../model/config.ts';
import { hasErrors, type Diagnostic } from '../model/diagnostic.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import type { AppliedState } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson } from '../render/json.ts';
import { renderOutcomes } from '../render/outcomes.ts';
import { renderRevert, revertMarkdown } from '../render/drift/revert.ts';
import { carryOut, type ApplySession } from './carry-out.ts';
import { checkKeys, choicesOf } from './choices.ts';
import { commitRecord } from './commit-record.ts';
import { isConfirmed } from './confirm.ts';
import { openWriter } from './connect.ts';
import { unconverged } from './converged.ts';
import { heldToUse } from './in-use.ts';
import { EXIT, type ExitCode, type Io, type PlanOptions } from './io.ts';
import { changeFacts, keysKnownTo, planFrom, readStripe } from './make-plan.ts';
import type { Result, Run } from './run.ts';
import { openSession } from './session.ts';
import { withLeftover } from './snapshot-state.ts';

/**
 * What is put back: objects that are named, whole; without a name, what is not critical, or everything where the
 * environment says `revert: all`.
 */
function revertChoices(config: Config, environment: Environment, options: PlanOptions): Choices {
  const { revert, allow } = choicesOf(config, { ...options, prefer: [] });
  const isNamed = revert === 'all' || (typeof revert !== 'string' && revert.size > 0);
  return { ...NO_CHOICES, ignore: config.ignore, allow, revert: isNamed ? revert : environment.revert };
}

interface Done {
  readonly outcomes: readonly Outcome[];
  readonly faults: readonly Diagnostic[];
}

const NOTHING_DONE: Done = { outcomes: [], faults: [] };

/** What puts last-applied values back, over one reading of Stripe; merged changes are not in it. */
async function revertPlan(session: ApplySession, applied: AppliedState): Promise<Plan> {
  const { workspace, client, account, options, io } = session;
  const { config, environment, desired } = workspace;
  const live = await readStripe(client, account, { desired, applied });
  const plan = planFrom(
    { ...workspace, diagnostics: [] },
    { applied, live },
    {
      choices: revertChoices(config, environment, options),
      now: io.now(),
      compare: compareToRevert,
    },
  );
  return heldToUse(plan, { live, ...workspace, reader: client, isPublic: options.isPublic });
}

/** Why nothing is put back; null when it may be. */
function refusal(plan: Plan): { exit: ExitCode; failure: string; why: string } | null {
  if (hasErrors(plan.diagnostics))
    return { exit: EXIT.error, failure: 'conflict', why: 'Nothing was put back: see the errors.' };
  if (plan.guards.length === 0) return null;
  const why =
    'A guard stops this. Nothing was put back. Name an object with --allow to lift it for that one.';
  return { exit: EXIT.refused, failure: 'guard', why };
}

/** What is left of the plan after it was carried out, and what went wrong with recording it. */
async function proved(
  session: ApplySession,
  outcomes: readonly Outcome[],
  recorded: AppliedState,
): Promise<{
  readonly faults: readonly Diagnostic[];
  readonly failure: string | null;
  readonly commit: object;
}> {
  const isDone = outcomes.every(({ status }) => status === 'done');
  const left = isDone ? unconverged(await revertPlan(session, recorded)) : [];
  const { problems, ...commit } = await commitRecord(session, outcomes);
  const failures = [
    [!isDone, 'partial'],
    [left.length > 0, 'not-converged'],
    [problems.length > 0, 'snapshot'],
  ] as const;
  const failure = failures.find(([happened]) => happened)?.[1] ?? null;
  return { faults: [...left, ...problems], failure, commit };
}

/**
 * `on-drift: revert`: writes last-applied values back to what somebody moved in Stripe, under the guards of an apply, and
 * nothing else: what is merged and not released stays so.
 */
export async function revert(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  // No commit is applied: the ledger names none, and what is put back keeps the one that applied it.
  const opened = await openSession(
    options,
    { io: { ...io, commit: null }, run },
    { connect: openWriter, writesSnapshot: true },
  );
  const session: ApplySession = { options, ...opened };
  const { workspace } = session;
  const applied = await withLeftover(workspace.snapshotFile, session.base);
  const plan = await revertPlan(session, applied);
  checkKeys(
    revertChoices(workspace.config, workspace.environment, options),
    keysKnownTo(plan, workspace, applied),
  );
  run.diagnostics = plan.diagnostics;
  const style = { colour: io.colour };
  const problems =
    plan.diagnostics.length === 0 ? '' : `\n\n${renderDiagnostics(plan.diagnostics, run.sources, style)}`;
  const view = { environment: run.environment ?? '', style, retireAfter: run.retireAfter };
  const shown = `${renderRevert(plan, view)}${problems}`;
  const result = (exit: ExitCode, text: string, { outcomes, faults } = NOTHING_DONE): Result => ({
    exit,
    text,
    markdown: revertMarkdown(plan, { outcomes, faults }, view),
    json: planJson(plan, run.facts(), { facts: changeFacts, outcomes }),
    plan,
    outcomes,
  });
  const refused = refusal(plan);
  if (refused !== null)
    return { ...result(refused.exit, `${shown}\n\n${refused.why}`), failure: refused.failure };
  if (plan.changes.length === 0) return result(EXIT.done, 'Nothing to put back.');
  if (!options.json) io.out(`${shown}\n`);
  if (!(await isConfirmed(session, 'Put this back?')))
    return result(EXIT.error, 'Not confirmed: nothing was written.');
  const { outcomes, recorded } = await carryOut(plan, session);
  const { failure, commit, faults } = await proved(session, outcomes, recorded);
  run.diagnostics = [...run.diagnostics, ...faults];
  const words = failure === 'partial' ? renderOutcomes(outcomes, { style }) : `${outcomes.length} put back.`;
  const text = [words, renderDiagnostics(faults, run.sources, style)].filter((part) => part !== '');
  return {
    ...result(failure === null ? EXIT.done : EXIT.error, text.join('\n\n'), { outcomes, faults }),
    ...commit,
    ...(failure === null ? {} : { failure }),
  };
}
