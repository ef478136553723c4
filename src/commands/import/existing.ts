import type { Importer } from '../../kinds/importer.ts';
import type { Kind } from '../../kinds/kind.ts';
import { idOf, type KeysById } from '../../kinds/ids.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import { namedAs } from '../../kinds/named.ts';
import { objectsIn } from '../../kinds/objects.ts';
import { kindOf, type ResourceKey } from '../../model/key.ts';
import type { AppliedState, Desired, LiveState, RawObject } from '../../model/state.ts';

/** What git and the snapshots say before an import. */
export interface Existing {
  /** The objects of the environment that is imported from. */
  readonly desired: readonly Desired[];
  /** The objects of every other environment, by its name. */
  readonly others: ReadonlyMap<string, readonly Desired[]>;
  /** The objects of all environments at once. */
  readonly every: readonly Desired[];
  /** Its snapshot, and those of the others; null where there is none. */
  readonly applied: AppliedState | null;
  readonly otherApplied: readonly AppliedState[];
}

/** The keys that objects of this account have already: recorded, named by manifests, or bearing our marker. */
export function knownIds(
  { desired, applied }: Existing,
  live: LiveState,
  { kinds, catalog }: { readonly kinds: readonly Kind[]; readonly catalog: string },
): KeysById {
  const known = new Map<string, ResourceKey>();
  const objects = objectsIn(live);
  const wanted = new Set([...desired.map(({ key }) => key), ...(applied?.resources.keys() ?? [])]);
  for (const kind of kinds) {
    for (const raw of live.objects.get(kind.name) ?? []) {
      const key = markedKey(raw, catalog);
      if (key !== null && wanted.has(key)) known.set(idOf(kind.name, raw.id), key);
    }
    for (const { key, spec, onCreate, adopt } of desired.filter((each) => each.kind === kind.name)) {
      if (adopt !== undefined && objects.byId(kind, adopt) !== undefined)
        known.set(idOf(kind.name, adopt), key);
      for (const { id } of namedAs(kind, spec, objects)) known.set(idOf(kind.name, id), key);
      if (kind.hasMarker) continue;
      for (const [path, value] of Object.entries(kind.naturalKeys({ ...onCreate, ...spec }))) {
        const holder = objects.holder(kind, path, value);
        if (holder !== undefined) known.set(idOf(kind.name, holder.id), key);
      }
    }
  }
  for (const { key, id } of applied?.resources.values() ?? []) known.set(idOf(kindOf(key), id), key);
  return known;
}

/** The key in an object's marker of this catalog; null where it has none. */
function markedKey(raw: RawObject, catalog: string): ResourceKey | null {
  const ownership = ownershipOf(raw);
  return ownership.owner === 'pricebook' && ownership.marker.catalog === catalog
    ? ownership.marker.key
    : null;
}

/**
 * The keys whose objects are in other environments and not known here: those of another snapshot, and those whose
 * `adopt` names an id of elsewhere. An object here may be their other self.
 */
export function keysElsewhere(
  { desired, others, otherApplied }: Existing,
  known: KeysById,
): ReadonlySet<ResourceKey> {
  const here = new Set(known.values());
  const recorded = new Set(otherApplied.flatMap(({ resources }) => [...resources.keys()]));
  const adopted = new Set(
    [...others.values(), desired].flat().flatMap(({ key, adopt }) => (adopt === undefined ? [] : [key])),
  );
  return new Set(
    desired.map(({ key }) => key).filter((key) => !here.has(key) && (recorded.has(key) || adopted.has(key))),
  );
}

/** The objects of other environments alone whose documents can describe one of this environment too. */
export function objectsApart(
  { desired, others }: Existing,
  importers: readonly Importer[],
): readonly Desired[] {
  const kinds = new Set(importers.filter((each) => each.alsoIn !== undefined).map(({ root }) => root.name));
  const here = new Set(desired.map(({ key }) => key));
  const apart = [...others.values()].flat().filter(({ key, kind }) => kinds.has(kind) && !here.has(key));
  return [...new Map(apart.map((each) => [each.key, each])).values()];
}
