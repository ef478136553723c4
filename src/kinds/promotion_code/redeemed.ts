import { isRecord } from '../../lib/json.ts';
import type { RawObject } from '../../model/state.ts';

/** The name under which a promotion code's metadata tells of redemptions of those before it. */
const NAME = 'pricebook_redeemed';

/** How often the codes were redeemed whose place this one took, as its metadata says; 0 where it says nothing. */
export function redeemedBefore({ metadata }: RawObject): number {
  const told = isRecord(metadata) ? metadata[NAME] : undefined;
  return typeof told === 'string' && /^\d{1,15}$/.test(told) ? Number(told) : 0;
}

/** What the metadata of a new code says of those whose place it takes. */
export const redeemedMetadata = (times: number): Readonly<Record<string, string>> =>
  times === 0 ? {} : { [NAME]: String(times) };
