import { isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindNamed } from '../kinds/registry.ts';
import { encodeMetadata } from '../kinds/marker.ts';
import { isKey } from '../model/key.ts';
import type { AppliedState, LiveState, RawObject } from '../model/state.ts';

/** Kinds and objects as they would be if Stripe still held exactly what the snapshot records. */
export interface Recorded {
  readonly kinds: readonly Kind[];
  readonly live: LiveState;
}

const recordIn = (value: Json | undefined): JsonRecord => (isRecord(value) ? value : {});

/**
 * A stand-in for Stripe, for `plan --offline`: the snapshot's own records as objects, and kinds that read them.
 * What a plan over it says is true as long as nobody changed Stripe.
 */
export function recordedLive(applied: AppliedState, kinds: readonly Kind[], catalog: string): Recorded {
  const ids = (value: Json): Json => {
    if (isList(value)) return value.map(ids);
    return typeof value === 'string' && isKey(value) ? (applied.resources.get(value)?.id ?? value) : value;
  };
  const objects = Map.groupBy(
    [...applied.resources.values()].map((resource) => {
      const kind = kindNamed(resource.kind);
      const spec = Object.fromEntries(
        Object.entries(resource.spec).map(([path, value]) => [
          path,
          kind.policy(path).reference === undefined ? value : ids(value),
        ]),
      );
      const marker = { key: resource.key, catalog, retireAt: null };
      const raw: RawObject = {
        id: resource.id,
        object: resource.kind,
        metadata: encodeMetadata({}, marker) ?? {},
        spec,
      };
      return { kind: resource.kind, raw };
    }),
    ({ kind }) => kind,
  );
  return {
    kinds: kinds.map((kind) => ({
      ...kind,
      decode: (raw) => ({ spec: recordIn(raw.spec) }),
      isActive: (raw) => recordIn(raw.spec).active !== false,
      naturalKeysOf: (raw) => kind.naturalKeys({ ...recordIn(raw.spec), id: raw.id }),
    })),
    live: {
      account: applied.account,
      livemode: applied.livemode,
      objects: new Map([...objects].map(([kind, items]) => [kind, items.map(({ raw }) => raw)])),
      missing: new Set(),
    },
  };
}
