import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { terminalText } from '../../render/safe.ts';
import { ATTRIBUTES, type WantedFile } from './files.ts';

/** How a wanted file stands to what is there. */
type Standing =
  | { readonly is: 'missing' }
  | { readonly is: 'there' }
  /** A text file without the line; `after` is the whole of it with the line. */
  | { readonly is: 'without'; readonly after: string }
  /** Another text: its first line that differs, and ours, harmless to a terminal. */
  | { readonly is: 'different'; readonly line: number; readonly theirs: string; readonly ours: string };

/** A wanted file, and how it is there. */
export interface Found {
  readonly file: WantedFile;
  readonly standing: Standing;
}

const linesOf = (text: string): readonly string[] => text.replaceAll('\r\n', '\n').split('\n');

/** The text of a file, or null where there is none. */
function textAt(path: string): string | null {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

/** True where a folder, or one in it, holds a manifest. */
function holdsManifest(folder: string): boolean {
  return (
    existsSync(folder) &&
    readdirSync(folder, { recursive: true }).some((name) => /\.ya?ml$/.test(String(name)))
  );
}

/** True where the attributes say already how snapshots are shown. */
const isSettled = (text: string): boolean =>
  linesOf(text).some(
    (line) => line.trim() === ATTRIBUTES || /^[^#\s]\S*\s.*\bdiff=pricebook\b/.test(line.trim()),
  );

function compare(theirs: string, ours: string): Standing {
  const [left, right] = [linesOf(theirs), linesOf(ours)];
  const at = Array.from({ length: Math.max(left.length, right.length) }, (_, index) => index).find(
    (index) => left[index] !== right[index],
  );
  if (at === undefined) return { is: 'there' };
  const shown = (lines: readonly string[]): string => terminalText(lines[at] ?? '', 100);
  return { is: 'different', line: at + 1, theirs: shown(left), ours: shown(right) };
}

function standingOf(path: string, { text, need }: WantedFile): Standing {
  const there = textAt(path);
  if (there === null) return { is: 'missing' };
  switch (need) {
    case 'example':
      return { is: 'there' };
    case 'line':
      if (isSettled(there)) return { is: 'there' };
      return { is: 'without', after: `${there}${there === '' || there.endsWith('\n') ? '' : '\n'}${text}` };
    case 'whole':
      return compare(there, text);
  }
}

/** The files that are wanted in a repository, each with how it is there. An example that nobody needs is left out. */
export function findFiles(root: string, wanted: readonly WantedFile[]): readonly Found[] {
  return wanted
    .map((file) => ({ file, standing: standingOf(join(root, file.path), file) }))
    .filter(
      ({ file, standing }) =>
        file.need !== 'example' || standing.is === 'there' || !holdsManifest(join(root, file.path, '..')),
    );
}
