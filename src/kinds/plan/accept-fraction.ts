import { currencyExponent } from '../../lib/currency.ts';
import { isRecord } from '../../lib/json.ts';
import { fractionDigits, parseAmount } from '../../lib/money.ts';
import { valueAt, type Line } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';

/** What lets amounts be finer than the smallest unit of their currency. */
const FINE = ['meter', 'tiers', 'transform_quantity', 'fractional'];

/** An amount as a text, and its currency. */
type Quote = readonly [currency: string, amount: string | undefined];

/** True for an amount that is finer than the smallest unit of its currency. */
export function isFine([currency, text]: Quote): boolean {
  const amount = parseAmount(text?.trim() ?? '');
  return (
    amount !== undefined && currencyExponent(currency) !== undefined && fractionDigits(amount, currency) > 0
  );
}

/** The amounts of a price in a document, in its own currency first. */
function quotesIn(document: ManifestDocument, base: readonly string[], currency: string): readonly Quote[] {
  const options = valueAt(document, [...base, 'currencies']);
  const codes = isRecord(options) ? Object.keys(options) : [];
  return [
    [currency, document.text([...base, 'amount'])],
    ...codes.map((code): Quote => {
      const at = [...base, 'currencies', code];
      return [code, document.text(document.has([...at, 'amount']) ? [...at, 'amount'] : at)];
    }),
  ];
}

/**
 * `fractional: true`, where an amount needs it once a line of the price is gone, its currency is another one, or an amount
 * has come; nothing where the price has it, or needs none.
 */
export function fractionLines(
  document: ManifestDocument,
  base: readonly string[],
  {
    currency,
    coming,
    gone,
    order,
  }: {
    readonly currency: string;
    readonly coming?: Quote;
    readonly gone?: string;
    readonly order: readonly string[];
  },
): readonly Line[] {
  const mayBe = FINE.some((name) => name !== gone && document.has([...base, name]));
  const quotes = [...quotesIn(document, base, currency), ...(coming === undefined ? [] : [coming])];
  return !mayBe && quotes.some(isFine) ? [{ path: [...base, 'fractional'], value: true, order }] : [];
}
