import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Fault } from '../model/fault.ts';
import { code } from '../lib/wording.ts';
import { errorCode } from './error-code.ts';

/** A file to be written, and what it must still hold; null where there must be none. */
export interface FileToWrite {
  readonly path: string;
  readonly text: string;
  readonly before: string | null;
}

/** The text of a file; null where there is none. */
async function textAt(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** True for files whose texts differ by a byte order mark at most, which reading drops. */
const isSame = (there: string | null, before: string | null): boolean =>
  there === before || (there !== null && there.replace(/^\ufeff/, '') === before);

/**
 * Writes all files or none: first every one is looked at, then each is written beside its place, then all are moved.
 *
 * @throws {Fault} `import.file-changed` where a file holds something else than it did when it was read.
 */
export async function writeFiles(files: readonly FileToWrite[]): Promise<void> {
  for (const { path, before } of files) {
    if (isSame(await textAt(path), before)) continue;
    throw new Fault(
      'import.file-changed',
      before === null ? `${code(path)} is there already` : `${code(path)} was changed meanwhile`,
      'Nothing was written. Run it again; a file that is there is never overwritten.',
    );
  }
  const made: string[] = [];
  const moved: FileToWrite[] = [];
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(beside(path), text, { flag: 'wx' });
      made.push(beside(path));
    }
    for (const file of files) {
      await rename(beside(file.path), file.path);
      moved.push(file);
    }
  } catch (error) {
    for (const { path, before } of moved) await (before === null ? rm(path) : writeFile(path, before));
    for (const path of made) await rm(path, { force: true });
    throw error;
  }
}

const beside = (path: string): string => `${path}.new`;
