import type { Kind } from '../kinds/kind.ts';
import type { Marker } from '../kinds/codec.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { kindOf, type ResourceKey } from '../model/key.ts';
import type { Applied, Desired, RawObject } from '../model/state.ts';
import type { DiffInput } from './input.ts';

/** One key with everything that the three sides know of it. */
export interface Subject {
  readonly key: ResourceKey;
  readonly kind: Kind;
  readonly desired: Desired | null;
  readonly applied: Applied | null;
  /** The key that `applied` stands under, where a rename is not recorded yet. */
  readonly formerKey: ResourceKey | null;
  /** Every object of this key, active or not: by its marker, or by natural key where the kind has none. */
  readonly bearers: readonly RawObject[];
  /** The object with the recorded id, whoever's it is now. */
  readonly recorded: RawObject | null;
}

/** The marker of an object of this kind in this catalog, or null for everybody else's. */
export function markerOf({ catalog }: Pick<DiffInput, 'catalog'>, kind: Kind, raw: RawObject): Marker | null {
  const ownership = ownershipOf(raw);
  if (ownership.owner !== 'pricebook') return null;
  const { marker } = ownership;
  return marker.catalog === catalog && kindOf(marker.key) === kind.name ? marker : null;
}

/** Groups what is known of one kind by key, sorted by key. */
export function subjectsOf(input: DiffInput, kind: Kind): readonly Subject[] {
  const objects = [...(input.live.objects.get(kind.name) ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
  const byId = new Map(objects.map((raw) => [raw.id, raw]));
  const desired = new Map(
    input.desired.filter((item) => item.kind === kind.name).map((item) => [item.key, item]),
  );
  const applied = new Map(
    [...(input.applied?.resources ?? [])].filter(([, item]) => item.kind === kind.name),
  );
  const bearers = new Map<ResourceKey, RawObject[]>();
  for (const raw of objects) {
    const marker = markerOf(input, kind, raw);
    if (marker !== null) bearers.set(marker.key, [...(bearers.get(marker.key) ?? []), raw]);
  }
  const renamed = renames([...desired.values()], applied);
  // A former key that is recorded beside the new one is an object of its own, which nobody asks for any more.
  const merged = ({ key, formerly }: Desired): readonly ResourceKey[] =>
    formerly.filter((former) => !applied.has(former) || renamed.get(key) === former);
  const keys = new Set([...desired.keys(), ...applied.keys(), ...bearers.keys()]);
  for (const item of desired.values()) for (const former of merged(item)) keys.delete(former);
  return [...keys].sort().map((key) => {
    const want = desired.get(key) ?? null;
    const formerKey = renamed.get(key) ?? null;
    const record = applied.get(formerKey ?? key) ?? null;
    const recorded = record === null ? null : (byId.get(record.id) ?? null);
    const own = [key, ...(want === null ? [] : merged(want))].flatMap((name) => bearers.get(name) ?? []);
    return {
      key,
      kind,
      desired: want,
      applied: record,
      formerKey,
      bearers: kind.hasMarker || recorded === null ? own : [recorded],
      recorded,
    };
  });
}

/** For each desired key without a record of its own: the former key that has one. */
function renames(
  desired: readonly Desired[],
  applied: ReadonlyMap<ResourceKey, Applied>,
): ReadonlyMap<ResourceKey, ResourceKey> {
  const found = new Map<ResourceKey, ResourceKey>();
  for (const { key, formerly } of desired) {
    const former = applied.has(key) ? undefined : formerly.find((name) => applied.has(name));
    if (former !== undefined) found.set(key, former);
  }
  return found;
}
