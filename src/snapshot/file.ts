import { existsSync } from 'node:fs';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AppliedState } from '../model/state.ts';
import { decodeSnapshot } from './decode.ts';
import { serializeSnapshot } from './encode.ts';
import { damaged, outdated, SnapshotError } from './error.ts';
import { snapshotDigest } from './rows.ts';
import { openDatabase, sqliteCode } from './sqlite.ts';

/**
 * What the snapshot in `file` says, or null when there is no file.
 *
 * @throws {SnapshotError} as `decodeSnapshot` does.
 */
export async function readSnapshot(file: string): Promise<AppliedState | null> {
  try {
    return await decodeSnapshot(file, await readFile(file));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * True when `file` was written, false when it says the same already and was left alone. It is replaced whole, by
 * rename: a reader sees the old or the new one, and so does whoever comes after a power failure. A damaged snapshot
 * is replaced; what is no snapshot, or a newer one, is not.
 *
 * @throws {SnapshotError} `snapshot.outdated` when the file says something else under the same or a higher serial.
 */
export async function writeSnapshot(file: string, state: AppliedState): Promise<boolean> {
  const present = await readIfSound(file);
  if (present !== null) {
    if (snapshotDigest(present) === snapshotDigest(state)) return false;
    if (present.serial >= state.serial) throw outdated(file, present.serial);
  }
  await replaceFile(file, await serializeSnapshot(state));
  return true;
}

/** The serial in `file`, without reading the rest of it; undefined when there is no file. */
export async function recordedSerial(file: string): Promise<number | undefined> {
  if (!existsSync(file)) return undefined;
  const db = await openDatabase(file, { readonly: true });
  try {
    return db.prepare<[], number>('SELECT serial FROM snapshot').pluck().get();
  } catch (error) {
    throw sqliteCode(error) === undefined ? error : damaged(file, String(error));
  } finally {
    db.close();
  }
}

async function readIfSound(file: string): Promise<AppliedState | null> {
  try {
    return await readSnapshot(file);
  } catch (error) {
    if (error instanceof SnapshotError && error.code === 'snapshot.damaged') return null;
    throw error;
  }
}

async function replaceFile(file: string, bytes: Buffer): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await synced(temporary, 'w', (handle) => handle.writeFile(bytes));
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  // Windows cannot open a folder; its rename is durable when it returns.
  if (process.platform !== 'win32') await synced(dirname(file), 'r', async () => {});
}

type Handle = Awaited<ReturnType<typeof open>>;

async function synced(path: string, flags: string, use: (handle: Handle) => Promise<void>): Promise<void> {
  const handle = await open(path, flags);
  try {
    await use(handle);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
