import { copyFileSync, rmSync } from 'node:fs';
import { expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import type { EmulatorState } from '../../src/emulator/world.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { brief, type World } from './world.ts';

/** A day, which is how long a replaced price stays on sale in live mode, in seconds. */
export const DAY = 86_400;

/** A plan `pro` with these prices, each a line of YAML, and further lines of the plan itself. */
export const pro = (prices: Readonly<Record<string, string>>, lines = ''): string => {
  const written = Object.entries(prices).map(([name, price]) => `  ${name}: { ${price} }`);
  return ['code: pro', 'name: Pro Plan', lines, 'prices:', ...written].join('\n');
};

/** The fields of a price in dollars a month. */
export const monthly = (amount: string, more = ''): string =>
  `amount: ${amount}, currency: usd, interval: month${more === '' ? '' : `, ${more}`}`;

/** Metadata that makes an object ours. */
export const marker = (key: string, catalog = 'default'): JsonRecord => ({
  managed_by: 'pricebook',
  pricebook_key: key,
  pricebook_catalog: catalog,
});

/** The id that the snapshot has for a key. */
export async function idOf(world: World, key: string): Promise<string> {
  const { resources } = await world.applied();
  const found = [...resources.values()].find((resource) => resource.key === key);
  if (found === undefined) throw new Error(`${key} is not recorded`);
  return found.id;
}

/** The price that the snapshot has for a key, as Stripe has it. */
export const priceOf = async (world: World, key: string): Promise<JsonRecord> =>
  world.get(`/v1/prices/${await idOf(world, key)}?expand[]=currency_options&expand[]=tiers`);

/** Every price, by id. */
export async function prices(world: World): Promise<ReadonlyMap<string, JsonRecord>> {
  const all = [
    ...(await world.all('/v1/prices', { active: 'true' })),
    ...(await world.all('/v1/prices', { active: 'false' })),
  ];
  return new Map(all.map((price) => [textOr(price.id, ''), price]));
}

/** A price as somebody else makes it: its id. */
export const foreignPrice = async (world: World, params: JsonRecord = {}): Promise<string> => {
  const { id } = await world.post('/v1/prices', {
    product: 'pro',
    currency: 'usd',
    unit_amount: '2500',
    recurring: { interval: 'month' },
    ...params,
  });
  return textOr(id, '');
};

/** Objects are gone from Stripe, as they are when test data is deleted. */
export function vanish(world: Pick<World, 'emulator'>, ...ids: readonly string[]): void {
  const state = world.emulator.state();
  const without = (tables: EmulatorState['modes']['test']): EmulatorState['modes']['test'] =>
    Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [name, rows.filter(({ id }) => !ids.includes(id))]),
    );
  const { test, live } = state.modes;
  world.emulator.load({ ...state, modes: { test: without(test), live: without(live) } });
}

/** The snapshot is lost. */
export const loseSnapshot = (world: World): void => rmSync(world.file);

/** Keeps the snapshot of now; the answer puts it back, as after a refused commit. */
export function keepSnapshot(world: World): () => void {
  copyFileSync(world.file, `${world.file}.kept`);
  return () => copyFileSync(`${world.file}.kept`, world.file);
}

/** Applies, and holds it to what every apply promises: all done, and nothing left to do. */
export async function applied(world: World, yaml: string): Promise<Plan> {
  const { plan, outcomes, left } = await world.apply(yaml);
  expect(errors(plan)).toEqual([]);
  expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
  expect(brief(left)).toEqual([]);
  return plan;
}

/** The errors of a plan: code and summary. */
export const errors = ({ diagnostics }: Plan): readonly string[] =>
  diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, summary }) => `${code}: ${summary}`);

/** The writes that Stripe saw since the last `resetRequests`. */
export const writes = (world: World): readonly string[] =>
  world.emulator
    .log()
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
