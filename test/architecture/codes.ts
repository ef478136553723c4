import { literalsOf, type Source } from './sources.ts';

const KEBAB = '[a-z]+(?:-[a-z0-9]+)*';
const CODE = new RegExp(`^${KEBAB}\\.${KEBAB}$`);
const WRITTEN = new RegExp(`\\bcode:["'](${KEBAB})\\.`, 'g');
/** What became of `${area}.missing-field`, and of `${area}.${given ?? "bad-format"}`. */
const COMPOSED = new RegExp(`\\bcode:""\\.concat\\([^;{}]*?(?:,"\\.|\\?\\?")(${KEBAB})"\\)`, 'g');

/** What the sources say about the codes of diagnostics. */
export interface Codes {
  /** Those written in full, sorted: `plan.taken`. A literal counts when its first part is a code's elsewhere. */
  readonly full: readonly string[];
  /** Second parts that are put behind a first one at run time, sorted: of `${area}.missing-field`. */
  readonly ends: readonly string[];
  /** Every other literal, any of which may be a second part that is computed. */
  readonly words: ReadonlySet<string>;
}

/** @param families first parts that are known to be a code's. */
export function codesOf(sources: readonly Source[], families: readonly string[]): Codes {
  const written = sources.flatMap(({ code }) => [...code.matchAll(WRITTEN)].map(([, family = '']) => family));
  const known = new Set([...families, ...written]);
  const literals = sources.flatMap(literalsOf);
  const isFull = (text: string): boolean => CODE.test(text) && known.has(text.split('.')[0] ?? '');
  const ends = sources.flatMap(({ code }) => [...code.matchAll(COMPOSED)].map(([, end = '']) => end));
  return {
    full: sorted(literals.filter(isFull)),
    ends: sorted(ends),
    words: new Set(literals),
  };
}

/** The second parts that a schema gives to what it refuses, in `x-code` and in the `code` of an `x-refused`. */
export function codesInSchema(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return sorted(
    Object.entries(schema).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string' && (name === 'x-code' || (name === 'code' && 'detail' in schema))
        ? [value]
        : codesInSchema(value),
    ),
  );
}

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();
