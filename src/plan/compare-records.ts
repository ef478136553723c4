import { groupBy } from '../lib/group.ts';
import { byText, equal, isList, type Json } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import { kinds } from '../kinds/registry.ts';
import type { FieldChange } from '../model/change.ts';
import { kindOf, type ResourceKey } from '../model/key.ts';
import { canonical, pathsOf, type Spec } from '../model/spec.ts';
import type { Applied, AppliedState } from '../model/state.ts';
import type { Differences, DifferingObject } from '../model/status.ts';

type Pair = readonly [ours: ResourceKey, theirs: ResourceKey];

/** Objects that `ahead` has under a new key, and `behind` still under the former one. */
function renamedIn(ahead: AppliedState, behind: AppliedState): readonly Pair[] {
  const byId = groupBy(ahead.ids, ({ id }) => id);
  const isOld = (key: ResourceKey): boolean => behind.resources.has(key) && !ahead.resources.has(key);
  return [...ahead.resources.values()].flatMap(({ key, id }): readonly Pair[] => {
    if (behind.resources.has(key)) return [];
    // Ids of two kinds may be equal.
    const former = byId.get(id)?.find((row) => kindOf(row.key) === kindOf(key) && isOld(row.key));
    return former === undefined ? [] : [[key, former.key]];
  });
}

/** Keys of the first one by those that the same objects have in the second, where these are others: each once. */
function otherKeys(first: AppliedState, second: AppliedState): ReadonlyMap<ResourceKey, ResourceKey> {
  const backwards = renamedIn(second, first).map(([theirs, ours]): Pair => [ours, theirs]);
  const found = new Map<ResourceKey, ResourceKey>();
  const taken = new Set<ResourceKey>();
  for (const [ours, theirs] of [...renamedIn(first, second), ...backwards]) {
    if (found.has(ours) || taken.has(theirs)) continue;
    found.set(ours, theirs);
    taken.add(theirs);
  }
  return found;
}

/** A path comes out of a file: `toString` is one where a spec has it, and nowhere else. */
const valueAt = (spec: Spec, path: string): Json => canonical(Object.hasOwn(spec, path) ? spec[path] : null);

/** Nobody manages a value that is missing and one that was cleared is not there: both are none. */
function fieldsOf(
  before: Spec,
  after: Spec,
  renamed: ReadonlyMap<string, ResourceKey>,
): readonly FieldChange[] {
  // A reference to an object that is called otherwise there is a reference to the same.
  const there = (value: Json): Json => {
    // A list of references is a set in order; any other list is left as it is.
    if (isList(value)) return equal(value, value.map(there)) ? value : value.map(there).sort(byText);
    return typeof value === 'string' ? (renamed.get(value) ?? value) : value;
  };
  return pathsOf(before, after)
    .map((path) => ({ path, before: valueAt(before, path), after: valueAt(after, path) }))
    .filter((field) => !equal(there(field.before), field.after));
}

/** Its kind, where that is not one which a newer version knows. */
const kindOfRecord = ({ kind }: Applied): Kind | undefined => kinds.find(({ name }) => name === kind);

/** The currency of its amounts, where we can tell. */
const currencyOf = (record: Applied): string | undefined => kindOfRecord(record)?.currency?.(record.spec);

/**
 * What two snapshots say that is not the same: objects by their keys and what was last applied to them by its fields. Ids
 * are other ones in every environment and do not count. An object that was renamed in one of them alone is one object.
 */
export function compareRecords(first: AppliedState, second: AppliedState): Differences {
  const renamed = otherKeys(first, second);
  const differing: DifferingObject[] = [];
  const onlyFirst: ResourceKey[] = [];
  const shared = new Set<ResourceKey>();
  for (const [key, ours] of first.resources) {
    const otherKey = renamed.get(key) ?? key;
    const theirs = second.resources.get(otherKey);
    if (theirs === undefined) {
      onlyFirst.push(key);
      continue;
    }
    shared.add(otherKey);
    const apart = kindOfRecord(ours)?.byEnvironment ?? [];
    const fields = fieldsOf(ours.spec, theirs.spec, renamed).filter(({ path }) => !apart.includes(path));
    if (fields.length === 0 && key === otherKey) continue;
    differing.push({
      key,
      otherKey,
      fields,
      currencies: { before: currencyOf(ours), after: currencyOf(theirs) },
    });
  }
  return {
    onlyFirst: onlyFirst.sort(),
    onlySecond: [...second.resources.keys()].filter((key) => !shared.has(key)).sort(),
    differing: differing.sort((a, b) => (a.key < b.key ? -1 : 1)),
  };
}
