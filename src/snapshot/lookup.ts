import { codesOf, kindOf, type ResourceKey } from '../model/key.ts';
import type { Applied, AppliedState, IdRecord } from '../model/state.ts';
import { SnapshotError } from './error.ts';

/** Where a key is in Stripe. */
export interface Found {
  readonly key: ResourceKey;
  readonly kind: string;
  readonly id: string;
  /** The key's former ids that are still on sale. */
  readonly retiring: readonly IdRecord[];
}

/**
 * Where `text` is in Stripe, or undefined when no object is meant. The first of these that fits counts: a key; the
 * codes of a key (`pro/monthly`), where a code alone means the object `main` below it if that is the only one there
 * (`basic_monthly` is `price/basic_monthly/main`); a lookup key; the same as a key or codes that an object had before.
 *
 * @throws {SnapshotError} `lookup.ambiguous` when several objects fit equally, with their keys.
 */
export function lookupId(state: AppliedState, text: string): Found | undefined {
  const resource = one(text, byKey(state, text)) ?? one(text, byLookupKey(state, text));
  const found = resource ?? one(text, byFormerKey(state, text));
  if (found === undefined) return undefined;
  const { key, kind, id } = found;
  return { key, kind, id, retiring: retiringOf(state.ids, key) };
}

/** Those of `ids` that `key` had and that are still on sale, the first to go first. */
export function retiringOf(ids: readonly IdRecord[], key: ResourceKey): readonly IdRecord[] {
  return ids
    .filter((record) => record.key === key && record.retireAt !== null)
    .sort((a, b) => ((a.retireAt ?? '') < (b.retireAt ?? '') ? -1 : 1));
}

const one = (text: string, found: readonly Applied[]): Applied | undefined => {
  if (found.length < 2) return found[0];
  const keys = found.map(({ key }) => key).sort();
  throw new SnapshotError(
    'lookup.ambiguous',
    `${JSON.stringify(text)} may mean ${keys.join(' or ')}`,
    `Write the whole key, for example \`pricebook lookup ${keys[0]}\`.`,
  );
};

const byKey = ({ resources }: AppliedState, text: string): Applied[] =>
  meant(text, [...resources.keys()]).flatMap((key) => resources.get(key) ?? []);

const byLookupKey = ({ resources }: AppliedState, text: string): Applied[] =>
  [...resources.values()].filter(({ spec }) => spec.lookup_key === text);

const byFormerKey = (state: AppliedState, text: string): Applied[] => {
  const former = new Set(state.ids.map(({ key }) => key).filter((key) => !state.resources.has(key)));
  return [...new Set(meant(text, [...former]).flatMap((key) => successors(state, key)))];
};

/** The keys among `keys` that `text` may mean. */
const meant = (text: string, keys: readonly ResourceKey[]): readonly ResourceKey[] => {
  const whole = keys.filter((key) => key === text);
  if (whole.length > 0) return whole;
  const below = (key: ResourceKey) => key.startsWith(`${kindOf(key)}/${text}/`);
  const mains = keys.filter((key) => codesOf(key) === `${text}/main`);
  const only = mains.filter(
    (main) => !keys.some((key) => key !== main && kindOf(key) === kindOf(main) && below(key)),
  );
  return only.length > 0 ? only : keys.filter((key) => codesOf(key) === text);
};

/** The objects that go on under another key: each rename left the same id under both. Ids of two kinds may be equal. */
const successors = ({ resources, ids }: AppliedState, former: ResourceKey): Applied[] => {
  const names = new Set([former]);
  for (const name of names) {
    const had = new Set(ids.filter(({ key }) => key === name).map(({ id }) => id));
    for (const { key, id } of [...ids, ...resources.values()]) {
      if (had.has(id) && kindOf(key) === kindOf(name)) names.add(key);
    }
  }
  return [...names].flatMap((name) => resources.get(name) ?? []);
};
