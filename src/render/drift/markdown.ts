import type { Diagnostic } from '../../model/diagnostic.ts';
import type { DriftCheck } from '../../model/drift.ts';
import type { Sources } from '../diagnostics.ts';
import { markdownReport, SUMMARY_BUDGET, type MarkdownOptions } from '../markdown.ts';
import type { PlanView } from '../plan-report.ts';
import { diagnosticsMarkdown } from '../summary.ts';
import { driftReport } from './report.ts';

/** What a job summary says beside the check. */
export interface DriftMarkdownOptions extends PlanView, MarkdownOptions {
  readonly diagnostics?: readonly Diagnostic[];
  readonly sources?: Sources;
}

/** A drift check in Markdown for a job summary: what moved first, then problems with the manifests. */
export function driftMarkdown(check: DriftCheck, options: DriftMarkdownOptions): string {
  const { diagnostics = [], sources, budget = SUMMARY_BUDGET } = options;
  const report = driftReport(check, options);
  const rest = Math.floor(budget / 5);
  const told = markdownReport({ ...report, blocks: report.blocks.toReversed() }, { budget: budget - rest });
  const problems = diagnosticsMarkdown(diagnostics, sources, { budget: rest });
  return problems === '' ? told : `${told}\n\n${problems}`;
}
