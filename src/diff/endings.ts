import type { Kind } from '../kinds/kind.ts';
import type { Change, FieldChange } from '../model/change.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';
import type { Candidate } from './choose.ts';

/** The key of what an object with this spec ends with; null where it ends with nothing. */
function ownerOf({ endsWith }: Kind, spec: Spec): ResourceKey | null {
  const owner = endsWith === undefined ? null : spec[endsWith.path];
  return typeof owner === 'string' && isKey(owner) ? owner : null;
}

/**
 * Why nothing brings an object back: what it ended with is `gone` from Stripe, or was `replaced` and is younger than the
 * object itself. null: neither, or it does not end with anything.
 *
 * @param since when the live object of each key was made; null where there is none.
 */
export function lostWith(
  kind: Kind,
  { spec, active, created }: Pick<Candidate, 'spec' | 'active' | 'created'>,
  since: ReadonlyMap<ResourceKey, number | null>,
): Candidate['lost'] {
  const owner = ownerOf(kind, spec);
  const made = owner === null ? undefined : since.get(owner);
  if (active || made === undefined) return null;
  if (made === null) return 'gone';
  return created < made ? 'replaced' : null;
}

/** True for a change after which another object has the key, with all that ended with the one before. */
export function isMadeAnew(change: Change): boolean {
  if (change.action === 'replace') return change.deletes !== undefined;
  return change.action === 'create' || change.action === 'recreate';
}

/** True for an object that ends with what is made anew in this plan. */
export function endsNow(kind: Kind, spec: Spec, remade: ReadonlySet<ResourceKey>): boolean {
  const owner = ownerOf(kind, spec);
  return owner !== null && remade.has(owner);
}

/**
 * What the object ends with in this plan, or ended with before, although its manifest wants it to go on: then another one
 * takes its place. null where that is not so.
 *
 * @param remade the keys that are made anew in this plan.
 */
export function endsWithout(
  { kind, live }: { readonly kind: Kind; readonly live: Candidate },
  fields: readonly FieldChange[],
  remade: ReadonlySet<ResourceKey>,
): ResourceKey | null {
  const owner = ownerOf(kind, live.spec);
  const isSwitched = fields.some(({ path }) => kind.policy(path).lapses !== undefined);
  const isWanted = live.active !== isSwitched;
  return owner !== null && isWanted && (live.lost !== null || remade.has(owner)) ? owner : null;
}
