import type { Diagnostic } from '../model/diagnostic.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import type { AppliedState } from '../model/state.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson } from '../render/json.ts';
import { renderOutcomes } from '../render/outcomes.ts';
import { renderPlan } from '../render/plan.ts';
import { isRecorded } from '../stripe/apply/records.ts';
import { carryOut, planNow, whatIsLeft, type ApplySession } from './carry-out.ts';
import { checkKeys, choicesOf } from './choices.ts';
import { commitRecord } from './commit-record.ts';
import { isConfirmed } from './confirm.ts';
import { openWriter } from './connect.ts';
import { EXIT, type ExitCode, type Io, type PlanOptions } from './io.ts';
import { changeFacts, keysKnownTo } from './make-plan.ts';
import { refusalOf, standingGuards } from './refusal.ts';
import { passed } from './release/passed.ts';
import { settle, type Result, type Run } from './run.ts';
import { openSession } from './session.ts';
import { hasLeftover, withLeftover } from './snapshot-state.ts';

/** The plan that is applied, in its session. */
interface Planned {
  readonly plan: Plan;
  /** What the snapshot says, with what a killed apply left beside it. */
  readonly applied: AppliedState;
  readonly session: ApplySession;
}

async function planned(session: ApplySession): Promise<Planned> {
  const { options, run, workspace, base } = session;
  const applied = await withLeftover(workspace.snapshotFile, base);
  const made = await planNow(session, applied);
  const plan = { ...made, guards: standingGuards(made, options.approve) };
  checkKeys(choicesOf(workspace.config, options), keysKnownTo(plan, workspace, applied));
  run.diagnostics = plan.diagnostics;
  return { plan, applied, session };
}

const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

const problemsText = (diagnostics: readonly Diagnostic[], { run, io }: ApplySession): string =>
  diagnostics.length === 0 ? '' : renderDiagnostics(diagnostics, run.sources, { colour: io.colour });

function planText({ plan, session }: Planned): string {
  const { run, io } = session;
  const view = {
    environment: run.environment ?? '',
    style: { colour: io.colour },
    retireAfter: run.retireAfter,
  };
  return join(renderPlan(plan, view), problemsText(plan.diagnostics, session));
}

/** How a run ended: its exit code, what is said, and why where it failed. */
interface End {
  readonly exit: ExitCode;
  readonly text: string;
  readonly failure?: string;
  readonly outcomes?: readonly Outcome[];
}

const resultOf = ({ plan, session }: Planned, { outcomes = [], ...end }: End): Result => ({
  ...end,
  json: planJson(plan, session.run.facts(), { facts: changeFacts, outcomes }),
  plan,
  outcomes,
});

/** True when Stripe is what the manifests say, and the snapshot says so. */
async function isNothingToDo({ plan, applied, session }: Planned): Promise<boolean> {
  // A record that a killed run left, even one of another snapshot, is folded in or cleared away by going on.
  if (plan.changes.length > 0 || (await hasLeftover(session.workspace.snapshotFile))) return false;
  return isRecorded(plan, { ids: applied.ids, now: session.io.now });
}

/** Notes in the snapshot that everything up to the release's commit was done; false where it says so already. */
async function passCommit({ release, workspace }: ApplySession, recorded: AppliedState): Promise<boolean> {
  const state = release === null ? null : passed(release, recorded);
  if (state === null) return false;
  const { writeSnapshot } = await import('../snapshot/file.ts');
  return writeSnapshot(workspace.snapshotFile, state);
}

/** What a run says that another one came first with: it was started for an older commit, and nothing is left of that. */
function olderCommit({ release, io }: ApplySession): string {
  if (release === null || io.commit === null || io.commit === release.commit) return '';
  const { defaultBranch } = release.request;
  return `This run was started for ${io.commit}. What is released is ${defaultBranch}, which is at ${release.commit}: nothing is left to do.`;
}

/** Ends a run that finds everything as it should be. */
async function endWithoutWrites(all: Planned): Promise<Result> {
  const { session } = all;
  const text = olderCommit(session);
  if (!(await passCommit(session, session.base))) return resultOf(all, { exit: EXIT.done, text });
  const { problems, ...recordedAt } = await commitRecord(session, []);
  session.run.diagnostics = [...session.run.diagnostics, ...problems];
  const end: End =
    problems.length === 0
      ? { exit: EXIT.done, text }
      : { exit: EXIT.error, text: problemsText(problems, session), failure: 'snapshot' };
  return { ...resultOf(all, end), ...recordedAt };
}

/** What failed of an apply that was begun, in the order in which it is looked for. */
function endOf(
  outcomes: readonly Outcome[],
  { remaining, problems }: Readonly<Record<'remaining' | 'problems', readonly Diagnostic[]>>,
  { io }: ApplySession,
): End {
  // Each change was shown as it ended; the whole list is shown again only where something went wrong.
  const text = `Apply: ${outcomes.length} done.`;
  if (outcomes.some(({ status }) => status !== 'done')) {
    const whole = renderOutcomes(outcomes, { style: { colour: io.colour } });
    return { exit: EXIT.error, text: whole, failure: 'partial' };
  }
  if (remaining.length > 0) return { exit: EXIT.error, text, failure: 'not-converged' };
  const proved = `${text} A second plan is empty.`;
  return problems.length > 0
    ? { exit: EXIT.error, text: proved, failure: 'snapshot' }
    : { exit: EXIT.done, text: proved };
}

/** Makes the changes, records them wherever they end, and proves that nothing is left. */
async function endWithWrites(all: Planned): Promise<Result> {
  const { plan, session } = all;
  const { outcomes, recorded } = await carryOut(plan, session);
  const isDone = outcomes.every(({ status }) => status === 'done');
  const remaining = isDone ? await whatIsLeft(session, recorded) : [];
  if (isDone && remaining.length === 0) await passCommit(session, recorded);
  const { problems, ...committed } = await commitRecord(session, outcomes);
  const faults = [...remaining, ...problems];
  session.run.diagnostics = [...session.run.diagnostics, ...faults];
  const end = endOf(outcomes, { remaining, problems }, session);
  const text = join(end.text, problemsText(faults, session));
  return { ...resultOf(all, { ...end, text, outcomes }), ...committed };
}

/** Plans, and makes the changes unless something forbids them. */
async function applyIn(session: ApplySession): Promise<Result> {
  const { options, io } = session;
  const all = await planned(session);
  const refused = await refusalOf(all.plan, all.applied, session);
  if (refused !== null) {
    const { why, ...end } = refused;
    return resultOf(all, { ...end, text: join(planText(all), why) });
  }
  if (!options.json) io.out(`${planText(all)}\n`);
  if (all.plan.changes.length > 0 && !(await isConfirmed(session, 'Apply this plan?')))
    return resultOf(all, { exit: EXIT.error, text: 'Not confirmed: nothing was written.' });
  if (await isNothingToDo(all)) return endWithoutWrites(all);
  await options.snapshots?.accepts();
  await session.release?.confirm();
  return endWithWrites(all);
}

async function applyNow(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  const opened = await openSession(options, { io, run }, { connect: openWriter, writesSnapshot: true });
  return applyIn({ options, ...opened });
}

/**
 * `apply`: makes Stripe what the manifests say, records it, and proves that a second plan is empty. As a release it also
 * tells those who wait for it what came of it, however it ended.
 */
export async function apply(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  if (options.release === undefined) return applyNow(options, io, run);
  const result = await settle(applyNow, options, { io, run });
  const { announce } = await import('./release/announce.ts');
  return announce(result, options.release, { options, io, run });
}
