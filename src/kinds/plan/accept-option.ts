import { isRecord } from '../../lib/json.ts';
import type { MovedValue } from '../../model/accept.ts';
import { valueAt, without, writtenAt, type Acceptance, type Line } from '../acceptance.ts';
import { textOr } from '../kind.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import type { Written } from '../written.ts';
import { fractionLines } from './accept-fraction.ts';
import { amountLike, amountsLike } from './accept-amount.ts';

/** How an option of a price in another currency says what Stripe has: `eur: 23.00`, or a map of its own. */
export function acceptInOption(
  document: ManifestDocument,
  base: readonly string[],
  { field, order }: { readonly field: MovedValue; readonly order: readonly string[] },
): Acceptance {
  const [, currency = '', name = ''] = field.path.split('.');
  const { live, recorded } = field;
  const at = [...base, 'currencies', currency];
  const isMap = isRecord(valueAt(document, at));
  const put = (path: readonly string[], value: Written): readonly Line[] => [{ path, value, order }];
  const inside = [...at, name];
  if (name === 'tax_behavior') {
    if (live === null) return { lines: isMap ? without(document, inside) : [] };
    if (isMap) return { lines: put(inside, live) };
    const amount = writtenAt(document, at);
    return { lines: put(at, { ...(amount === undefined ? {} : { amount }), tax_behavior: live }) };
  }
  // An option is nothing without what it costs.
  if (live === null) return { lines: without(document, at) };
  const source = document.text(isMap ? inside : at);
  const value =
    name === 'amount' ? amountLike(textOr(live, ''), { source, currency }) : amountsLike(live, currency);
  const line = isMap ? put(inside, value) : put(at, name === 'amount' ? value : { [name]: value });
  if (name !== 'amount' || base.length === 0) return { lines: line };
  const own = document.text([...base, 'currency']) ?? textOr(recorded.currency, '');
  const coming = [currency, textOr(live, '')] as const;
  return { lines: [...line, ...fractionLines(document, base, { currency: own, coming, order })] };
}
