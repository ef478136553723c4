import type { HealthFinding } from '../../model/health.ts';
import { diagnosticsOf } from '../run.ts';

/** Something that other checks need, or why it could not be had. */
export interface Attempt<Value> {
  /** null where there is none. */
  readonly value: Value | null;
  /** What went wrong, and what to do; empty where nothing did. */
  readonly findings: readonly HealthFinding[];
}

/** What `get` gives. What people can mend of what it throws is findings of the check; bugs of ours pass through. */
export async function attempt<Value>(
  check: string,
  get: () => Value | Promise<Value>,
): Promise<Attempt<Value>> {
  try {
    return { value: await get(), findings: [] };
  } catch (error) {
    const diagnostics = diagnosticsOf(error);
    if (diagnostics === null) throw error;
    return {
      value: null,
      findings: diagnostics.map(({ severity, summary, detail, where }) => ({
        check,
        status: severity,
        summary: where === undefined ? summary : `${where.file}:${where.line}: ${summary}`,
        fix: detail,
      })),
    };
  }
}

/** What a check says of what could be had, or why it could not. */
export function outcomeOf<Value>(
  { value, findings }: Attempt<Value>,
  check: (value: Value) => HealthFinding,
): readonly HealthFinding[] {
  return value === null ? findings : [check(value)];
}
