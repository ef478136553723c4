import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** The repository's top folder. */
export const root = join(import.meta.dirname, '../..');

const made: string[] = [];
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A new folder outside the repository, so that no `node_modules` is above it; removed after the tests of a file. */
export function emptyFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'pricebook-dist-')));
  made.push(folder);
  return folder;
}

/** A copy of the committed `dist/` alone, in a folder of its own. */
export function copyOfDist(): string {
  const folder = join(emptyFolder(), 'dist');
  cpSync(join(root, 'dist'), folder, { recursive: true });
  return folder;
}

/** What a program of node's said, run in `cwd` with no environment but PATH. */
export function runNode(cwd: string, args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'] },
  });
  return { status, stdout, stderr };
}
