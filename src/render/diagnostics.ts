import type { Diagnostic, Where } from '../model/diagnostic.ts';
import { frameLines } from './frame.ts';
import { count, joined, terminalPhrase, type Phrase } from './phrase.ts';
import { safeLine, terminalText } from './safe.ts';
import { paint, type Style } from './style.ts';

/** The text of each file that a diagnostic may point into, by its path. */
export type Sources = ReadonlyMap<string, string>;

/** A summary and a detail are sentences, with values in them that were shortened where they were put in. */
export const SENTENCE = 2000;

const RANKS = { error: 0, warning: 1 };

/** Errors first, each sort by file and line; those without a place come first in theirs. */
export function sortedDiagnostics(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const order = (a: Diagnostic, b: Diagnostic): number => {
    const [left, right] = [a.where?.file ?? '', b.where?.file ?? ''];
    return (
      RANKS[a.severity] - RANKS[b.severity] ||
      (left < right ? -1 : Number(left > right)) ||
      (a.where?.line ?? 0) - (b.where?.line ?? 0) ||
      (a.where?.column ?? 0) - (b.where?.column ?? 0)
    );
  };
  return diagnostics.toSorted(order);
}

/** `2 errors, 1 warning`; empty without any. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): Phrase {
  const counts = (['error', 'warning'] as const)
    .map((severity) => ({
      severity,
      number: diagnostics.filter((item) => item.severity === severity).length,
    }))
    .filter(({ number }) => number > 0);
  return joined(counts.map(({ severity, number }) => count(number, severity)));
}

/** `plans/pro.yaml:12:5`; never at the start of a line. */
export function placeOf({ file, line, column }: Where): string {
  return `${safeLine(file)}:${line}:${column}`;
}

function lines(diagnostic: Diagnostic, sources: Sources, style: Style): readonly string[] {
  const { severity, code, summary, detail, where, other } = diagnostic;
  const place = (label: string, at: Where | undefined): readonly string[] =>
    at === undefined
      ? []
      : [
          paint(style, 'notice', `  ${label} ${terminalText(placeOf(at))}`),
          ...frameLines(sources.get(at.file) ?? '', at).map((line) => `    ${line}`),
        ];
  const tone = severity === 'error' ? 'danger' : 'warning';
  return [
    `${paint(style, tone, severity)}: ${paint(style, 'title', terminalText(summary, SENTENCE))}`,
    ...place('at', where),
    ...place('and', other),
    `  ${terminalText(detail, SENTENCE)}`,
    `  ${paint(style, 'quiet', terminalText(code))}`,
    '',
  ];
}

/** Every problem with what to do about it, errors first, and how many there are; empty without any. No line feed at its end. */
export function renderDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Sources,
  style: Style,
): string {
  if (diagnostics.length === 0) return '';
  const shown = sortedDiagnostics(diagnostics).flatMap((diagnostic) => lines(diagnostic, sources, style));
  return [...shown, terminalPhrase(countDiagnostics(diagnostics))].join('\n');
}
