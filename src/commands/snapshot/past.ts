import type { Github, PathCommit, Place } from '../../github/github.ts';
import type { AppliedState } from '../../model/state.ts';
import { SnapshotError } from '../../snapshot/error.ts';

/** How many versions before the present one are looked at. */
const MOST = 5;

/** A snapshot as one commit has it. */
export interface Version {
  readonly commit: PathCommit;
  /** null where the commit removed it. */
  readonly bytes: Buffer | null;
  /** What it says; null where it says nothing that could be believed. */
  readonly state: AppliedState | null;
}

async function versionAt(github: Github, commit: PathCommit, path: string): Promise<Version> {
  const bytes = await github.file(commit.id, path);
  if (bytes === null) return { commit, bytes, state: null };
  const { decodeSnapshot } = await import('../../snapshot/decode.ts');
  try {
    return { commit, bytes, state: await decodeSnapshot(path, bytes) };
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error;
    return { commit, bytes, state: null };
  }
}

/** What became of the snapshot before the present one, newest first. */
export interface Past {
  /** The commit that made, changed or removed it last; null where there never was one. */
  readonly newest: PathCommit | null;
  readonly earlier: readonly Version[];
}

/** The snapshot's past on its branch: one request, and one for each of the five versions before the present one. */
export async function readPast(github: Github, place: Place): Promise<Past> {
  const [newest = null, ...commits] = await github.pathHistory(place, MOST + 1);
  const earlier = await Promise.all(commits.map((commit) => versionAt(github, commit, place.path)));
  return { newest, earlier };
}

/** The version with the highest serial, the newest of those; undefined where none can be believed. */
export function highest(
  versions: readonly Version[],
): (Version & { readonly state: AppliedState }) | undefined {
  const [first] = versions
    .flatMap(({ commit, bytes, state }) => (state === null ? [] : [{ commit, bytes, state }]))
    .toSorted((a, b) => b.state.serial - a.state.serial);
  return first;
}
