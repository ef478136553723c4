import type { Amount } from '../../src/lib/money.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { Spec } from '../../src/model/spec.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { Costs } from '../../src/kinds/kind.ts';

const { costs } = kindNamed('price');
if (costs === undefined) throw new Error('prices cost nothing');

/** What prices cost. */
export const priced: Costs = costs;

/** A price of $25 a month, but for what is given. */
export const priceSpec = (fields: Spec = {}): Spec => ({
  product: 'product/pro',
  currency: 'usd',
  amount: '25',
  interval: 'month',
  interval_count: 1,
  meter: null,
  tiers_mode: null,
  tiers: null,
  transform_quantity: null,
  custom_amount: null,
  active: true,
  ...fields,
});

/** A tiered price: each tier is `up_to`, amount and flat fee. */
export const tiered = (
  mode: 'graduated' | 'volume',
  tiers: readonly (readonly [upTo: number | 'inf', amount: string | null, flat?: string | null])[],
  fields: Spec = {},
): Spec =>
  priceSpec({
    amount: null,
    tiers_mode: mode,
    tiers: tiers.map(([up_to, amount, flat = null]): JsonRecord => ({ up_to, amount, flat })),
    ...fields,
  });

/** What so many cost in dollars. */
export const inUsd = (spec: Spec, quantity: number): Amount | null =>
  priced.charge(spec, { currency: 'usd', quantity });
