import { byText, isList, type Json } from '../lib/json.ts';
import { idOf } from '../kinds/ids.ts';
import type { FieldPolicy, Kind } from '../kinds/kind.ts';
import { isKey, kindOf, type ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';

/**
 * Whose id is whose. An early reference (a price's product) must be the live object's id to count as its key. A
 * late one (a product's default price) counts as the key for any object of that key: the reference follows when
 * its object was replaced, and is no drift until it has.
 */
export interface ReferenceIndex {
  setLive(key: ResourceKey, id: string): void;
  addBearer(key: ResourceKey, id: string): void;
  /** An id that the key had at some time. */
  addFormer(key: ResourceKey, id: string): void;
  liveId(key: ResourceKey): string | undefined;
  /** The key of the object with this id, live or not, that a field of this policy names. */
  keyOf(policy: FieldPolicy, id: string): ResourceKey | undefined;
  /** A late reference, one or a list, as it is and as it is to be: keys in the place of ids that are live, or have been. */
  following(policy: FieldPolicy, value: Json): { readonly before: Json; readonly after: Json };
  /** The spec with ids as keys, where the index knows them. */
  translate(kind: Kind, spec: Spec): Spec;
  /** The spec with keys as the ids that Stripe has, where the index knows them. */
  withIds(kind: Kind, spec: Spec): Spec;
  /** An id, or a list of them, as keys, whichever id of a key it is. */
  meant(policy: FieldPolicy, value: Json): Json;
}

/** An index that knows nothing yet. */
export function referenceIndex(): ReferenceIndex {
  const keys = new Map<string, ResourceKey>();
  const bearers = new Map<string, ResourceKey>();
  const formers = new Map<string, ResourceKey>();
  const ids = new Map<ResourceKey, string>();
  const named = ({ to }: FieldPolicy, id: string): string => idOf(to ?? '', id);
  const keyOf = (policy: FieldPolicy, id: string): ResourceKey | undefined =>
    keys.get(named(policy, id)) ?? bearers.get(named(policy, id));
  const mapped = (value: Json, swap: (id: string) => string): Json => {
    if (isList(value)) return [...new Set(value.map((item) => mapped(item, swap)))].sort(byText);
    return typeof value === 'string' ? swap(value) : value;
  };
  const early = (policy: FieldPolicy, id: string): string => keys.get(named(policy, id)) ?? id;
  const swaps = { early, late: (policy: FieldPolicy, id: string): string => keyOf(policy, id) ?? id };
  const next = (policy: FieldPolicy, id: string): string => {
    const key = keyOf(policy, id);
    return key !== undefined && ids.has(key) ? key : id;
  };
  const meant = (policy: FieldPolicy, value: Json): Json => {
    if (isList(value)) return value.map((item) => meant(policy, item)).sort(byText);
    if (typeof value !== 'string') return value;
    const id = named(policy, value);
    return keys.get(id) ?? formers.get(id) ?? value;
  };
  return {
    setLive(key, id) {
      keys.set(idOf(kindOf(key), id), key);
      ids.set(key, id);
    },
    addBearer: (key, id) => void bearers.set(idOf(kindOf(key), id), key),
    addFormer: (key, id) => void formers.set(idOf(kindOf(key), id), key),
    meant,
    liveId: (key) => ids.get(key),
    withIds: (kind, spec) =>
      Object.fromEntries(
        Object.entries(spec).map(([path, value]) => {
          const isKnown =
            kind.policy(path).reference !== undefined && typeof value === 'string' && isKey(value);
          return [path, (isKnown ? ids.get(value) : undefined) ?? value];
        }),
      ),
    keyOf,
    following: (policy, value) => ({
      before: mapped(value, (id) => early(policy, id)),
      after: mapped(value, (id) => next(policy, id)),
    }),
    translate(kind, spec) {
      const translated: Record<string, Json> = {};
      for (const path of Object.keys(spec)) {
        const policy = kind.policy(path);
        const { reference } = policy;
        const value = spec[path] ?? null;
        const swapped = reference === undefined ? value : mapped(value, (id) => swaps[reference](policy, id));
        if (swapped !== value) translated[path] = swapped;
      }
      return Object.keys(translated).length === 0 ? spec : { ...spec, ...translated };
    },
  };
}
