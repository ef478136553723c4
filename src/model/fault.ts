import type { Diagnostic } from './diagnostic.ts';

/** A fault of the environment, with what to do about it. Thrown; the entry points show it once and exit with 1. */
export class Fault extends Error {
  /** Stable, dotted, with a section of its own in docs/errors.md. */
  readonly code: string;
  /** What to do. */
  readonly detail: string;

  constructor(code: string, summary: string, detail: string) {
    super(summary);
    this.name = 'Fault';
    this.code = code;
    this.detail = detail;
  }
}

/** What was thrown, to be shown beside other problems. */
export function faultDiagnostic({ code, message, detail }: Fault): Diagnostic {
  return { severity: 'error', code, summary: message, detail };
}
