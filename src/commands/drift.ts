import { hasErrors } from '../model/diagnostic.ts';
import { hasDrifted } from '../model/plan.ts';
import { planJson } from '../render/json.ts';
import { renderDiagnostics } from '../render/diagnostics.ts';
import { renderDrift } from '../render/drift.ts';
import { EXIT, type Io, type PlanOptions } from './io.ts';
import { changeFacts } from './make-plan.ts';
import { livePlan } from './plan.ts';
import type { Result, Run } from './run.ts';

/** `drift`: what somebody changed in Stripe since it was last applied. Reads, and cannot write. */
export async function drift(options: PlanOptions, io: Io, run: Run): Promise<Result> {
  const plan = await livePlan(options, io, run);
  run.diagnostics = plan.diagnostics;
  const style = { colour: io.colour };
  const failed = hasErrors(plan.diagnostics);
  const problems = failed ? `\n\n${renderDiagnostics(plan.diagnostics, run.sources, style)}` : '';
  return {
    exit: failed ? EXIT.error : options.detailedExitcode && hasDrifted(plan) ? EXIT.changes : EXIT.done,
    text: `${renderDrift(plan, { environment: run.environment ?? '', style, retireAfter: run.retireAfter })}${problems}`,
    json: planJson(plan, run.facts(), { facts: changeFacts }),
    plan,
    ...(failed ? { failure: 'invalid-manifest' } : {}),
  };
}
