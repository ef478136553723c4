import { hasErrors } from '../model/diagnostic.ts';
import { hasDrifted } from '../model/plan.ts';
import { planJson } from '../render/json.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { driftJson } from '../render/drift/json.ts';
import { driftMarkdown } from '../render/drift/markdown.ts';
import { renderDrift } from '../render/drift/terminal.ts';
import { checkDrift, type AskPending } from './check-drift.ts';
import { openReader } from './connect.ts';
import { EXIT, type Io, type PlanOptions } from './io.ts';
import { changeFacts, readStripe } from './make-plan.ts';
import type { Result, Run } from './run.ts';
import { openSession } from './session.ts';
import { withLeftover } from './snapshot-state.ts';

/** What a drift check understands beside what a plan does. */
export interface DriftOptions extends PlanOptions {
  /** The oldest commit that was not released, where the history of the branch is at hand. */
  readonly pendingSince?: AskPending | undefined;
}

/** `drift`: what somebody changed in Stripe since it was last applied, who and when. Reads, and cannot write. */
export async function drift(options: DriftOptions, io: Io, run: Run): Promise<Result> {
  const session = await openSession(options, { io, run }, { connect: openReader });
  const { workspace, client, account, base } = session;
  // A record of a killed apply in the working folder says nothing about the snapshot in git.
  const applied = options.snapshots === undefined ? await withLeftover(workspace.snapshotFile, base) : base;
  const live = await readStripe(client, account, { desired: workspace.desired, applied });
  const check = await checkDrift(session, { applied, live }, options.pendingSince);
  const { plan } = check;
  run.diagnostics = plan.diagnostics;
  const view = { environment: run.environment ?? '', retireAfter: run.retireAfter };
  const style = { colour: io.colour };
  const failed = hasErrors(plan.diagnostics);
  const problems = failed ? `\n\n${renderDiagnostics(plan.diagnostics, run.sources, style)}` : '';
  const found = {
    text: `${renderDrift(check, { ...view, style })}${problems}`,
    markdown: driftMarkdown(check, { ...view, diagnostics: plan.diagnostics, sources: run.sources }),
    json: { ...planJson(plan, run.facts(), { facts: changeFacts }), ...driftJson(check) },
    plan,
    ...(check.isComplete ? { drift: check } : {}),
  };
  if (failed) return { ...found, exit: EXIT.error, failure: 'invalid-manifest' };
  const exit = options.detailedExitcode && hasDrifted(plan) ? EXIT.changes : EXIT.done;
  return { ...found, exit };
}
