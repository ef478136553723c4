import type { Github, Place } from '../../github/github.ts';
import { filterOf, type AttributesFile } from '../../lib/gitattributes.ts';
import { Fault } from '../../model/fault.ts';

/** What git has in the place of a file that Git LFS keeps: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
const POINTER = 'version https://git-lfs.github.com/spec/';

/** The folders above a path, the top (`''`) first. */
function foldersAbove(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return ['', ...names.map((_, index) => names.slice(0, index + 1).join('/'))];
}

const attributesIn = (folder: string): string => (folder === '' ? '' : `${folder}/`) + '.gitattributes';

async function readAttributes(github: Github, { commit, path }: Place): Promise<readonly AttributesFile[]> {
  const folders = foldersAbove(path);
  const places = folders.map((folder) => ({ commit, path: attributesIn(folder) }));
  const found = await github.objectsAt(places);
  const files = folders.map(async (folder, index) => {
    const object = found[index] ?? null;
    if (object === null || object.isFolder) return [];
    return [{ folder, text: (await github.blob(object.id)).toString('utf8') }];
  });
  return (await Promise.all(files)).flat();
}

/**
 * Refuses a snapshot that git does not keep as it is: what we commit would not be what others check out. One request,
 * and one more for each `.gitattributes` on the way to it.
 *
 * @throws {Fault} `snapshot.filtered`, with the line of `.gitattributes`.
 */
export async function refuseFiltered(github: Github, place: Place, bytes: Buffer | null): Promise<void> {
  const { path } = place;
  const given = filterOf(path, await readAttributes(github, place));
  const isPointer = bytes?.subarray(0, POINTER.length).toString('latin1') === POINTER;
  const rebuilt = `then run "pricebook snapshot rebuild" and commit ${path} as it is`;
  if (given !== null) {
    const { filter, folder, line } = given;
    throw new Fault(
      'snapshot.filtered',
      `${attributesIn(folder)}:${line} gives ${path} the filter "${filter}": git would keep something else than the snapshot`,
      `Add the line "*.sqlite !filter" below it${isPointer ? `, ${rebuilt}` : ''}.`,
    );
  }
  if (!isPointer) return;
  throw new Fault(
    'snapshot.filtered',
    `${path} is a pointer of Git LFS and not the snapshot itself`,
    `Take the file out of Git LFS ("git lfs untrack"), ${rebuilt}.`,
  );
}
