import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** Files by their paths relative to a folder, with forward slashes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** The files of a folder, at any depth; none when it does not exist. */
export function readFolder(folder: string): Files {
  const files = new Map<string, Uint8Array>();
  for (const entry of entriesOf(folder)) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(relative(folder, path).split(sep).join('/'), readFileSync(path));
  }
  return files;
}

/** Makes `folder` hold exactly `files`. */
export function writeFolder(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

/** One line for each file in which `folder` is not exactly `expected`, sorted; none when it is. */
export function differences(folder: string, expected: Files): string[] {
  const actual = readFolder(folder);
  const lines: string[] = [];
  for (const path of [...new Set([...expected.keys(), ...actual.keys()])].toSorted()) {
    const want = expected.get(path);
    const have = actual.get(path);
    if (want === undefined) lines.push(`${path}: should not be there`);
    else if (have === undefined) lines.push(`${path}: missing`);
    else if (Buffer.compare(want, have) !== 0) lines.push(`${path}: differs`);
  }
  return lines;
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
