import type { Plan } from '../model/plan.ts';
import { planReport, type PlanView } from './plan-report.ts';
import type { Style } from './style.ts';
import { terminalReport } from './terminal.ts';

/** A plan for a terminal, without a line feed at its end. */
export function renderPlan(plan: Plan, options: PlanView & { readonly style: Style }): string {
  return terminalReport(planReport(plan, options), options.style);
}
