import { isDeepStrictEqual } from 'node:util';
import { parse, parseAllDocuments, visit, type Document } from 'yaml';
import { digitsOf, type Written } from '../kinds/written.ts';
import { isRecord, type JsonRecord } from '../lib/json.ts';
import { yamlInline } from './emit.ts';

/** What becomes of one place of a file. */
export interface Edit {
  readonly document: number;
  /** Names from the root of the document down to the place. */
  readonly path: readonly string[];
  /** What is written there; undefined takes the line away. */
  readonly value: Written | undefined;
  /** The order of the names beside it, for a line that is not there yet. */
  readonly order?: readonly string[];
}

/** The documents of a text. */
export function treesOf(text: string): readonly Document.Parsed[] {
  const trees = parseAllDocuments(text, { version: '1.2' });
  return Array.isArray(trees) ? trees : [];
}

/** The data of a tree; null where it has none. Whoever edits has loaded the file before, which counts its aliases. */
export function dataOf(tree: Document.Parsed): unknown {
  let isWhole = tree.errors.length === 0;
  visit(tree, {
    Alias: (_key, alias) => {
      isWhole &&= alias.resolve(tree) !== undefined;
    },
  });
  return isWhole ? tree.toJS({ maxAliasCount: -1 }) : null;
}

/** The last word on every edit: what was written says what was meant, and everything else what it said before. */
export function isWhatWasMeant(before: string, after: string, { document, path, value }: Edit): boolean {
  const trees = treesOf(after);
  if (trees.some(({ errors, warnings }) => errors.length + warnings.length > 0)) return false;
  const found = trees.map(dataOf);
  const expected = treesOf(before).map(dataOf);
  const root = expected[document];
  const now = valueAt(found[document], path);
  if (!isRecord(root) || !says(now, value)) return false;
  expected[document] = withValue(root, path, now);
  return isDeepStrictEqual(found, expected);
}

/** True for data that means this value: texts without white space at their ends, decimals with or without quotes. */
function says(data: unknown, value: Written | undefined): boolean {
  if (value === undefined) return data === undefined;
  const digits = digitsOf(value);
  if (digits !== undefined) return typeof data === 'number' ? data === Number(digits) : data === digits;
  if (typeof value === 'string') return typeof data === 'string' && data.trim() === value.trim();
  return isDeepStrictEqual(data, parse(yamlInline(value), { version: '1.2' }));
}

/** The value at a path of plain data. */
export function valueAt(data: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => (isRecord(inner) ? inner[name] : undefined), data);
}

function withValue(map: JsonRecord, [name = '', ...rest]: readonly string[], value: unknown): unknown {
  const inner = map[name];
  const next = rest.length === 0 ? value : withValue(isRecord(inner) ? inner : {}, rest, value);
  const entries = Object.entries(map).filter(([each]) => each !== name || next !== undefined);
  return next === undefined ? Object.fromEntries(entries) : { ...Object.fromEntries(entries), [name]: next };
}
