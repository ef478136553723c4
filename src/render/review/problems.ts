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

/** What stops a release as long as it is not mended, or is valid and probably not meant; none without any. */
export function problemsSection(
  severity: Diagnostic['severity'],
  ranks: Ranks,
  view: Pick<ReviewView, 'diagnostics' | 'sources' | 'whole'>,
): readonly Section[] {
  const problems = view.diagnostics.filter((diagnostic) => diagnostic.severity === severity);
  if (problems.length === 0) return [];
  const head = `### ${markdownPhrase(count(problems.length, severity))}\n\n`;
  return [counted({ head, entries: entriesOf(problems, view), tail: '', ranks }, view)];
}
