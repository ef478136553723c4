import { describe, expect, it } from 'vitest';
import { layerOf } from './layers.ts';
import { type Source, sourceOf, sources, STRING } from './sources.ts';

const IMPURE = new RegExp(
  [
    /\bDate\.now\b|\bnew Date\b(?!\([^)])|\bDate\(\)/,
    /\bMath\.random\b|\brandom(?:UUID|Bytes|Int)\b|\bgetRandomValues\b/,
    /\b(?:process|console|performance|globalThis)[.[]/,
    /\b(?:fetch|setTimeout|setInterval|setImmediate)\(/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

const impurityOf = (source: Source): string | undefined =>
  IMPURE.exec(source.code.replaceAll(STRING, '""'))?.[0];

describe('layers 0 to 3', () => {
  it('use no clock, randomness, environment, console or network', () => {
    const pure = sources.filter(({ path }) => (layerOf(path) ?? 6) <= 3);
    expect(pure.length).toBeGreaterThan(40);
    expect(pure.filter(impurityOf).map((source) => `src/${source.path}: ${impurityOf(source)}`)).toEqual([]);
  });

  it.each([
    'export const now = Date.now();',
    'export const now = new Date();',
    'export const now = new Date;',
    'export const dice = Math.random();',
    'export const home = process.env["HOME"];',
    'console.log("x");',
    'await fetch("https://example.com");',
    'setTimeout(() => {}, 1);',
    'import { randomUUID } from "node:crypto"; export const id = randomUUID();',
    'export const { now } = globalThis["Date"];',
  ])('would not get away with %s', (text) => {
    expect(impurityOf(sourceOf('lib/x.ts', text))).toBeDefined();
  });

  it.each([
    'export const day = new Date("2026-01-01");',
    'export const day = (given: string) => new Date(given);',
    '/** Never console.log. */ export const text = "ask process.env";',
    'export const processed = { process: 1 };',
  ])('may say %s', (text) => {
    expect(impurityOf(sourceOf('lib/x.ts', text))).toBeUndefined();
  });
});
