import type { Diagnostic, Where } from '../model/diagnostic.ts';

/** The diagnostics by file, line and column, each once; those without a place come first. */
export function inOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const unique = new Map(diagnostics.map((each) => [identity(each), each]));
  return [...unique.values()].sort(byPlace);
}

function identity({ code, summary, where }: Diagnostic): string {
  return [code, summary, where?.file, where?.line, where?.column].join('\n');
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  if (a.where === undefined || b.where === undefined) {
    return Number(a.where !== undefined) - Number(b.where !== undefined);
  }
  return compareWhere(a.where, b.where);
}

function compareWhere(a: Where, b: Where): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}
