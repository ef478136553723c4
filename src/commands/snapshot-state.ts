import { existsSync } from 'node:fs';
import type { AppliedState } from '../model/state.ts';

/**
 * The snapshot in `file`, or null where there is none. SQLite is loaded only when there is a file.
 *
 * @throws {SnapshotError} for a file that cannot be believed.
 */
export async function readApplied(file: string): Promise<AppliedState | null> {
  if (!existsSync(file)) return null;
  const { readSnapshot } = await import('../snapshot/file.ts');
  return readSnapshot(file);
}

/** True when an apply that did not finish left its record beside the snapshot. */
export async function hasLeftover(file: string): Promise<boolean> {
  const { workingPath } = await import('../snapshot/working-file.ts');
  return existsSync(workingPath(file));
}

/** The state with what a killed apply recorded on top of it; the state itself where there is nothing of the kind. */
export async function withLeftover(file: string, base: AppliedState): Promise<AppliedState> {
  if (!(await hasLeftover(file))) return base;
  const { recoverWorking } = await import('../snapshot/working.ts');
  return (await recoverWorking(file, base)) ?? base;
}
