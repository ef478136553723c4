import type { Deleted } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import type { RawObject } from '../model/state.ts';
import type { DiffInput } from './input.ts';
import { markerOf, type Subject } from './subjects.ts';

/** Active objects that end with `raw` and whose key is not among `known`, by kind. */
function othersOf(
  { kind }: Subject,
  { id }: RawObject,
  { input, known }: { readonly input: DiffInput; readonly known: ReadonlySet<ResourceKey> },
): Deleted['others'] {
  const counts = input.kinds.flatMap((other): [string, number][] => {
    const path = other.endsWith?.kind === kind.name ? other.endsWith.path : undefined;
    const ending = (input.live.objects.get(other.name) ?? []).filter((each) => {
      if (path === undefined || !other.isActive(each)) return false;
      const marker = markerOf(input, other, each);
      const decoded = other.decode(each);
      const isKnown = marker !== null && known.has(marker.key);
      return !isKnown && 'spec' in decoded && decoded.spec[path] === id;
    });
    return ending.length === 0 ? [] : [[other.name, ending.length]];
  });
  return Object.fromEntries(counts);
}

/** What ends with an object that is deleted for good, by kind, beside what this plan ends by itself. */
export function endingWith(subject: Subject, raw: RawObject, input: DiffInput): Deleted['others'] {
  const desired = input.desired.map(({ key }) => key);
  const known = new Set([...desired, ...(input.applied?.resources.keys() ?? [])]);
  return othersOf(subject, raw, { input, known });
}

/** What goes with the object of a key, and what stays, when it is deleted for another one. */
export function deletedFor(subject: Subject, raw: RawObject, input: DiffInput): Deleted {
  const { redemptions, deletionNote } = subject.kind;
  return {
    redeemed: redemptions?.times(raw) ?? null,
    others: othersOf(subject, raw, { input, known: new Set(input.desired.map(({ key }) => key)) }),
    note: deletionNote ?? '',
  };
}
