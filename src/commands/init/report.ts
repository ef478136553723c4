import type { Found } from './existing.ts';
import { ATTRIBUTES } from './files.ts';
import type { Fate } from './write.ts';

const MARK = { missing: 'write', there: 'there', without: 'add to', different: 'differs' } as const;

/** A line for each file: what would become of it, and what it is for. */
export const listing = (found: readonly Found[]): string =>
  found
    .map(({ file, standing }) => `  ${MARK[standing.is].padEnd(8)} ${file.path.padEnd(40)} ${file.about}`)
    .join('\n');

/** What would change in a file that is there, in a few lines; nothing for one that is missing or as it should be. */
export function difference({ file, standing }: Found): string {
  if (standing.is === 'without') return `${file.path} would get the line\n    + ${ATTRIBUTES}`;
  if (standing.is !== 'different') return '';
  return `${file.path} differs from line ${standing.line} on:\n    - ${standing.theirs}\n    + ${standing.ours}`;
}

/** What was done, and what was left alone with how it differs. */
export function report(found: readonly Found[], fates: ReadonlyMap<string, Fate>): string {
  const count = [...fates.values()].filter((fate) => fate === 'written' || fate === 'changed').length;
  const left = found.filter(({ file }) => fates.get(file.path) === 'left').map(difference);
  const done = count === 0 ? 'Nothing was written.' : `${count} ${count === 1 ? 'file' : 'files'} written.`;
  return [
    done,
    ...(left.length === 0 ? [] : ['', 'Left alone, because they are there already:', ...left]),
  ].join('\n');
}
