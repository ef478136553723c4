import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kinds } from '../../src/kinds/registry.ts';

const folder = `${import.meta.dirname}/../../src/render`;
const files = readdirSync(folder).filter((name) => name.endsWith('.ts'));
const names: readonly string[] = kinds.map(({ name }) => name);

const literalsOf = (text: string): string[] =>
  [...text.matchAll(/(['"`])((?:(?!\1)[^\\\n])*)\1/g)].map(([, , literal]) => literal ?? '');

it('the rendering knows no kind by its name', () => {
  const literals = files.flatMap((file) => literalsOf(readFileSync(`${folder}/${file}`, 'utf8')));
  expect(literals.length).toBeGreaterThan(100);
  expect(names.length).toBeGreaterThanOrEqual(3);
  expect(literals.filter((literal) => names.includes(literal))).toEqual([]);
});
