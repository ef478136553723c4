import { byText, isList, type Json } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';

/**
 * Whose id is whose. An early reference (a price's product) must be the live object's id to count as its key. A
 * late one (a product's default price) counts as the key for any object of that key: the reference follows when
 * its object was replaced, and is no drift until it has.
 */
export interface ReferenceIndex {
  setLive(key: ResourceKey, id: string): void;
  addBearer(key: ResourceKey, id: string): void;
  liveId(key: ResourceKey): string | undefined;
  /** The spec with ids as keys, where the index knows them. */
  translate(kind: Kind, spec: Spec): Spec;
}

/** An index that knows nothing yet. */
export function referenceIndex(): ReferenceIndex {
  const keys = new Map<string, ResourceKey>();
  const bearers = new Map<string, ResourceKey>();
  const ids = new Map<ResourceKey, string>();
  const swap = (value: Json, reference: 'early' | 'late'): Json => {
    if (isList(value)) return value.map((item) => swap(item, reference)).sort(byText);
    if (typeof value !== 'string') return value;
    return keys.get(value) ?? (reference === 'late' ? bearers.get(value) : undefined) ?? value;
  };
  return {
    setLive(key, id) {
      keys.set(id, key);
      ids.set(key, id);
    },
    addBearer: (key, id) => void bearers.set(id, key),
    liveId: (key) => ids.get(key),
    translate(kind, spec) {
      const translated: Record<string, Json> = {};
      for (const path of Object.keys(spec)) {
        const { reference } = kind.policy(path);
        const value = spec[path] ?? null;
        const swapped = reference === undefined ? value : swap(value, reference);
        if (swapped !== value) translated[path] = swapped;
      }
      return Object.keys(translated).length === 0 ? spec : { ...spec, ...translated };
    },
  };
}
