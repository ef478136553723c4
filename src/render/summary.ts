import type { Diagnostic } from '../model/diagnostic.ts';
import type { Change } from '../model/change.ts';
import type { Outcome, Plan } from '../model/plan.ts';
import { withinBudget } from './budget.ts';
import { changeItem } from './change.ts';
import { conflictBlocks, driftBlocks, standingBlocks } from './findings.ts';
import { endsOrReplaces } from './ends.ts';
import { diagnosticEntry } from './diagnostic-entry.ts';
import { countDiagnostics, sortedDiagnostics, type Sources } from './diagnostics.ts';
import { guardBlocks } from './guards.ts';
import { markdownReport, SUMMARY_BUDGET, type MarkdownOptions } from './markdown.ts';
import { outcomesReport } from './outcome-report.ts';
import { markdownPhrase, say, type Phrase } from './phrase.ts';
import { planReport, type PlanView } from './plan-report.ts';
import { blockOf, type Block } from './report.ts';
import { destructiveTitle } from './review/destructive.ts';

/** A plan in Markdown: what stops it and what it takes off sale first, for the budget may end the rest. */
export function summaryMarkdown(plan: Plan, options: PlanView & MarkdownOptions): string {
  const changes = (title: Phrase, some: readonly Change[]): readonly Block[] =>
    blockOf({
      title,
      tone: 'title',
      intro: null,
      items: some.map((change) => changeItem(change, options.retireAfter)),
      fold: false,
    });
  const taken = plan.changes.filter(endsOrReplaces);
  const blocks = [
    ...guardBlocks(plan.guards),
    ...conflictBlocks(plan.conflicts),
    ...changes([destructiveTitle(taken)], taken),
    ...changes(
      say`Changes`,
      plan.changes.filter((change) => !endsOrReplaces(change)),
    ),
    ...driftBlocks(plan.drift),
    ...standingBlocks(plan),
  ];
  return markdownReport({ ...planReport(plan, options), blocks }, options);
}

/** What an apply did, in Markdown, failures first. */
export function outcomesMarkdown(outcomes: readonly Outcome[], options: MarkdownOptions = {}): string {
  const report = outcomesReport(outcomes);
  return markdownReport({ ...report, blocks: report.blocks.toReversed() }, options);
}

/** Every problem with what to do about it, in Markdown; empty without any. */
export function diagnosticsMarkdown(
  diagnostics: readonly Diagnostic[],
  sources: Sources = new Map(),
  { budget = SUMMARY_BUDGET }: MarkdownOptions = {},
): string {
  if (diagnostics.length === 0) return '';
  const entries = sortedDiagnostics(diagnostics).map((diagnostic) => diagnosticEntry(diagnostic, sources));
  const before = `## ${markdownPhrase(countDiagnostics(diagnostics))}\n\n`;
  return withinBudget({ before, sections: [{ head: '', entries, tail: '' }], after: '' }, budget);
}
