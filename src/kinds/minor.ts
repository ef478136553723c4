import { currencyExponent, UNSETTLED_CURRENCIES } from '../lib/currency.ts';
import type { Json, JsonRecord } from '../lib/json.ts';
import { amountFrom, fromMinor, toMinor } from '../lib/money.ts';
import { under, type Spec } from '../model/spec.ts';

/**
 * The amount behind Stripe's whole number of a currency's smallest unit; null where there is none.
 *
 * @throws {RangeError} for a currency that is counted in a way which nobody settles.
 */
export function wholeAmount(minor: Json | undefined, currency: string): string | null {
  if (typeof minor !== 'number') return null;
  if (currencyExponent(currency) === undefined || UNSETTLED_CURRENCIES.has(currency)) {
    throw new RangeError(`its currency is ${currency}, which Pricebook cannot count`);
  }
  return fromMinor(minor.toFixed(0), currency);
}

/** What Stripe counts in: the currency's smallest unit, as the text of a whole number; undefined without an amount. */
export function minorText(amount: Json | undefined, currency: string): string | undefined {
  return typeof amount === 'string' ? toMinor(amountFrom(amount), currency) : undefined;
}

/** `currency_options` with the amount of each currency under `name`; undefined without any. */
export function minorOptions(spec: Spec, name: string): JsonRecord | undefined {
  const entries = Object.entries(under(spec, 'currencies')).flatMap(([path, amount]): [string, Json][] => {
    const [currency = '', field] = path.split('.');
    const minor = field === name ? minorText(amount, currency) : undefined;
    return minor === undefined ? [] : [[currency, { [name]: minor }]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
