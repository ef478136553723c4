import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Outcome, Plan } from '../../model/plan.ts';
import { changeBlocks } from '../change.ts';
import { guardBlocks } from '../guards.ts';
import { markdownReport, SUMMARY_BUDGET } from '../markdown.ts';
import { say, type Phrase } from '../phrase.ts';
import { heading, planReport, type PlanView } from '../plan-report.ts';
import type { Style } from '../style.ts';
import { diagnosticsMarkdown, outcomesMarkdown } from '../summary.ts';
import { terminalReport } from '../terminal.ts';

const titleOf = (plan: Plan, { environment }: PlanView): Phrase =>
  say`To put back in ${heading(plan, environment)}`;

/** What is put back, and what of the drift is not, for a terminal; without a line feed at its end. */
export function renderRevert(plan: Plan, options: PlanView & { readonly style: Style }): string {
  const title = titleOf(plan, options);
  return terminalReport({ ...planReport(plan, options), title, after: [] }, options.style);
}

/** The same for a job summary, with what stops it and what came of it; empty where nothing is to be put back. */
export function revertMarkdown(
  plan: Plan,
  done: { readonly outcomes: readonly Outcome[]; readonly faults: readonly Diagnostic[] },
  view: PlanView,
): string {
  if (plan.changes.length === 0) return '';
  // Beside the check itself, which has the rest of what GitHub takes.
  const budget = SUMMARY_BUDGET / 30;
  const blocks = [...guardBlocks(plan.guards), ...changeBlocks(plan.changes, view.retireAfter)];
  const report = { ...planReport(plan, view), title: titleOf(plan, view), blocks, after: [] };
  const parts = [
    markdownReport(report, { budget }),
    done.outcomes.length === 0 ? '' : outcomesMarkdown(done.outcomes, { budget }),
    diagnosticsMarkdown(done.faults, undefined, { budget }),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}
