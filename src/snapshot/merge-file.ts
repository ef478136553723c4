import { readFile } from 'node:fs/promises';
import type { ResourceKey } from '../model/key.ts';
import { decodeSnapshot } from './decode.ts';
import { SnapshotError } from './error.ts';
import { writeSnapshot } from './file.ts';
import { mergeStates, type Merge } from './merge.ts';
import { snapshotDigest } from './rows.ts';
import { emptyState } from './state.ts';

/** Keys that an error names. */
const MOST_KEYS = 5;

/**
 * The bytes of the snapshot in `file` after it took in what another run wrote since both began with the same: both
 * runs' changes, or the other one's bytes where it says everything already. `base` is what both began with, null where
 * there was no snapshot; `theirs` what is there now.
 *
 * @throws {SnapshotError} `snapshot.moved` when the other one is gone, does not come after the base, is of another
 * account, or says something else of an object that this run changed too; and as `decodeSnapshot` does. The file stays as it was.
 */
export async function mergeIntoFile(
  file: string,
  { base, theirs }: { readonly base: Buffer | null; readonly theirs: Buffer | null },
): Promise<Buffer> {
  if (theirs === null) throw moved(file, 'it is not there any more');
  const other = await decodeSnapshot(file, theirs);
  const ours = await decodeSnapshot(file, await readFile(file));
  const began = base === null ? emptyState(other) : await decodeSnapshot(file, base);
  // What does not come after the base has no changes of its own: it would take back what the base says.
  if (other.serial <= began.serial && snapshotDigest(other) !== snapshotDigest(began)) {
    throw moved(file, `it went from serial ${began.serial} to ${other.serial}`);
  }
  const merge = mergeStates(began, ours, other);
  if (!('merged' in merge)) throw moved(file, whyNot(merge));
  if (merge.merged === other) return theirs;
  await writeSnapshot(file, merge.merged);
  return readFile(file);
}

const whyNot = (merge: Exclude<Merge, { merged: unknown }>): string =>
  'differs' in merge ? `it is of another ${merge.differs}` : `both changed ${listed(merge.conflicts)}`;

const listed = (keys: readonly ResourceKey[]): string => {
  const left = keys.length - MOST_KEYS;
  return `${keys.slice(0, MOST_KEYS).join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
};

const moved = (file: string, why: string): SnapshotError =>
  new SnapshotError(
    'snapshot.moved',
    `another run has changed ${file} since this one read it: ${why}`,
    'Run it again: it starts from what is recorded now, and finds what this run did by its markers.',
  );
