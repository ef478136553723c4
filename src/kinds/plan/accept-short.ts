import type { MovedValue } from '../../model/accept.ts';
import { without, writtenAt, type Acceptance, type Line } from '../acceptance.ts';
import { textOr } from '../kind.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import { written } from '../written.ts';
import { amountLike } from './accept-amount.ts';
import { isFine } from './accept-fraction.ts';
import { acceptInOption } from './accept-option.ts';
import { MAIN } from './expand.ts';
import { NONE } from './price.ts';

/** How the short form says what Stripe has of its price; what it has no line for makes an entry of `prices` of it. */
export function acceptInShortForm(
  document: ManifestDocument,
  field: MovedValue,
  order: readonly string[],
): Acceptance {
  const { path, live } = field;
  const [first, currency = ''] = path.split('.');
  if (first === 'currencies' && !isFine([currency, textOr(live, '')])) {
    return acceptInOption(document, [], { field, order });
  }
  const line = ownLine(document, field);
  if (line !== null) return { lines: [{ ...line, order }] };
  return { lines: longForm(document, field, order), next: true };
}

/** What the short form itself says: how much, how often, in which currency. Nothing in it allows finer amounts. */
function ownLine(document: ManifestDocument, { path, live, recorded }: MovedValue): Line | null {
  if (typeof live !== 'string') return null;
  const source = document.text(['price']);
  if (path === 'interval') return { path: [path], value: live };
  if (path === 'currency') return isFine([live, source]) ? null : { path: [path], value: live };
  const currency = document.text(['currency']) ?? textOr(recorded.currency, '');
  if (path !== 'amount' || isFine([currency, live])) return null;
  return { path: ['price'], value: amountLike(live, { source, currency }) };
}

/** The same price as an entry of `prices`. */
function longForm(
  document: ManifestDocument,
  { recorded }: MovedValue,
  order: readonly string[],
): readonly Line[] {
  const main = written({
    amount: writtenAt(document, ['price']),
    currency: writtenAt(document, ['currency']),
    interval: writtenAt(document, ['interval']),
    currencies: writtenAt(document, ['currencies']),
    // The lookup key that the short form gives is not the one that an entry would.
    lookup_key: 'lookup_key' in recorded ? textOr(recorded.lookup_key, NONE) : undefined,
    adopt: writtenAt(document, ['adopt_price']),
  });
  const gone = ['price', 'currency', 'interval', 'currencies', 'adopt_price'];
  const isDefault = document.has(['default_price']);
  // What comes is written first: comments beside what goes then stay in front of it.
  return [
    { path: ['prices', MAIN], value: main, order },
    ...(isDefault ? [] : [{ path: ['default_price'], value: MAIN, order }]),
    ...gone.flatMap((name) => without(document, [name])),
  ];
}
