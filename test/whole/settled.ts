import { expect } from 'vitest';
import { join } from 'node:path';
import { readdirSync } from 'node:fs';
import type { Mode } from '../../src/emulator/types.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import { brief } from '../engine/world.ts';
import type { WholeShop } from './shop.ts';

/** Applies, whatever limits it trips, and answers what was done. */
export async function applied(shop: WholeShop, mode: Mode): Promise<readonly string[]> {
  const { guards } = await shop.plan(mode);
  const {
    outcomes = [],
    plan,
    exit,
  } = await shop.run(mode, 'apply', {
    allow: guards.flatMap(({ allow }) => allow),
  });
  expect([plan?.guards.map(({ name, keys }) => `${name}: ${keys.join(', ')}`), exit]).toEqual([[], 0]);
  expect(
    outcomes.filter(({ status }) => status !== 'done').map(({ key, error }) => `${key}: ${error}`),
  ).toEqual([]);
  return outcomes.map(({ action, key }) => `${action} ${key}`);
}

/** Holds a mode to what is promised when everything was applied: every command agrees that it is as it should be. */
export async function expectSettled(shop: WholeShop, mode: Mode): Promise<void> {
  const plan = await shop.plan(mode);
  const { drift: drifted, conflicts, catchUps, orphans, retiring } = plan;
  expect([brief(plan), drifted, conflicts, catchUps, orphans, retiring]).toEqual([[], [], [], [], [], []]);
  const drift = await shop.run(mode, 'drift');
  expect([drift.exit, drift.drift?.moved, drift.drift?.missing, drift.drift?.pending]).toEqual([
    0,
    [],
    [],
    [],
  ]);
  await expectKnown(shop, mode);
  await expectRebuilt(shop, mode);
  await expectImported(shop, mode);
}

/** The snapshot's readers know every key. */
async function expectKnown(shop: WholeShop, mode: Mode): Promise<void> {
  const { resources } = await shop.applied(shop.snapshot(mode));
  const snapshot = shop.snapshot(mode);
  const found: string[] = [];
  for (const { key } of resources.values())
    found.push(`${key} ${(await shop.run(mode, 'lookup', { key, snapshot })).text}`);
  const recorded = [...resources.values()].map(({ key, id }) => `${key} ${id}`);
  expect(found).toEqual(recorded);
  const { json } = await shop.run(mode, 'export', { snapshot });
  const records = json.records as unknown as readonly { key: string; id: string }[];
  expect(records.map(({ key, id }) => `${key} ${id}`)).toEqual(recorded.sort());
}

/**
 * A snapshot made anew of Stripe's markers records the same of everything that has one and is not switched off, and its
 * plan changes nothing.
 */
async function expectRebuilt(shop: WholeShop, mode: Mode): Promise<void> {
  const file = join(shop.empty(), 'snapshot.sqlite');
  await shop.run(mode, 'rebuild', { snapshot: file });
  const listed = async (path: string): Promise<readonly unknown[]> => {
    const { resources } = await shop.applied(path);
    return [...resources.values()]
      .filter(({ kind, spec }) => kindNamed(kind).hasMarker && spec.active !== false)
      .map(({ key, id, spec }) => ({ key, id, spec }));
  };
  expect(await listed(file)).toEqual(await listed(shop.snapshot(mode)));
  const plan = await shop.plan(mode, { snapshot: file });
  expect(brief(plan).filter((line) => !/^(adopt|relink|restore) \S+ \[\]$/.test(line))).toEqual([]);
}

/** The account imported where nothing is yet: the plan takes over what there is, and changes nothing. */
async function expectImported(shop: WholeShop, mode: Mode): Promise<void> {
  const plans = shop.empty();
  await shop.run(mode, 'import', { plans });
  if (readdirSync(plans).length === 0) return;
  const plan = await shop.plan(mode, { plans });
  expect(brief(plan).filter((line) => !/^(adopt|relink) \S+ \[\]$/.test(line))).toEqual([]);
  expect(plan.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { resources } = await shop.applied(shop.snapshot(mode));
  const taken = new Set<string>(plan.changes.map(({ key }) => key));
  // A meter that nothing uses is nobody's: it has no marker.
  const passed = [...resources.values()].filter(
    ({ key, kind, spec }) => spec.active !== false && kindNamed(kind).hasMarker && !taken.has(key),
  );
  expect(passed.map(({ key }) => key)).toEqual([]);
}
