import { currencyExponent } from '../lib/currency.ts';
import type { Spec } from '../model/spec.ts';

const DECIMAL = /^\d+(\.\d+)?$/;

/** A whole number's digits in groups of three: `36,000`. */
export function groupDigits(digits: string): string {
  const first = digits.length % 3;
  const groups = digits.slice(first).match(/.{3}/g) ?? [];
  return (first === 0 ? groups : [digits.slice(0, first), ...groups]).join(',');
}

/** Currencies that people know by a sign; every other is called by its code. */
const SIGNS: Readonly<Record<string, string>> = {
  aud: 'A$',
  brl: 'R$',
  cad: 'CA$',
  cny: 'CN¥',
  eur: '€',
  gbp: '£',
  hkd: 'HK$',
  ils: '₪',
  inr: '₹',
  jpy: '¥',
  krw: '₩',
  mxn: 'MX$',
  nzd: 'NZ$',
  usd: '$',
};

/**
 * An amount in major units as people write it, to its last digit: `$25.00`, `¥36,000`, `KWD 1.500`, `$0.0025`.
 * What is no amount, or in no currency, is answered as it is: this is read by people who look for a mistake.
 */
export function moneyText(amount: string, currency: string | undefined): string {
  const exponent = currency === undefined ? undefined : currencyExponent(currency);
  if (currency === undefined || exponent === undefined || !DECIMAL.test(amount)) {
    return currency === undefined ? amount : `${amount} ${currency}`;
  }
  const [whole = '', fraction = ''] = amount.split('.');
  const decimals = fraction.padEnd(exponent, '0');
  return `${SIGNS[currency] ?? `${currency.toUpperCase()} `}${groupDigits(whole)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** How often: `a month`, `every 3 months`, `once`; empty when the fields do not say. */
export function intervalText({ interval, interval_count }: Spec): string {
  if (typeof interval !== 'string') return '';
  if (interval === 'once') return interval;
  const every = interval_count ?? 1;
  return every === 1 ? `a ${interval}` : `every ${JSON.stringify(every)} ${interval}s`;
}
