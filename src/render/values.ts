import { isList, isRecord, type Json } from '../lib/json.ts';
import { moneyText } from './money.ts';
import { customText, tierTexts, transformText } from './pricing.ts';

const AMOUNTS: ReadonlySet<string> = new Set(['amount', 'amount_off', 'minimum_amount']);
const PLAIN = /^[\w./:-]+$/;

/** The last part of a path: `amount` of `currencies.eur.amount`. */
const leaf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

const isMetadata = (path: string): boolean => path.startsWith('metadata.');

/** True for a field that holds money. */
export function isAmount(path: string): boolean {
  return !isMetadata(path) && AMOUNTS.has(leaf(path));
}

/** The currency that a field is in: its own where it is one of several, else the object's. */
function currencyAt(path: string, currency: string | undefined): string | undefined {
  return /^currencies\.([a-z]+)\./.exec(path)?.[1] ?? currency;
}

/** A value as its field is read: money as money, names bare, other texts quoted. */
export function valueText(path: string, value: Json, currency: string | undefined): string {
  const code = currencyAt(path, currency);
  if (typeof value === 'string') {
    if (isAmount(path)) return moneyText(value, code);
    return PLAIN.test(value) ? value : JSON.stringify(value);
  }
  if (isRecord(value) && path.endsWith('custom_amount')) return customText(value, code);
  if (isRecord(value) && path.endsWith('transform_quantity')) return transformText(value);
  return JSON.stringify(value);
}

/** Each entry of a list as it is read; none for null. */
export function entryTexts(path: string, value: Json, currency: string | undefined): readonly string[] {
  if (!isList(value)) return value === null ? [] : [valueText(path, value, currency)];
  if (leaf(path) === 'tiers') return tierTexts(value, currencyAt(path, currency));
  return value.map((entry) => valueText(path, entry, currency));
}
