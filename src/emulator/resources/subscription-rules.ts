import type { Call } from '../call.ts';
import { invalid, refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata } from '../metadata.ts';
import { find, mintFor, referred } from '../objects.ts';
import { insertRow, tableOf } from '../store.ts';
import { planOf } from './plan.ts';
import { type Price, type Recurring, prices } from './price-rules.ts';

/** A subscription item as stored; its price and plan are answered whole. https://docs.stripe.com/api/subscription_items/object */
export type Item = {
  readonly id: string;
  readonly object: 'subscription_item';
  readonly billing_thresholds: null;
  readonly created: number;
  readonly current_period_end: number;
  readonly current_period_start: number;
  readonly current_trial: null;
  readonly discounts: readonly string[];
  readonly metadata: Metadata;
  readonly price: string;
  /** Absent from answers for metered prices. */
  readonly quantity: number | undefined;
  readonly subscription: string;
  readonly tax_rates: readonly string[];
};

/** Subscription items. */
export const items = kind<Item>({
  object: 'subscription_item',
  noun: 'subscription_item',
  id: { prefix: 'si_', length: 14 },
  groups: ['subscription'],
  fields: { price: { as: 'embeds', object: 'price' }, billing_thresholds: { as: 'plain' } },
  derive: (row, find) => {
    const price = find(prices, row.price);
    return price === undefined ? {} : { plan: planOf(price) };
  },
});

/** What a caller says about one item. */
export type GivenItem = {
  readonly metadata?: Metadata | null | undefined;
  readonly price?: string | undefined;
  readonly quantity?: number | undefined;
};

const seconds = { day: 86_400, week: 7 * 86_400 } as const;

/** When a period that starts at `start` (unix seconds) ends. A month's last day stands in for a missing one. */
const periodEnd = (start: number, { interval, interval_count: count }: Recurring): number => {
  if (interval === 'day' || interval === 'week') return start + seconds[interval] * count;
  const from = new Date(start * 1000);
  const months = from.getUTCMonth() + (interval === 'month' ? count : 12 * count);
  const lastDay = new Date(Date.UTC(from.getUTCFullYear(), months + 1, 0)).getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(months);
  to.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return Math.floor(to.getTime() / 1000);
};

/** The price that an item is to be on. @throws Refusal when it is missing, archived, or not recurring. */
export const usablePrice = (
  call: Call,
  id: string | undefined,
  param: string,
): Price & { recurring: Recurring } => {
  if (id === undefined)
    throw invalid(`Missing required param: ${param}.`, { param, code: 'parameter_missing' });
  const price = referred(call, prices, { id, param });
  if (!price.active)
    throw refused('The price specified is inactive. This field only accepts active prices.', { param });
  const { recurring } = price;
  if (recurring === null)
    throw refused(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      { param },
    );
  return { ...price, recurring };
};

/** Stores a new item of a subscription; returns it. */
export const addItem = (call: Call, given: GivenItem, on: { subscription: string; param: string }): Item => {
  const price = usablePrice(call, given.price, on.param);
  const item: Item = {
    id: mintFor(call, items),
    object: 'subscription_item',
    billing_thresholds: null,
    created: call.now,
    current_period_end: periodEnd(call.now, price.recurring),
    current_period_start: call.now,
    current_trial: null,
    discounts: [],
    metadata: mergeMetadata({}, given.metadata),
    price: price.id,
    quantity: quantityOn(price, given.quantity),
    subscription: on.subscription,
    tax_rates: [],
  };
  insertRow(tableOf(call.store, items), item);
  return item;
};

/**
 * An item after a write. A new price sets the quantity to 1 unless one is given, and a new interval
 * starts a new period. https://docs.stripe.com/api/subscription_items/update
 */
export const changedItem = (call: Call, before: Item, given: GivenItem & { param: string }): Item => {
  const metadata = mergeMetadata(before.metadata, given.metadata);
  if (given.price === undefined || given.price === before.price) {
    const quantity = given.quantity ?? before.quantity;
    return { ...before, metadata, quantity };
  }
  const price = usablePrice(call, given.price, given.param);
  const old = find(call, prices, before.price)?.recurring;
  const same =
    old?.interval === price.recurring.interval && old.interval_count === price.recurring.interval_count;
  return {
    ...before,
    metadata,
    price: price.id,
    quantity: quantityOn(price, given.quantity),
    current_period_start: same ? before.current_period_start : call.now,
    current_period_end: same ? before.current_period_end : periodEnd(call.now, price.recurring),
  };
};

const quantityOn = (price: { recurring: Recurring }, given: number | undefined): number | undefined =>
  price.recurring.usage_type === 'metered' ? undefined : (given ?? 1);
