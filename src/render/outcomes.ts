import type { Outcome } from '../model/plan.ts';
import { ENDINGS, outcomesReport, outcomeWords } from './outcome-report.ts';
import { terminalPhrase } from './phrase.ts';
import { terminalText } from './safe.ts';
import { paint, type Style } from './style.ts';
import { terminalReport } from './terminal.ts';

/** What an apply did, for a terminal, without a line feed at its end. */
export function renderOutcomes(outcomes: readonly Outcome[], { style }: { readonly style: Style }): string {
  return terminalReport(outcomesReport(outcomes), style);
}

/** One line, without its line feed, for when a change ended: `[ 3/12] ✓ price/pro/monthly  create price_1`. */
export function renderOutcomeLine(
  outcome: Outcome,
  { style, done, total }: { readonly style: Style; readonly done: number; readonly total: number },
): string {
  const [symbol, tone] = ENDINGS[outcome.status];
  const number = `[${String(done).padStart(String(total).length)}/${total}]`;
  const words = terminalPhrase(outcomeWords(outcome));
  return `${number} ${paint(style, tone, symbol)} ${paint(style, 'title', terminalText(outcome.key))}  ${words}`;
}
