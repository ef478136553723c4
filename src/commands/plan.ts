import { kinds } from '../kinds/registry.ts';
import { hasErrors } from '../model/diagnostic.ts';
import type { Plan } from '../model/plan.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { planJson } from '../render/json.ts';
import { renderPlan } from '../render/plan.ts';
import { emptyState } from '../snapshot/state.ts';
import { checkKeys, choicesOf } from './choices.ts';
import { openReader } from './connect.ts';
import { heldToUse } from './in-use.ts';
import { EXIT, type Io, type PlanOptions } from './io.ts';
import { changeFacts, keysKnownTo, planFrom, readStripe } from './make-plan.ts';
import { recordedLive } from './offline.ts';
import type { Result, Run } from './run.ts';
import { offlineEnvironment } from './recorded.ts';
import { enter, openSession } from './session.ts';
import { readApplied, withLeftover } from './snapshot-state.ts';
import { openPlans, openSettings } from './workspace.ts';

/** The plan of what git, the snapshot and Stripe say now, read with a connection that cannot write. */
export async function livePlan(options: PlanOptions, io: Io, run: Run): Promise<Plan> {
  const { workspace, client, account, base } = await openSession(
    options,
    { io, run },
    { connect: openReader },
  );
  // A record of a killed apply in the working folder says nothing about the snapshot in git.
  const applied = options.snapshots === undefined ? await withLeftover(workspace.snapshotFile, base) : base;
  const live = await readStripe(client, account, { desired: workspace.desired, applied });
  const choices = choicesOf(workspace.config, options);
  const plan = planFrom(workspace, { applied, live }, { choices, now: io.now() });
  checkKeys(choices, keysKnownTo(plan, workspace, applied));
  return heldToUse(plan, { live, ...workspace, reader: client, isPublic: options.isPublic });
}

/** What to say when the plan is not the one that was expected; null when it is, or when none was. */
export function unexpectedPlan({ digest }: Plan, expect: string | undefined): string | null {
  if (expect === undefined || expect === digest) return null;
  return `This is not the plan that was expected: its digest is ${digest}, not ${expect}. Nothing was written.`;
}

/** The plan that follows if Stripe still holds what the snapshot records. Needs no key. */
async function offlinePlan(options: PlanOptions, io: Io, run: Run): Promise<Plan> {
  run.offline = true;
  const env = await offlineEnvironment(options);
  const workspace = await openPlans(options, await openSettings({ ...options, env }, null));
  enter(run, workspace);
  const { environment, config } = workspace;
  const none = {
    account: environment.account ?? '',
    livemode: environment.livemode,
    catalog: config.catalog,
  };
  const applied = (await readApplied(workspace.snapshotFile)) ?? emptyState(none);
  run.account = applied.account === '' ? null : applied.account;
  const recorded = recordedLive(applied, kinds, config.catalog);
  const choices = choicesOf(config, options);
  const how = { choices, now: io.now(), kinds: recorded.kinds };
  const { live } = recorded;
  const plan = planFrom(workspace, { applied, live }, how);
  checkKeys(choices, keysKnownTo(plan, workspace, applied));
  return heldToUse(plan, { live, ...workspace, reader: null });
}

/** What a command says of the plan that it made. */
export function planResult(
  made: Plan,
  { offline, io, run }: { readonly offline: boolean; readonly io: Io; readonly run: Run },
): Result {
  run.diagnostics = made.diagnostics;
  const style = { colour: io.colour };
  const view = { environment: run.environment ?? '', style, retireAfter: run.retireAfter, offline };
  const problems =
    made.diagnostics.length === 0 ? '' : `\n\n${renderDiagnostics(made.diagnostics, run.sources, style)}`;
  const result = {
    text: `${renderPlan(made, view)}${problems}`,
    json: planJson(made, run.facts(), { facts: changeFacts }),
    plan: made,
  };
  return hasErrors(made.diagnostics)
    ? { ...result, exit: EXIT.error, failure: 'invalid-manifest' }
    : { ...result, exit: EXIT.done };
}

/** `plan`: what an apply would do. Reads, and cannot write. */
export async function plan(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  const { offline } = options;
  const made = offline ? await offlinePlan(options, io, run) : await livePlan(options, io, run);
  const result = planResult(made, { offline, io, run });
  if (result.exit !== EXIT.done) return result;
  const unexpected = unexpectedPlan(made, options.expect);
  if (unexpected !== null) {
    const text = `${result.text}\n\n${unexpected}`;
    return { ...result, exit: EXIT.unexpected, text, failure: 'plan-changed' };
  }
  const changes = made.changes.length > 0 || made.drift.length > 0 || made.conflicts.length > 0;
  return { ...result, exit: options.detailedExitcode && changes ? EXIT.changes : EXIT.done };
}
