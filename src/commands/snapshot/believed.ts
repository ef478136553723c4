import type { Place } from '../../github/github.ts';
import { Fault } from '../../model/fault.ts';
import type { AppliedState } from '../../model/state.ts';
import { SnapshotError } from '../../snapshot/error.ts';
import { highest, type Past, type Version } from './past.ts';

/** Where a snapshot is: at the tip of its branch. */
export interface SnapshotPlace extends Place {
  readonly branch: string;
}

/** A snapshot that `snapshot rebuild` made: its serial starts anew, for there may have been nothing to go on from. */
const isRebuilt = ({ ledger, released }: AppliedState): boolean => ledger.length === 0 && released === null;

/** The versions that the present one goes on from: back to the one that was rebuilt. */
function goneOnFrom(bytes: Buffer, state: AppliedState, earlier: readonly Version[]): readonly Version[] {
  // Rebuilt, but long ago: it is back.
  const isBack = earlier.some((version) => version.bytes?.equals(bytes) === true);
  if (isRebuilt(state) && !isBack) return [];
  const start = earlier.findIndex((version) => version.state !== null && isRebuilt(version.state));
  return start === -1 ? earlier : earlier.slice(0, start + 1);
}

const bringBack = ({ branch, path }: SnapshotPlace, { commit }: Version): string =>
  `"git checkout ${commit.id} -- ${path}" on ${branch}, and commit it`;

/** What a fault says, with the version that can be gone back to; a newer one is no reason to go back. */
function withWayBack(error: SnapshotError, place: SnapshotPlace, { earlier }: Past): Fault {
  const last = highest(earlier);
  if (last === undefined || error.code === 'snapshot.newer') return error;
  return new Fault(
    error.code,
    error.message,
    `${error.detail} The last good one has the serial ${last.state.serial}: ${bringBack(place, last)}.`,
  );
}

/**
 * Refuses that there is no snapshot where there was one.
 *
 * @throws {Fault} `snapshot.removed`, with the command that brings it back.
 */
export function refuseRemoved(place: SnapshotPlace, { newest, earlier }: Past): void {
  if (newest === null) return;
  const last = highest(earlier);
  const back = last === undefined ? '' : `Bring it back: ${bringBack(place, last)}. `;
  throw new Fault(
    'snapshot.removed',
    `${place.path} was there, and the commit ${newest.id} removed it`,
    `${back}To start over, run "pricebook snapshot rebuild" and commit the file that it writes.`,
  );
}

/**
 * What a snapshot says, if nothing newer was there before it.
 *
 * @throws {SnapshotError} as `decodeSnapshot` does, with the commit that has the last good one.
 * @throws {Fault} `snapshot.reverted`, with the command that brings the newest one back.
 */
export async function believed(place: SnapshotPlace, bytes: Buffer, past: Past): Promise<AppliedState> {
  const { path } = place;
  const { decodeSnapshot } = await import('../../snapshot/decode.ts');
  let state: AppliedState;
  try {
    state = await decodeSnapshot(path, bytes);
  } catch (error) {
    throw error instanceof SnapshotError ? withWayBack(error, place, past) : error;
  }
  const newest = highest(goneOnFrom(bytes, state, past.earlier));
  if (newest === undefined || newest.state.serial <= state.serial) return state;
  throw new Fault(
    'snapshot.reverted',
    `${path} has the serial ${state.serial}, and ${newest.commit.id} had ${newest.state.serial} before it: the record went back, and Stripe did not`,
    `Bring the newest one back: ${bringBack(place, newest)}. To take changes back, revert the manifests and not the snapshot.`,
  );
}
