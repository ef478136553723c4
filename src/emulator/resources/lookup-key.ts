import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { change, find } from '../objects.ts';
import { tableOf } from '../store.ts';
import { prices } from './price-rules.ts';

/**
 * Makes a lookup key free for the price `id`, taking it from its holder when the caller asks for that.
 * Inactive prices hold their keys too. https://docs.stripe.com/products-prices/manage-prices#lookup-keys
 */
export const claimLookupKey = (
  call: Call,
  id: string,
  given: {
    readonly lookup_key?: string | null | undefined;
    readonly transfer_lookup_key?: boolean | undefined;
  },
): void => {
  const holderId = tableOf(call.store, prices).unique.get('lookup_key')?.get(given.lookup_key);
  const holder = holderId === undefined ? undefined : find(call, prices, holderId);
  if (holder === undefined || holder.id === id) return;
  if (given.transfer_lookup_key !== true)
    throw refused(`A price (\`${holder.id}\`) already uses that lookup key.`, { param: 'lookup_key' });
  change(call, prices, { ...holder, lookup_key: null });
};
