import { lstat, readFile, readlink } from 'node:fs/promises';
import { blobId } from '../lib/blob-id.ts';
import { findManifests, isManifest } from './find.ts';

/** A file as git would store it, whatever line ends its checkout was given. */
function idsOf(bytes: Buffer): readonly string[] {
  const unix = bytes.includes('\r\n')
    ? Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
    : bytes;
  return [blobId(bytes), blobId(unix)];
}

/** The bytes that git has for a path: of a link, where it leads. */
async function bytesAt(path: string): Promise<Buffer | null> {
  try {
    return (await lstat(path)).isSymbolicLink() ? Buffer.from(await readlink(path)) : await readFile(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** True when a file of the working folder is what a commit has there: these bytes, or, for null, nothing. */
export async function isCommitted(path: string, committed: Buffer | null): Promise<boolean> {
  const bytes = await bytesAt(path);
  if (bytes === null || committed === null) return bytes === committed;
  return idsOf(bytes).includes(blobId(committed));
}

/** The manifests of a folder; none where there is no folder. */
async function manifestsIn(root: string): Promise<readonly string[]> {
  try {
    return (await findManifests(root)).paths;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

/**
 * The first manifest of the working folder that is not what a commit has there; null when all are.
 *
 * @param tree blob ids by path, of the same folder at the commit.
 */
export async function differsFrom(root: string, tree: ReadonlyMap<string, string>): Promise<string | null> {
  const committed = [...tree.keys()].filter((path) => isManifest(root, path));
  for (const path of new Set([...committed, ...(await manifestsIn(root))])) {
    const bytes = await bytesAt(path);
    const id = tree.get(path);
    if (bytes === null || id === undefined || !idsOf(bytes).includes(id)) return path;
  }
  return null;
}
