import type { Diagnostic } from '../../model/diagnostic.ts';
import { Fault, faultDiagnostic } from '../../model/fault.ts';
import type { DriftOptions } from '../drift.ts';
import type { Io } from '../io.ts';
import type { ReleasePaths } from '../release/changed.ts';
import type { Repository } from '../release/tip.ts';
import type { Run } from '../run.ts';

/** What a scheduled job does about drift, and where it tells of it. */
export interface WatchRequest extends Repository {
  readonly onDrift: 'report' | 'fail' | 'revert' | 'accept';
}

/** A drift check at work. */
export interface Job {
  readonly options: DriftOptions;
  readonly where: WatchRequest & ReleasePaths;
  readonly io: Io;
  readonly run: Run;
}

/** The parts of a text that are not empty, a line between them. */
export const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** What went wrong beside the check, which stays what it is. */
export async function beside<Value>(
  work: () => Promise<Value>,
  otherwise: (problem: Diagnostic) => Value,
): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return otherwise(faultDiagnostic(error));
  }
}
