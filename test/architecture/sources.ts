import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { transformSync } from 'esbuild';

/** The repository's top folder. */
export const root = join(import.meta.dirname, '../..');

/** One file of `src`. */
export interface Source {
  /** Relative to `src`, with forward slashes: `kinds/price/kind.ts`. */
  readonly path: string;
  readonly text: string;
  /** What runs: no types, no comments, no patterns, and strings put together instead of templates. */
  readonly code: string;
}

/** A regular expression: its quotes are no string's. */
const PATTERN = /(?<=[=(,:;[!&|?>]|\breturn)\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/g;

/** A string literal, in its first or second group. */
export const STRING = /"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)'/g;

/** A source with this text; tests plant faults with it. */
export function sourceOf(path: string, text: string): Source {
  const { code } = transformSync(text, {
    loader: 'ts',
    target: 'node24',
    minifyWhitespace: true,
    legalComments: 'none',
    supported: { 'template-literal': false },
    // Or a value that only a type uses, and its import, would be dropped.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return { path, text, code: code.replaceAll(PATTERN, '/x/') };
}

/** Every TypeScript file of `src`, sorted by path. */
export const sources: readonly Source[] = readdirSync(join(root, 'src'), {
  recursive: true,
  encoding: 'utf8',
})
  .map((path) => path.split(sep).join('/'))
  .filter((path) => path.endsWith('.ts'))
  .toSorted()
  .map((path) => sourceOf(path, readFileSync(join(root, 'src', path), 'utf8')));

/** The string literals of a source, and the fixed parts of its templates. */
export function literalsOf(source: Source): string[] {
  return [...source.code.matchAll(STRING)].map(([, double, single]) => double ?? single ?? '');
}
