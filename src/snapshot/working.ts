import { rmSync } from 'node:fs';
import type { ResourceKey } from '../model/key.ts';
import type { Applied, AppliedState, IdRecord } from '../model/state.ts';
import { outdated } from './error.ts';
import { recordedSerial, writeSnapshot } from './file.ts';
import { snapshotDigest } from './rows.ts';
import { changesIn, openLocked, readLeftover, workingPath } from './working-file.ts';

/** One completed change, as it is recorded. */
interface Recorded {
  readonly resource?: Applied;
  readonly forget?: ResourceKey;
  /** Added, or in place of those with the same key and id. */
  readonly ids?: readonly IdRecord[];
}

/** The record of an apply while it runs. One process at a time has it. */
export interface Working {
  /** What lay there when it was opened: nothing, changes on the same base (kept), or on another base (dropped). */
  readonly leftover: 'none' | 'resumed' | 'stale';
  /** On disk when it returns: neither SIGKILL nor a power failure takes it away. Costs the same in any catalog. */
  readonly record: (change: Recorded) => void;
  /** The base and everything recorded on it, by this apply and by killed ones. Copies the catalog: call it once. */
  state(): AppliedState;
  /** Lets go of the record and leaves it for the next apply. */
  close(): void;
  /** Writes the snapshot, then removes the record. True when the file changed. */
  finish(final: AppliedState): Promise<boolean>;
}

/**
 * The record of an apply on `base`, in `<file>.working`. `base` is what `file` says, not what was recovered: changes
 * that a killed apply left on the same base are still there, and `state` has them.
 *
 * @throws {SnapshotError} `snapshot.locked` while another process has it, `snapshot.outdated` when `file` moved on.
 */
export async function openWorking(file: string, base: AppliedState): Promise<Working> {
  const { db, leftover } = await openLocked(file, snapshotDigest(base));
  try {
    // Only now, under the lock: whoever finished before has written, and nobody else can.
    const serial = await recordedSerial(file);
    if (serial !== undefined && serial > base.serial) throw outdated(file, serial);
  } catch (error) {
    db.close();
    throw error;
  }
  const insert = db.prepare('INSERT INTO changes (change) VALUES (?)');
  return {
    leftover,
    record: (change) => void insert.run(JSON.stringify(change)),
    state: () => fold(base, changesIn(db)),
    close: () => void db.close(),
    async finish(final) {
      const written = await writeSnapshot(file, final);
      // Removed under the lock, so that it cannot be the next process's; Windows removes only what is closed.
      if (process.platform === 'win32') db.close();
      for (const path of [`${workingPath(file)}-journal`, workingPath(file)]) rmSync(path, { force: true });
      db.close();
      return written;
    },
  };
}

/**
 * `base` and what a killed apply recorded on it, or null when there is no such record. Changes nothing: `openWorking`
 * on the same base goes on with that record.
 *
 * @throws {SnapshotError} `snapshot.locked` while the other apply lives.
 */
export async function recoverWorking(file: string, base: AppliedState): Promise<AppliedState | null> {
  const found = await readLeftover(file, snapshotDigest(base));
  return found === null ? null : fold(base, found);
}

const fold = (base: AppliedState, changes: readonly string[]): AppliedState => {
  const resources = new Map(base.resources);
  const ids = new Map(base.ids.map((record) => [`${record.key} ${record.id}`, record]));
  for (const text of changes) {
    const change: Recorded = JSON.parse(text);
    if (change.forget !== undefined) resources.delete(change.forget);
    if (change.resource !== undefined) resources.set(change.resource.key, change.resource);
    for (const record of change.ids ?? []) ids.set(`${record.key} ${record.id}`, record);
  }
  return { ...base, resources, ids: [...ids.values()] };
};
