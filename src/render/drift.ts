import type { Plan } from '../model/plan.ts';
import { driftReport } from './drift-report.ts';
import type { PlanView } from './plan-report.ts';
import type { Style } from './style.ts';
import { terminalReport } from './terminal.ts';

/** A drift check for a terminal, without a line feed at its end. */
export function renderDrift(plan: Plan, options: PlanView & { readonly style: Style }): string {
  return terminalReport(driftReport(plan, options), options.style);
}
