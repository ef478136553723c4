import type { Kind } from './kind.ts';
import type { LiveState, RawObject } from '../model/state.ts';

/** Everything that was read of an account, archived objects included, to be asked instead of searched. */
export interface Objects {
  all(kind: Kind): readonly RawObject[];
  byId(kind: Kind, id: string): RawObject | undefined;
  /** The one object that has a value which no two can share. */
  holder(kind: Kind, path: string, value: string): RawObject | undefined;
}

/** An index over what was read; each kind is indexed when it is first asked about. */
export function objectsIn(live: LiveState): Objects {
  const indexes = new Map<string, ReadonlyMap<string, RawObject>>();
  const index = (kind: Kind): ReadonlyMap<string, RawObject> => {
    const known = indexes.get(kind.name);
    if (known !== undefined) return known;
    const made = new Map(
      (live.objects.get(kind.name) ?? []).flatMap((raw): [string, RawObject][] => [
        [`=${raw.id}`, raw],
        ...Object.entries(kind.naturalKeysOf(raw)).map(([path, value]): [string, RawObject] => [
          `${path}=${value}`,
          raw,
        ]),
      ]),
    );
    indexes.set(kind.name, made);
    return made;
  };
  return {
    all: (kind) => live.objects.get(kind.name) ?? [],
    byId: (kind, id) => index(kind).get(`=${id}`),
    holder: (kind, path, value) => index(kind).get(`${path}=${value}`),
  };
}
