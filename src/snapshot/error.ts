import { Fault } from '../model/fault.ts';

/** A snapshot that cannot be used as it is. Thrown; commands render it like a diagnostic. */
export class SnapshotError extends Fault {
  constructor(code: SnapshotErrorCode, summary: string, detail: string) {
    super(code, summary, detail);
    this.name = 'SnapshotError';
  }
}

/** Every code that a `SnapshotError` can have. */
type SnapshotErrorCode =
  | 'snapshot.damaged'
  | 'snapshot.not-a-snapshot'
  | 'snapshot.newer'
  | 'snapshot.outdated'
  | 'snapshot.moved'
  | 'snapshot.locked'
  | 'snapshot.working-damaged'
  | 'lookup.ambiguous'
  | 'export.name';

/** The error of a file that is a snapshot and cannot be believed. */
export function damaged(file: string, reason: string): SnapshotError {
  return new SnapshotError(
    'snapshot.damaged',
    `the snapshot ${file} is damaged: ${reason}`,
    'Restore it from git, or run `pricebook snapshot rebuild`: it reads from the metadata in Stripe what is ours.',
  );
}

/** The error of a snapshot that someone else wrote since it was read. */
export function outdated(file: string, serial: number): SnapshotError {
  return new SnapshotError(
    'snapshot.outdated',
    `the snapshot ${file} has moved on to serial ${serial} since it was read`,
    'Another apply wrote it in between. Run the command again: it starts from what is recorded now.',
  );
}
