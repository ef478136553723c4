import { currencyExponent } from '../../lib/currency.ts';
import { isList, isRecord, type Json } from '../../lib/json.ts';
import { decimal, written, type Decimal, type Written } from '../written.ts';

/**
 * An amount with as many decimals as the one that stands there: `29.00` in the place of `25.00`, `29` in that of `25`.
 * A new one has those of its currency.
 */
export function amountLike(
  amount: string,
  { source, currency }: { readonly source: string | undefined; readonly currency: string },
): Decimal {
  const [whole = '0', fraction = ''] = amount.split('.');
  const usual = currencyExponent(currency) ?? 0;
  const had = source?.trim().split('.')[1]?.length;
  const isWhole = source !== undefined && had === undefined && fraction === '';
  const digits = isWhole ? '' : fraction.padEnd(had ?? usual, '0');
  return decimal(digits === '' ? whole : `${whole}.${digits}`);
}

/** Fields of tiers and of custom amounts that are no amounts. */
const COUNTS: ReadonlySet<string> = new Set(['up_to']);

/** Tiers, or the bounds of a custom amount, with the decimals of their currency; what is absent is left out. */
export function amountsLike(value: Json, currency: string): Written {
  if (isList(value)) return value.map((item) => amountsLike(item, currency));
  if (!isRecord(value)) return value;
  return written(
    Object.fromEntries(
      Object.entries(value).map(([name, each]): [string, Written | undefined] => {
        if (each === null) return [name, undefined];
        const isAmount = typeof each === 'string' && !COUNTS.has(name);
        return [name, isAmount ? amountLike(each, { source: undefined, currency }) : each];
      }),
    ),
  );
}
