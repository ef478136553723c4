import type { Acceptances } from '../../model/accept.ts';
import type { DriftCheck } from '../../model/drift.ts';
import { markdownReport, SUMMARY_BUDGET } from '../markdown.ts';
import type { PlanView } from '../plan-report.ts';
import type { Style } from '../style.ts';
import { terminalReport } from '../terminal.ts';
import { patchMarkdown } from './patch.ts';
import { acceptReport } from './report.ts';

/** For a job summary: what is accepted and what is not, then the patch, for where no pull request can be opened. */
export function acceptSummary(check: DriftCheck, accepted: Acceptances, view: PlanView): string {
  const report = acceptReport(check, accepted, view);
  const half = SUMMARY_BUDGET / 2;
  const told = markdownReport({ ...report, blocks: report.blocks.toReversed() }, { budget: half });
  // A character may take three bytes.
  return `${told}${patchMarkdown(accepted.files, half / 3)}`;
}

/** The same for a terminal, without a line feed at its end. */
export function acceptText(
  check: DriftCheck,
  accepted: Acceptances,
  view: PlanView & { readonly style: Style },
): string {
  return terminalReport(acceptReport(check, accepted, view), view.style);
}
