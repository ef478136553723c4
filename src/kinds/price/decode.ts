import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import { fromMinor } from '../../lib/money.ts';
import { UNSETTLED_CURRENCIES, currencyExponent } from '../../lib/currency.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { textOr } from '../kind.ts';
import type { Decoded } from '../codec.ts';
import { decodeMetadata } from '../marker.ts';

/** What Stripe sends for a price that this version does not understand. */
class NotUnderstood extends Error {}

const INTERVALS: ReadonlySet<string> = new Set(['day', 'week', 'month', 'year']);

/** An amount's text; a number is a whole count of the minor unit, which no float blurs. */
const minorText = (minor: Json): string => (typeof minor === 'number' ? minor.toFixed(0) : textOr(minor, ''));

/** The decimal form if there is one, else the integer; both are in minor units. */
function amount(holder: JsonRecord, name: string, currency: string): string | null {
  const minor = holder[`${name}_decimal`] ?? holder[name] ?? null;
  return minor === null ? null : fromMinor(minorText(minor), currency);
}

function tiers(holder: JsonRecord, currency: string): Json {
  if (!isList(holder.tiers)) return null;
  return holder.tiers.map((tier) => {
    if (!isRecord(tier)) throw new NotUnderstood('a tier is not an object');
    return {
      up_to: tier.up_to ?? 'inf',
      amount: amount(tier, 'unit_amount', currency),
      flat: amount(tier, 'flat_amount', currency),
    };
  });
}

function customAmount(holder: JsonRecord, currency: string): Json {
  const custom = holder.custom_unit_amount;
  if (!isRecord(custom)) return null;
  const bound = (name: string): string | null => amount(custom, name, currency);
  return { minimum: bound('minimum'), maximum: bound('maximum'), preset: bound('preset') };
}

const taxBehavior = (holder: JsonRecord): Json =>
  holder.tax_behavior === 'unspecified' ? null : (holder.tax_behavior ?? null);

function known(currency: string): string {
  if (currencyExponent(currency) !== undefined && !UNSETTLED_CURRENCIES.has(currency)) return currency;
  throw new NotUnderstood(`its currency is ${currency}, which Pricebook cannot count`);
}

function currencyOptions(raw: RawObject, base: string): Spec {
  const options = isRecord(raw.currency_options) ? raw.currency_options : {};
  const spec: Record<string, Json> = {};
  for (const [currency, option] of Object.entries(options)) {
    if (currency === base || !isRecord(option)) continue;
    known(currency);
    const put = (name: string, value: Json): void => {
      if (value !== null) spec[`currencies.${currency}.${name}`] = value;
    };
    put('tiers', tiers(option, currency));
    put('custom_amount', customAmount(option, currency));
    put('amount', amount(option, 'unit_amount', currency));
    put('tax_behavior', taxBehavior(option));
  }
  return spec;
}

function recurring(raw: RawObject): Spec {
  const terms = raw.recurring ?? null;
  if (terms === null) return { interval: 'once', interval_count: 1, meter: null, trial_period_days: null };
  if (!isRecord(terms) || !INTERVALS.has(textOr(terms.interval, ''))) {
    throw new NotUnderstood('its interval is none of day, week, month and year');
  }
  const meter = textOr(terms.meter, null);
  if (terms.usage_type === 'metered' && meter === null) {
    throw new NotUnderstood('it is metered without a meter, which Stripe no longer offers');
  }
  return {
    interval: terms.interval ?? null,
    interval_count: terms.interval_count ?? 1,
    meter,
    trial_period_days: terms.trial_period_days ?? null,
  };
}

function spec(raw: RawObject): Spec {
  const currency = known(textOr(raw.currency, ''));
  const transform = isRecord(raw.transform_quantity) ? raw.transform_quantity : null;
  return {
    product: raw.product ?? null,
    currency,
    amount: amount(raw, 'unit_amount', currency),
    ...recurring(raw),
    tiers_mode: raw.tiers_mode ?? null,
    tiers: tiers(raw, currency),
    transform_quantity:
      transform === null ? null : { divide_by: transform.divide_by ?? null, round: transform.round ?? null },
    custom_amount: customAmount(raw, currency),
    ...currencyOptions(raw, currency),
    tax_behavior: taxBehavior(raw),
    nickname: raw.nickname ?? null,
    lookup_key: raw.lookup_key ?? null,
    active: raw.active ?? null,
    ...decodeMetadata(raw),
  };
}

/** A price as Stripe sent it, tiers and currency options expanded, in the manifest's terms. */
export function decodePrice(raw: RawObject): Decoded {
  try {
    return { spec: spec(raw) };
  } catch (error) {
    if (error instanceof NotUnderstood || error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}
