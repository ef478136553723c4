import { isList, isRecord, type Json } from '../../lib/json.ts';
import { parseAmount } from '../../lib/money.ts';
import { codesOf, isKey } from '../../model/key.ts';
import type { MonthlyEquivalent } from '../../model/review.ts';
import type { Spec } from '../../model/spec.ts';
import { intervalText, moneyText } from '../money.ts';
import { customText, transformText } from '../pricing.ts';
import { changeInPercent, roundedMoney } from './numbers.ts';
import { discountText } from './discount.ts';
import { rateMoveText, rateText } from './rate.ts';

const BILLED: Readonly<Record<string, string>> = {
  day: 'billed daily',
  week: 'billed weekly',
  month: 'billed monthly',
  year: 'billed yearly',
  once: 'paid once',
};

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** `billed monthly`, `billed every 3 months`. */
function billedText(spec: Spec): string {
  const every = intervalText(spec);
  const one = (spec.interval_count ?? 1) === 1 ? BILLED[textOf(spec.interval) ?? ''] : undefined;
  return one ?? (every === '' ? '' : `billed ${every}`);
}

const listed = (parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/**
 * What an object costs, as a reader would say it: `$25.00 a month`, `$0.0025 for each unit of api_calls, billed
 * monthly`, and what part of a price a rate is; empty for what costs nothing. Values of others are in it.
 */
export function costText(spec: Spec): string {
  const { amount, custom_amount: custom, tiers, tiers_mode: mode, transform_quantity: transform } = spec;
  const currency = textOf(spec.currency);
  const meter = textOf(spec.meter) ?? '';
  const counter = isKey(meter) ? codesOf(meter) : meter;
  if (isRecord(custom)) return listed([customText(custom, currency), billedText(spec)]);
  if (isList(tiers)) {
    const by = counter === '' ? '' : ` by use of ${counter}`;
    return listed([
      `${textOf(mode) ?? ''} tiers${by} in ${(currency ?? '?').toUpperCase()}`.trim(),
      billedText(spec),
    ]);
  }
  if (typeof amount !== 'string') {
    const rate = rateText(spec);
    return rate === '' ? discountText(spec) : rate;
  }
  const money = moneyText(amount, currency);
  if (isRecord(transform)) return listed([`${money} ${transformText(transform)}`, billedText(spec)]);
  if (counter !== '') return listed([`${money} for each unit of ${counter}`, billedText(spec)]);
  return `${money} ${intervalText(spec)}`.trim();
}

/** `+16 %`, or what no percentage says. */
export function moveText(before: string, after: string): string {
  const [from, to] = [parseAmount(before), parseAmount(after)];
  if (from === undefined || to === undefined) return '';
  if (from === to) return 'no change';
  if (from === '0') return 'free until now';
  return to === '0' ? 'free from now on' : changeInPercent(from, to);
}

/** What one of two objects with the same words for their cost changes of it. */
function sameWords(cost: string, after: Spec, moved: readonly string[]): string {
  if (!moved.some(isCost)) return `${cost}, as before`;
  return isList(after.tiers) ? `${cost}: other amounts` : `${cost} as before; other currencies change`;
}

/**
 * What a replaced object cost and what the new one costs: `$25.00 → $29.00 a month, +16 %`; empty without a cost.
 *
 * @param moved the paths of the fields that change.
 */
export function costMoveText(before: Spec, after: Spec, moved: readonly string[]): string {
  const [old, now] = [costText(before), costText(after)];
  if (old === now) return now === '' ? '' : sameWords(now, after, moved);
  if (old === '' || now === '') return now;
  const rate = rateMoveText(before, after);
  if (rate !== '') return rate;
  const [from, to] = [textOf(before.amount), textOf(after.amount)];
  if (from !== undefined && to !== undefined && costText({ ...before, amount: to }) === now) {
    return listed([`${moneyText(from, textOf(after.currency))} → ${now}`, moveText(from, to)]);
  }
  return `${old} → ${now}`;
}

/** What it comes to a month, `about $20.83 a month`, where that says something; `about` only where it is rounded. */
export function monthlyText({ currency, before, after }: MonthlyEquivalent): string {
  const sides = [before, after]
    .filter((amount) => amount !== null)
    .map((amount) => roundedMoney(amount, currency));
  if (after === null || sides.length === 0) return '';
  const about = sides.every(({ exact }) => exact) ? '' : 'about ';
  return `${about}${[...new Set(sides.map(({ text }) => text))].join(' → ')} a month`;
}

const COSTS =
  /^(?:amount|currency|interval|interval_count|meter|tiers|tiers_mode|transform_quantity|custom_amount|percentage|inclusive|percent_off|amount_off|duration|duration_in_months|redeem_by|applies_to|coupon|max_redemptions|expires_at|first_time_transaction|minimum_amount|currencies\.\w+\.(?:amount|tiers|custom_amount))$/;

/** True for a field that `costText` or a table of costs says. */
export function isCost(path: string): boolean {
  return COSTS.test(path);
}
