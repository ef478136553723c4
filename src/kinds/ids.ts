import { kindOf, type ResourceKey } from '../model/key.ts';
import type { Kind } from './kind.ts';

/**
 * Keys by Stripe's ids, kind by kind: people choose the ids of products and of coupons, and may choose one id for
 * both.
 */
export type KeysById = ReadonlyMap<string, ResourceKey>;

/** What an id of a kind is called in such a map. */
export const idOf = (kind: string, id: string): string => `${kind} ${id}`;

/** The key of the object that the id in a reference field stands for; undefined where nothing is known of it. */
export function referredKey(
  keys: KeysById,
  kind: Kind,
  at: { path: string; id: string },
): ResourceKey | undefined {
  const { to } = kind.policy(at.path);
  return to === undefined ? undefined : keys.get(idOf(to, at.id));
}

/** The map that these keys and their ids make. */
export const keysById = (
  pairs: Iterable<readonly [key: ResourceKey, id: string]>,
): Map<string, ResourceKey> => new Map(Array.from(pairs, ([key, id]) => [idOf(kindOf(key), id), key]));
