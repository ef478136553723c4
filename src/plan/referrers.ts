import { entriesOf } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Referrer } from '../model/review.ts';
import type { Desired } from '../model/state.ts';

/**
 * The fields of the catalog that name one of these objects, by that object's key, sorted; what nothing names is not
 * in it. What is off sale itself names nothing worth saying: a product goes with its prices.
 */
export function referrersOf(
  keys: readonly ResourceKey[],
  desired: readonly Desired[],
  kindNamed: (name: string) => Kind,
): ReadonlyMap<ResourceKey, readonly Referrer[]> {
  const references = desired
    .filter(({ spec }) => spec.active !== false)
    .flatMap(({ key, kind, spec }) =>
      Object.entries(spec)
        .filter(([path]) => kindNamed(kind).policy(path).reference !== undefined)
        .map(([path, value]) => ({ referrer: { key, path }, value })),
    );
  const found = keys.map((key) => {
    const referrers = references
      .filter(({ value }) => entriesOf(value).includes(key))
      .map(({ referrer }) => referrer);
    return [key, referrers.sort(byPlace)] as const;
  });
  return new Map(found.filter(([, referrers]) => referrers.length > 0));
}

function byPlace(a: Referrer, b: Referrer): number {
  const [left, right] = [`${a.key} ${a.path}`, `${b.key} ${b.path}`];
  return left < right ? -1 : Number(left > right);
}
