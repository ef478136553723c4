import { equal, isList, isRecord, type Json } from '../../lib/json.ts';
import { amountFrom, compareAmounts, parseAmount, percentChange, type Amount } from '../../lib/money.ts';
import { under, type Spec } from '../../model/spec.ts';
import { textOr } from '../kind.ts';
import { currenciesOf } from './currencies.ts';

const DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, year: 365 };

function tierAmounts(label: string, tiers: Json | undefined): [string, Json][] {
  if (!isList(tiers)) return [];
  return tiers.filter(isRecord).flatMap((tier, index): [string, Json][] => [
    [`${label} tier ${index + 1}`, tier.amount ?? null],
    [`${label} tier ${index + 1} flat`, tier.flat ?? null],
    [`${label} tier ${index + 1} up to`, tier.up_to ?? null],
  ]);
}

function optionAmounts(currency: string, spec: Spec): [string, Json][] {
  const custom = isRecord(spec.custom_amount) ? Object.entries(spec.custom_amount) : [];
  return [
    [currency, spec.amount ?? null],
    ...tierAmounts(currency, spec.tiers),
    ...custom.map(([name, value]): [string, Json] => [`${currency} ${name}`, value]),
  ];
}

/** Every amount of a price by its currency and what it is for: tier, flat fee, bound of a custom amount. */
function amounts(spec: Spec): Map<string, Json> {
  const all = [
    ...optionAmounts(textOr(spec.currency, ''), spec),
    ...currenciesOf(spec).flatMap((currency) =>
      optionAmounts(currency, under(spec, `currencies.${currency}`)),
    ),
  ];
  return new Map(all.filter(([, value]) => value !== null));
}

const currencyOf = (label: string): string => label.split(' ')[0] ?? '';

const amountOf = (value: Json | undefined): Amount | undefined =>
  typeof value === 'string' ? parseAmount(value) : undefined;

/**
 * By how many percent the amount that changes most does. null when something changes that no percentage
 * expresses: from or to zero, a new interval or currency, other tiers, another meter. A currency that is no longer
 * offered changes no amount.
 */
export function priceChange(before: Spec, after: Spec): string | null {
  const same = ['interval', 'interval_count', 'currency', 'tiers_mode', 'transform_quantity', 'meter'];
  if (same.some((path) => !equal(before[path], after[path]))) return null;
  const [from, to] = [amounts(before), amounts(after)];
  const offered = new Set([...to.keys()].map(currencyOf));
  let most = amountFrom('0');
  for (const label of new Set([...from.keys(), ...to.keys()])) {
    if (!offered.has(currencyOf(label)) || from.get(label) === to.get(label)) continue;
    const [old, now] = [amountOf(from.get(label)), amountOf(to.get(label))];
    const change = old === undefined || now === undefined ? undefined : percentChange(old, now);
    if (change === undefined) return null;
    const percent = parseAmount(change) ?? most;
    if (compareAmounts(percent, most) > 0) most = percent;
  }
  return most;
}

/**
 * How many times dearer or cheaper, per day, a price is than a sibling of the same currency: at least 1;
 * undefined where one is free, one-time beside recurring, metered or without an amount of its own. For a guard
 * of a factor of twenty, so that the length of a month does not matter; never for money.
 */
export function priceDistance(spec: Spec, sibling: Spec): number | undefined {
  if (spec.currency !== sibling.currency || spec.meter !== null || sibling.meter !== null) return undefined;
  if ((spec.interval === 'once') !== (sibling.interval === 'once')) return undefined;
  const perDay = (price: Spec): number => {
    const days = (DAYS[textOr(price.interval, '')] ?? 1) * Number(price.interval_count ?? 1);
    return Number(amountOf(price.amount) ?? '0') / days;
  };
  const [a, b] = [perDay(spec), perDay(sibling)];
  return a === 0 || b === 0 ? undefined : Math.max(a, b) / Math.min(a, b);
}
