// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { it } from './it.ts';
import { applied } from './shop.ts';
import { brief } from './world.ts';

const sample = ['basic', 'pro']
  .map((name) => readFileSync(`${import.meta.dirname}/../../plans/${name}.yaml`, 'utf8'))
  .join('\n---\n');

it('applies the sample catalog, changes a price, and goes back', async ({ world }) => {
  expect((await applied(world, sample)).changes.map(({ action }) => action)).toEqual(
    Array.from({ length: 6 }, () => 'create'),
  );
  const dearer = sample.replace('25.00', '29.00');
  expect(brief(await applied(world, dearer))).toEqual(['replace price/pro_monthly/main [amount]']);
  expect(brief(await applied(world, sample))).toEqual(['replace price/pro_monthly/main [amount]']);
  expect(brief(await world.plan(sample))).toEqual([]);
});
