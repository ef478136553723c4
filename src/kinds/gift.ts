import type { Change } from '../model/change.ts';
import { kindOf, type ResourceKey } from '../model/key.ts';
import { kinds } from './registry.ts';

/** What an object gives: to whoever has `owner`, `what`. */
export interface Gift {
  readonly owner: ResourceKey;
  readonly what: ResourceKey;
}

/** What the object of a change gives, by what it joins; null for one that joins nothing. */
export function giftOf({ kind, requires }: Pick<Change, 'kind' | 'requires'>): Gift | null {
  const parent = kinds.find(({ name }) => name === kind)?.routes.parent;
  const of = (name: string | undefined): ResourceKey | undefined =>
    requires.find((key) => kindOf(key) === name);
  const [owner, what] = [of(parent?.kind), of(parent?.joins)];
  return owner === undefined || what === undefined ? null : { owner, what };
}
