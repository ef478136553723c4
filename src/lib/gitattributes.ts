/** One `.gitattributes`: `folder` is where it stands, `''` for the top of the repository. */
export interface AttributesFile {
  readonly folder: string;
  readonly text: string;
}

/** What gives a path a filter, and where that is written. */
export interface GivenFilter {
  readonly filter: string;
  readonly folder: string;
  /** From 1. */
  readonly line: number;
}

/** An attribute as a line states it: a value, set, unset (`-name`), or as if no line had spoken of it (`!name`). */
interface Stated {
  readonly name: string;
  readonly value: string | boolean | null;
}

interface Line {
  readonly number: number;
  /** The pattern, or the macro's name behind `[attr]`. */
  readonly pattern: string;
  readonly isMacro: boolean;
  readonly stated: readonly Stated[];
}

const MACRO = '[attr]';

function statedIn(word: string): Stated {
  if (word.startsWith('-')) return { name: word.slice(1), value: false };
  if (word.startsWith('!')) return { name: word.slice(1), value: null };
  const [name = '', ...value] = word.split('=');
  return { name, value: value.length === 0 ? true : value.join('=') };
}

/** A pattern with spaces stands in quotes, with backslashes before what is special in them. */
const LINE = /^[ \t]*("(?:[^"\\]|\\.)*"|[^ \t"]\S*)(.*)$/;

function lineOf(text: string, index: number): Line | null {
  const [, first = '', rest = ''] = LINE.exec(text) ?? [];
  if (first === '' || first.startsWith('#') || first.startsWith('!')) return null;
  const pattern = first.startsWith('"') ? first.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : first;
  const isMacro = pattern.startsWith(MACRO);
  const words = rest.split(/\s+/).filter((word) => word !== '');
  return {
    number: index + 1,
    pattern: isMacro ? pattern.slice(MACRO.length) : pattern,
    isMacro,
    stated: words.map(statedIn),
  };
}

const linesOf = ({ text }: AttributesFile): readonly Line[] =>
  text.split(/\r?\n/).flatMap((line, index) => lineOf(line, index) ?? []);

/** Any folders, or none. */
const FOLDERS = '(?:.*/)?';

/** Parts of a pattern, longest first, and what each is as an expression. */
const PARTS: readonly (readonly [RegExp, (part: string) => string])[] = [
  [/^\/\*\*\//, () => `/${FOLDERS}`],
  [/^\/\*\*$/, () => '/.+'],
  [/^\*+/, () => '[^/]*'],
  [/^\?/, () => '[^/]'],
  [/^\[[!^]?\]?[^\]]*\]/, (part) => part.replace(/^\[[!^]/, '[^').replaceAll(/(?<=.)\[|\](?!$)/g, '\\$&')],
  [/^\\./u, (part) => `\\u{${part.codePointAt(1)?.toString(16) ?? ''}}`],
  [/^[^]/u, (part) => `\\u{${part.codePointAt(0)?.toString(16) ?? ''}}`],
];

/** The pattern as an expression for a path without folders, or with them. */
function expressionOf(pattern: string): RegExp | null {
  let rest = pattern;
  let source = '';
  while (rest !== '') {
    // Elsewhere two stars are one.
    if (rest.startsWith('**/') && (source === '' || source.endsWith(FOLDERS))) {
      source += FOLDERS;
      rest = rest.slice('**/'.length);
      continue;
    }
    for (const [part, write] of PARTS) {
      const [found] = part.exec(rest) ?? [];
      if (found === undefined) continue;
      source += write(found);
      rest = rest.slice(found.length);
      break;
    }
  }
  try {
    return new RegExp(`^${source}$`, 'u');
  } catch {
    // A range that ends before it begins: git matches nothing with it either.
    return null;
  }
}

/** Whether a line is about a path, given from the folder of its file: https://git-scm.com/docs/gitattributes */
function fits({ pattern, isMacro }: Line, path: string): boolean {
  // A pattern for folders is about no file, not even about those in them.
  if (isMacro || pattern.endsWith('/')) return false;
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  return expressionOf(pattern.replace(/^\//, ''))?.test(subject) ?? false;
}

/**
 * The filter that git runs a path through, or null where there is none: the nearest file that says something counts, in
 * it the last line, in that the last word. `filter` without a name, `-filter` and `!filter` are no filter. A macro counts
 * where a line sets it; it is defined at the top of the repository only. https://git-scm.com/docs/gitattributes
 */
export function filterOf(path: string, files: readonly AttributesFile[]): GivenFilter | null {
  const read = files.map((file) => ({ ...file, lines: linesOf(file) }));
  const macros = new Map(
    read
      .filter(({ folder }) => folder === '')
      .flatMap(({ lines }) => lines.filter(({ isMacro }) => isMacro))
      .map(({ pattern, stated }) => [pattern, stated]),
  );
  const known = new Set<string>();
  let given: Stated['value'] = null;
  const take = (stated: readonly Stated[]): void => {
    for (const { name, value } of stated.toReversed()) {
      if (known.has(name)) continue;
      known.add(name);
      if (name === 'filter') given = value;
      if (value === true) take(macros.get(name) ?? []);
    }
  };
  for (const { folder, lines } of read.toSorted((a, b) => b.folder.length - a.folder.length)) {
    const below = folder === '' ? path : path.slice(folder.length + 1);
    for (const line of lines.toReversed()) {
      if (fits(line, below)) take(line.stated);
      if (known.has('filter'))
        return typeof given === 'string' ? { filter: given, folder, line: line.number } : null;
    }
  }
  return null;
}
