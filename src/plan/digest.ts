import { digestOf } from '../lib/digest.ts';
import type { JsonRecord } from '../lib/json.ts';
import { decidedFields, isDue, type Change } from '../model/change.ts';

const essence = (change: Change): JsonRecord => ({
  key: change.key,
  action: change.action,
  fields: decidedFields(change).map(({ path, before, after }) => ({ path, before, after })),
});

/** The digest of one change: its key, action, and fields before and after; 64 hexadecimal digits. */
export function changeDigest(change: Change): string {
  return digestOf(essence(change));
}

/**
 * The digest of a plan: what it does to which account, never how it is worded or when it was made. The end of a
 * retirement is left out, since it was reviewed with its replacement and comes with time alone.
 */
export function planDigest(account: string, livemode: boolean, changes: readonly Change[]): string {
  const counted = changes.filter((change) => !isDue(change));
  return `sha256:${digestOf({ account, livemode, changes: counted.map(essence) })}`;
}
