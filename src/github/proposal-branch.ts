import { blobId } from '../lib/blob-id.ts';
import type { CommitNode, FileContent, Github } from './github.ts';

/** What a branch is looked at for. */
interface Wanted {
  readonly github: Github;
  readonly viewer: string;
  readonly branch: string;
  readonly base: string;
  readonly baseCommit: string;
  readonly files: readonly FileContent[];
}

/** How the branch is. */
export interface Standing {
  readonly tip: string | null;
  /** What it has that is not ours; null when there is nothing to lose. */
  readonly foreign: string | null;
  /** It proposes the same, on whatever commit of its base. */
  readonly isSame: boolean;
}

/**
 * True when a commit leaves every file as the proposal does, from what the proposal starts with, and changed no other:
 * where its base has another text by now they could not be merged.
 */
async function proposesSame(
  { github, files, baseCommit }: Wanted,
  { id, parents }: CommitNode,
  changed: readonly string[] | null,
): Promise<boolean> {
  const paths = new Set(files.map(({ path }) => path));
  if (changed !== null && !changed.every((path) => paths.has(path))) return false;
  const at = async (commit: string): Promise<(string | null)[]> =>
    (await github.objectsAt(files.map(({ path }) => ({ commit, path })))).map((object) => object?.id ?? null);
  const [after, before, base] = [await at(id), await at(parents[0] ?? ''), await at(baseCommit)];
  return files.every(
    ({ bytes }, index) =>
      after[index] === (bytes === null ? null : blobId(bytes)) && before[index] === base[index],
  );
}

/** Ours is one commit that GitHub made and signed for our token; what is in the base already is nobody's to lose. */
export async function standingOf(wanted: Wanted): Promise<Standing> {
  const { github, viewer, branch, base } = wanted;
  const tip = await github.branchTip(branch);
  if (tip === null) return { tip, foreign: null, isSame: false };
  const compared = await github.compare(base, tip, 1);
  if (compared === null) return { tip, foreign: `it does not come from ${base}`, isSame: false };
  if (compared.commits === null) return { tip, foreign: 'it has more than one commit', isSame: false };
  const [commit] = compared.commits;
  if (commit === undefined) return { tip, foreign: null, isSame: false };
  const { author, isSignedByGithub, paths } = await github.commitFacts(tip);
  if (author === viewer && isSignedByGithub) {
    return { tip, foreign: null, isSame: await proposesSame(wanted, commit, paths) };
  }
  const foreign = `GitHub did not sign its commit ${tip.slice(0, 7)} for ${viewer}`;
  return { tip, foreign, isSame: false };
}
