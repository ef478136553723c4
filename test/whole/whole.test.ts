import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Mode } from '../../src/emulator/types.ts';
import { kinds } from '../../src/kinds/registry.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { unmoved } from './changed.ts';
import { edition, wholeKinds } from './kinds.ts';
import { applied, expectSettled } from './settled.ts';
import { newWholeShop, type WholeShop } from './shop.ts';

const MODES: readonly Mode[] = ['test', 'live'];

let shop: WholeShop;
beforeAll(async () => {
  shop = await newWholeShop();
  await shop.prepare();
});
afterAll(() => shop.close());

/** Releases an edition in every environment, and holds them to each other. */
async function released(yaml: string): Promise<readonly string[]> {
  shop.write(yaml);
  const done: string[] = [];
  for (const mode of MODES) {
    done.push(...(await applied(shop, mode)));
    await expectSettled(shop, mode);
  }
  const { exit, json } = await shop.run('test', 'status');
  expect([json.comparisons, exit]).toMatchObject([[{ differing: [], onlyFirst: [], onlySecond: [] }], 0]);
  return done;
}

it('a catalog of every kind comes into an empty account, changes in every field, and goes, a run for each', async () => {
  expect(wholeKinds.map(({ kind }) => kind).sort()).toEqual(kinds.map(({ name }) => name).sort());

  const first = await released(edition('before'));
  expect(new Set(first.map((line) => line.split(' ')[0]))).toEqual(new Set(['create', 'adopt']));
  const before = await shop.applied(shop.snapshot('test'));
  const there = new Set([...before.resources.values()].map(({ kind }) => kind));
  expect(kinds.filter(({ name }) => !there.has(name))).toEqual([]);

  await released(edition('after'));
  const after = await shop.applied(shop.snapshot('test'));
  const still = (now: AppliedState): readonly string[] =>
    kinds.flatMap((kind) => {
      const whole = wholeKinds.find((each) => each.kind === kind.name);
      return unmoved(kind, whole, [before, now]);
    });
  expect(still(before).length).toBeGreaterThan(80);
  expect(still(after)).toEqual([]);

  await released(edition('last'));
  await released('');
  expect((await shop.applied(shop.snapshot('test'))).resources.size).toBe(0);
}, 300_000);
