import { Big } from 'big.js';
import { currencyExponent } from './currency.ts';

/**
 * An amount of money in major units as a canonical decimal: no sign, no exponent, no trailing zeros. '25' is
 * $25.00 in usd and ¥25 in jpy. Only `parseAmount` and `fromMinor` make one.
 */
export type Amount = string & { readonly __amount: true };

/** Decimals of a minor unit that Stripe keeps: https://docs.stripe.com/api/prices/create */
const MINOR_DECIMALS = 12;
const WRITTEN = /^\d+(\.\d+)?$/;

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the one place where the brand is given: toFixed is canonical
const canonical = (value: Big): Amount => value.toFixed() as Amount;

const exponentOf = (currency: string): number => {
  const exponent = currencyExponent(currency);
  if (exponent === undefined) throw new RangeError(`Stripe knows no currency ${JSON.stringify(currency)}`);
  return exponent;
};

/** Exact: multiplication by a power of ten is. */
const shift = (value: string, places: number): Big => new Big(value).times(`1e${places}`);

/** The amount that a text writes ('25.00' is '25'), or undefined when it is not a plain decimal. */
export function parseAmount(text: string): Amount | undefined {
  return WRITTEN.test(text) ? canonical(new Big(text)) : undefined;
}

/**
 * The amount that a text writes.
 *
 * @throws {RangeError} when it is not a plain decimal: a bug of ours, since amounts are checked where they enter.
 */
export function amountFrom(text: string): Amount {
  const amount = parseAmount(text);
  if (amount === undefined) throw new RangeError(`not an amount: ${JSON.stringify(text)}`);
  return amount;
}

/** The amount in minor units as a decimal text: '19.99' usd is '1999', '0.0025' usd is '0.25'. */
export function toMinor(amount: Amount, currency: string): string {
  return shift(amount, exponentOf(currency)).toFixed();
}

/**
 * The amount behind a decimal text in minor units, as Stripe sends it.
 *
 * @throws {RangeError} when the text is not a decimal, or negative, or the currency unknown.
 */
export function fromMinor(minor: string, currency: string): Amount {
  if (!WRITTEN.test(minor)) throw new RangeError(`not an amount in minor units: ${JSON.stringify(minor)}`);
  return canonical(shift(minor, -exponentOf(currency)));
}

/** How many decimals the amount has beyond the currency's minor unit: 0 for '19.99' usd, 2 for '0.0025' usd. */
export function fractionDigits(amount: Amount, currency: string): number {
  const decimals = amount.split('.')[1]?.length ?? 0;
  return Math.max(0, decimals - exponentOf(currency));
}

/** True when Stripe can hold the amount: at most twelve decimals of the minor unit. */
export function isRepresentable(amount: Amount, currency: string): boolean {
  return fractionDigits(amount, currency) <= MINOR_DECIMALS;
}

/** -1, 0 or 1 as `a` is less than, equal to, or more than `b`; both in one currency. */
export function compareAmounts(a: Amount, b: Amount): -1 | 0 | 1 {
  return new Big(a).cmp(b);
}

/** The sum of two amounts in one currency; exact. */
export function addAmounts(a: Amount, b: Amount): Amount {
  return canonical(new Big(a).plus(b));
}

/** The amount times `factor` divided by `divisor`, whole numbers of at least 0 and 1; exact to twenty decimals. */
export function scaleAmount(amount: Amount, factor: number, divisor = 1): Amount {
  return canonical(new Big(amount).times(factor).div(divisor));
}

/**
 * By how many percent `after` differs from `before`, as a decimal text to one decimal, '16' for 25 → 29: rounded up, so
 * that a limit is never passed unseen, or to the nearest, as people say it. undefined when one of them alone is zero,
 * since no percentage says that.
 */
export function percentChange(
  before: Amount,
  after: Amount,
  rounding: 'up' | 'nearest' = 'up',
): string | undefined {
  const [from, to] = [new Big(before), new Big(after)];
  if (from.eq(to)) return '0';
  if (from.eq(0) || to.eq(0)) return undefined;
  const by = to.minus(from).abs().times(100).div(from);
  return by.round(1, rounding === 'up' ? Big.roundUp : Big.roundHalfUp).toFixed();
}

/** Closer to whole minor units than any amount of Stripe's can be, which has twelve decimals: quotients were added up. */
const NEXT_TO_WHOLE = new Big('1e-13');

/** The amount to the nearest minor unit of the currency, and whether it is just that. */
export function roundAmount(
  amount: Amount,
  currency: string,
): { readonly rounded: Amount; readonly isExact: boolean } {
  const minor = shift(amount, exponentOf(currency));
  const rounded = minor.round(0, Big.roundHalfUp);
  return {
    rounded: canonical(shift(rounded.toFixed(), -exponentOf(currency))),
    isExact: minor.minus(rounded).abs().lte(NEXT_TO_WHOLE),
  };
}
