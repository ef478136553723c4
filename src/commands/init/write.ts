import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ask } from './choose.ts';
import type { Found } from './existing.ts';
import { difference } from './report.ts';

/** What became of a file: `left` is one that holds something else, and was not touched. */
export type Fate = 'written' | 'unchanged' | 'changed' | 'left';

async function fateOf(root: string, found: Found, ask: Ask): Promise<Fate> {
  const { file, standing } = found;
  const path = join(root, file.path);
  if (standing.is === 'there') return 'unchanged';
  if (standing.is === 'missing') {
    mkdirSync(dirname(path), { recursive: true });
    // It fails where a file has appeared since it was looked for.
    writeFileSync(path, file.text, { flag: 'wx' });
    return 'written';
  }
  if ((await ask?.(`${difference(found)}\nChange ${file.path}?`)) !== true) return 'left';
  writeFileSync(path, standing.is === 'without' ? standing.after : file.text);
  return 'changed';
}

/** Writes what is missing, and what is there and differs where the answer is yes. Answers what became of each path. */
export async function writeFiles(
  root: string,
  found: readonly Found[],
  ask: Ask,
): Promise<ReadonlyMap<string, Fate>> {
  const fates = new Map<string, Fate>();
  for (const each of found) fates.set(each.file.path, await fateOf(root, each, ask));
  return fates;
}
