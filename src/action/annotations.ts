import * as core from '@actions/core';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Guard } from '../model/plan.ts';
import { terminalText } from '../render/safe.ts';

/** Characters of one annotation that the runner keeps: 4,096. */
const LONGEST = 4000;

/**
 * Annotations of each type that the runner keeps for a step. The last one counts the rest, and the run's own end is one
 * more error.
 */
const MOST = 9;

/** A text from anywhere as an annotation may show it. */
export function annotationText(text: string): string {
  return terminalText(text, LONGEST);
}

type Annotate = typeof core.error;

function annotateSome(diagnostics: readonly Diagnostic[], write: Annotate): void {
  const shown = diagnostics.length > MOST ? diagnostics.slice(0, MOST - 1) : diagnostics;
  for (const { summary, detail, where, code } of shown) {
    const place =
      where === undefined ? {} : { file: where.file, startLine: where.line, startColumn: where.column };
    write(annotationText(`${summary}. ${detail}`), { title: code, ...place });
  }
  const left = diagnostics.length - shown.length;
  if (left > 0) write(`${left} more are in the job summary.`, { title: 'pricebook' });
}

/** What stops a plan, as a warning: the plan is shown, and may not be applied as it is. */
const guardWarning = ({ name, keys, limit }: Guard): Diagnostic => ({
  severity: 'warning',
  code: `guard ${name}`,
  summary: `${keys.slice(0, 5).join(', ')}${keys.length > 5 ? ` and ${keys.length - 5} more` : ''}: stopped by the guard ${name} (limit ${JSON.stringify(limit)})`,
  detail: 'The job summary says what lifts it.',
});

/** One annotation for each problem, on the line that causes it, as many as the runner keeps. */
export function annotate(diagnostics: readonly Diagnostic[], guards: readonly Guard[]): void {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning');
  annotateSome(errors, core.error);
  annotateSome([...guards.map(guardWarning), ...warnings], core.warning);
}
