import { describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/registry.ts';
import { edgesOf } from './edges.ts';
import { folderOf } from './layers.ts';
import { literalsOf, type Source, sourceOf, sources } from './sources.ts';

const names: readonly string[] = kinds.map(({ name }) => name);
const outside = sources.filter(({ path }) => !['kinds', 'emulator'].includes(folderOf(path)));

/** Literals that are a kind's name, or a key of that kind. */
const namesIn = (source: Source): string[] =>
  literalsOf(source).filter((literal) =>
    names.some((name) => literal === name || literal.startsWith(`${name}/`)),
  );

describe('a kind of resource', () => {
  it('is named nowhere in src but in its folder and the emulator', () => {
    expect(names.length).toBeGreaterThanOrEqual(3);
    expect(outside.flatMap(literalsOf).length).toBeGreaterThan(200);
    expect(
      outside.flatMap((source) => namesIn(source).map((name) => `src/${source.path}: '${name}'`)),
    ).toEqual([]);
  });

  it('says of every reference to which kind it is', () => {
    const references = kinds.flatMap(({ name, policy }) =>
      policy.paths
        .filter((path) => policy(path).reference !== undefined)
        .map((path) => ({ at: `${name}.${path}`, to: policy(path).to ?? '' })),
    );
    expect(references.length).toBeGreaterThan(5);
    expect(references.filter(({ to }) => !names.includes(to))).toEqual([]);
  });

  it('is reached through the registry only', () => {
    const into = outside.flatMap(edgesOf).filter(({ to }) => /^kinds\/[^/]+\/(?!api\.ts$)/.test(to));
    expect(into).toEqual([]);
  });

  it.each([
    "kind === 'price'",
    'kind === "product"',
    "keyOf('meter', code)",
    "'product/pro'",
    '`price/${plan}`',
    '`meter`',
  ])('would be found in %s', (text) => {
    expect(namesIn(sourceOf('diff/x.ts', `export const x = ${text};`))).toHaveLength(1);
  });

  it('is found behind apostrophes, patterns and templates', () => {
    const text =
      "const a = `the ${b}'s \"end`; const c = /[\"'`]/.test(a); export const x = c ? `${a}/${'price'}` : 'it\\'s';";
    expect(literalsOf(sourceOf('diff/x.ts', text))).toEqual(['the ', '\'s \\"end', '', '/', 'price', "it's"]);
  });

  it('is not found in types, comments and other words', () => {
    const text = `/** 'price' */ export type Kind = 'price' | 'product'; export const x = 'prices';`;
    expect(namesIn(sourceOf('diff/x.ts', text))).toEqual([]);
  });
});
