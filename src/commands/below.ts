import { ownershipOf } from '../kinds/marker.ts';
import type { Kind } from '../kinds/kind.ts';
import { kindNamed } from '../kinds/registry.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';
import type { Place } from '../stripe/paths.ts';
import type { ReadRequest } from '../stripe/read.ts';
import type { Sides } from './make-plan.ts';

/** The key of the object that one of a kind is below. */
function parentIn({ routes: { parent } }: Kind, spec: Spec): ResourceKey | undefined {
  const key = parent === undefined ? null : spec[parent.path];
  return typeof key === 'string' && isKey(key) ? key : undefined;
}

/** The keys, former ones too, and the ids of what has something of that kind below it. */
function parentsOf(kind: Kind, { desired, applied }: Sides): ReadonlySet<string> {
  const all = [...desired, ...(applied?.resources.values() ?? [])].filter((item) => item.kind === kind.name);
  const keys = new Set(all.map(({ spec }) => parentIn(kind, spec)));
  const wanted = desired.filter(({ key }) => keys.has(key));
  const names = [...keys, ...wanted.flatMap(({ formerly }) => formerly)].filter((key) => key !== undefined);
  const ids = names.map((key) => applied?.resources.get(key)?.id);
  return new Set(
    [...names, ...ids, ...wanted.map(({ adopt }) => adopt)].filter((name) => name !== undefined),
  );
}

/**
 * What is read below other objects: a list for each that a manifest or the snapshot has something below, known by its
 * marker or by its id, and where each object was that the snapshot has.
 */
export function below(sides: Sides): Required<Pick<ReadRequest, 'places' | 'hasBelow'>> {
  const { applied } = sides;
  const places = [...(applied?.resources.values() ?? [])].flatMap(({ id, kind: name, spec }) => {
    const kind = kindNamed(name);
    const key = parentIn(kind, spec);
    const parent = key === undefined ? undefined : applied?.resources.get(key);
    return parent === undefined || kind.routes.parent === undefined
      ? []
      : [[id, { [kind.routes.parent.path]: parent.id }] satisfies [string, Place]];
  });
  const known = new Map<string, ReadonlySet<string>>();
  return {
    places: new Map(places),
    hasBelow(kind, raw) {
      const names = known.get(kind.name) ?? parentsOf(kind, sides);
      known.set(kind.name, names);
      const ownership = ownershipOf(raw);
      return names.has(raw.id) || (ownership.owner === 'pricebook' && names.has(ownership.marker.key));
    },
  };
}
