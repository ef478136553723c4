import type { Github } from '../../github/github.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { AppliedState } from '../../model/state.ts';
import { believed, refuseRemoved, type SnapshotPlace } from './believed.ts';
import { refuseFiltered } from './filtered.ts';
import { isRecordHeadline } from './headline.ts';
import { type Past, readPast } from './past.ts';

/** A warning where somebody else than a release wrote the snapshot last. */
function foreignCommit({ path }: SnapshotPlace, { newest }: Past): readonly Diagnostic[] {
  if (newest === null || isRecordHeadline(newest.headline)) return [];
  return [
    {
      severity: 'warning',
      code: 'snapshot.foreign-commit',
      summary: `${path} was last committed by ${newest.author ?? 'somebody whom GitHub does not know'} in ${newest.id}, and not by a release`,
      detail:
        'Where that was a repair, nothing is to be done. Else look at "pricebook snapshot dump": what it says was last applied decides what counts as drift.',
    },
  ];
}

/** What the snapshot at the tip of its branch says, if that can be believed; null where there is none and never was. */
export async function readChecked(
  github: Github,
  place: SnapshotPlace,
  bytes: Buffer | null,
): Promise<AppliedState | null> {
  const past = await readPast(github, place);
  if (bytes !== null) return believed(place, bytes, past);
  refuseRemoved(place, past);
  return null;
}

/**
 * Warnings about a snapshot that a run is to go on from and to write.
 *
 * @throws {Fault} for one that cannot be believed, and `snapshot.filtered` for one that git does not keep as it is.
 */
export async function checkForWriting(
  github: Github,
  place: SnapshotPlace,
  bytes: Buffer | null,
): Promise<readonly Diagnostic[]> {
  const [past] = await Promise.all([readPast(github, place), refuseFiltered(github, place, bytes)]);
  if (bytes === null) {
    refuseRemoved(place, past);
    return [];
  }
  await believed(place, bytes, past);
  return foreignCommit(place, past);
}
