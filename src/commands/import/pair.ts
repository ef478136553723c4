import type { Found, Idea } from '../../kinds/importer.ts';
import type { Kind } from '../../kinds/kind.ts';
import { equal } from '../../lib/json.ts';
import { pick } from '../../model/spec.ts';
import type { Desired } from '../../model/state.ts';
import { codeOf } from './codes.ts';

/** A way to find what manifests call an object: the one among those that are still free, or undefined. */
export type Finder<Item> = (item: Item, free: readonly Desired[]) => Desired | undefined;

/**
 * Finds for each item what manifests call it. The surest way is tried for all of them before the next one is, and
 * nothing is found twice.
 */
export function paired<Item>(
  items: readonly Item[],
  among: readonly Desired[],
  finders: readonly Finder<Item>[],
): ReadonlyMap<Item, Desired> {
  const pairs = new Map<Item, Desired>();
  let free = among;
  for (const find of finders) {
    for (const item of items.filter((each) => !pairs.has(each))) {
      const found = find(item, free);
      if (found === undefined) continue;
      pairs.set(item, found);
      free = free.filter((each) => each !== found);
    }
  }
  return pairs;
}

/** True when both have a value that no two objects can share: a lookup key, an id. */
export function sharesKey(kind: Kind, { raw }: Found, { spec, onCreate }: Desired): boolean {
  const own = kind.naturalKeysOf(raw);
  const theirs = Object.entries(kind.naturalKeys({ ...onCreate, ...spec }));
  return theirs.some(([path, value]) => own[path] === value);
}

/** The one whose code is what an idea would become, the best idea first. */
export function namedBy(ideas: readonly Idea[], free: readonly Desired[]): Desired | undefined {
  const codes = new Map(free.map((each) => [each.key.split('/').at(-1)?.toLowerCase(), each]));
  return ideas.map(({ text }) => codes.get(codeOf(text).toLowerCase())).find((each) => each !== undefined);
}

/** The only one that is the same in everything that Stripe cannot change; undefined where several are. */
export function ofSameTerms(kind: Kind, { spec }: Found, free: readonly Desired[]): Desired | undefined {
  const same = free.filter((desired) => {
    const terms = pick(desired.spec, (path) => {
      const { change, reference } = kind.policy(path);
      return change === 'immutable' && reference === undefined;
    });
    const paths = Object.keys(terms);
    return paths.length > 0 && paths.every((path) => equal(terms[path], spec[path]));
  });
  return same.length === 1 ? same[0] : undefined;
}
