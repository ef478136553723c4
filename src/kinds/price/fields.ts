import type { FieldPolicy } from '../kind.ts';

/** Every field of a price that Pricebook knows. */
export type PriceField =
  | 'product'
  | 'currency'
  | 'amount'
  | 'interval'
  | 'interval_count'
  | 'meter'
  | 'tiers_mode'
  | 'tiers'
  | 'transform_quantity'
  | 'custom_amount'
  | 'currencies.*.amount'
  | 'currencies.*.tiers'
  | 'currencies.*.custom_amount'
  | 'currencies.*.tax_behavior'
  | 'tax_behavior'
  | 'nickname'
  | 'metadata.*'
  | 'lookup_key'
  | 'active'
  | 'protect'
  | 'trial_period_days';

const fixed: FieldPolicy = { change: 'immutable', absent: 'clear', severity: 'critical' };
/** Adding a currency is an update; changing or removing one would change what subscribers pay. */
const onceAdded: FieldPolicy = { change: 'oneWay', absent: 'clear', severity: 'critical' };
/** From `unspecified` once, then never again: https://docs.stripe.com/api/prices/update */
const taxBehavior: FieldPolicy = { change: 'oneWay', absent: 'stuck', severity: 'critical' };

export const priceFields: Readonly<Record<PriceField, FieldPolicy>> = {
  product: { ...fixed, reference: 'early', to: 'product' },
  currency: fixed,
  amount: fixed,
  interval: fixed,
  interval_count: fixed,
  meter: { ...fixed, reference: 'early', to: 'meter' },
  tiers_mode: fixed,
  tiers: fixed,
  transform_quantity: fixed,
  custom_amount: fixed,
  'currencies.*.amount': onceAdded,
  'currencies.*.tiers': onceAdded,
  'currencies.*.custom_amount': onceAdded,
  'currencies.*.tax_behavior': taxBehavior,
  tax_behavior: taxBehavior,
  nickname: { change: 'mutable', absent: 'clear', severity: 'info' },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  lookup_key: { change: 'mutable', absent: 'keep', severity: 'critical', exclusive: true },
  active: { change: 'mutable', absent: 'keep', severity: 'critical' },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
  trial_period_days: { change: 'computed', absent: 'release', severity: 'info' },
};
