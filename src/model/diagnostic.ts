/** A place in a manifest: the file as given on the command line, line and column from 1. */
export interface Where {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A problem with what the user gave us, as a value: all are collected, then all are shown. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Stable, dotted, with a section of its own in docs/errors.md: `manifest.unknown-field`. */
  readonly code: string;
  /** What is wrong, in one line, with the values. */
  readonly summary: string;
  /** What to do about it. */
  readonly detail: string;
  readonly where?: Where;
  /** The second place, where two contradict each other. */
  readonly other?: Where;
}

/** True when at least one of them is an error. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
