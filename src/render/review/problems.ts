import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnosticEntry } from '../diagnostic-entry.ts';
import { sortedDiagnostics } from '../diagnostics.ts';
import { count, markdownPhrase } from '../phrase.ts';
import { counted, plainEntry } from './counted.ts';
import type { Section } from './fit.ts';
import type { ReviewView } from './view.ts';

type Ranks = readonly [short: number, whole: number];

const entriesOf = (diagnostics: readonly Diagnostic[], { sources }: Pick<ReviewView, 'sources'>) =>
  sortedDiagnostics(diagnostics).map((diagnostic) => {
    const { short, full } = diagnosticEntry(diagnostic, sources);
    return plainEntry(short, full);
  });

const of = (diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): readonly Diagnostic[] =>
  diagnostics.filter((diagnostic) => diagnostic.severity === severity);

/** What stops a release as long as it is not mended; none without any. */
export function errorsSection(
  diagnostics: readonly Diagnostic[],
  ranks: Ranks,
  view: Pick<ReviewView, 'sources' | 'whole'>,
): readonly Section[] {
  const errors = of(diagnostics, 'error');
  if (errors.length === 0) return [];
  const head = `### ${markdownPhrase(count(errors.length, 'error'))}\n\n`;
  return [counted({ head, entries: entriesOf(errors, view), tail: '', ranks }, view)];
}

/** What is valid and probably not meant; none without any. */
export function warningsSection(
  diagnostics: readonly Diagnostic[],
  ranks: Ranks,
  view: Pick<ReviewView, 'sources' | 'whole'>,
): readonly Section[] {
  const warnings = of(diagnostics, 'warning');
  if (warnings.length === 0) return [];
  const head = `### ${markdownPhrase(count(warnings.length, 'warning'))}\n\n`;
  return [counted({ head, entries: entriesOf(warnings, view), tail: '', ranks }, view)];
}
