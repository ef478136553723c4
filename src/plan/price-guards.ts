import { groupBy } from '../lib/group.ts';
import { stripeIdOf, type Change, type Creation, type Replacement } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Guard } from '../model/plan.ts';
import type { Spec } from '../model/spec.ts';
import { allowance, guard, type GuardInput } from './guard.ts';

/** A new price this many times dearer or cheaper than its siblings is taken for a slip of the keyboard. */
const SIBLING_FACTOR = 20;

const isNew = (change: Change): change is Creation | Replacement =>
  change.action === 'create' || change.action === 'recreate' || change.action === 'replace';

/** What the object was until now: as Stripe has it, or, where it is gone from there, as it was last applied. */
function specBefore(change: Creation | Replacement, { applied }: GuardInput): Spec | undefined {
  if (change.action === 'replace') return change.before;
  return applied?.resources.get(change.formerKey ?? change.key)?.spec;
}

/**
 * What is found until now under a unique value that the object takes from another: whoever asks for a lookup key gets
 * another price from then on, whatever the two are called.
 */
function specsTaken(change: Change, { kindNamed, objects }: GuardInput): readonly Spec[] {
  const kind = kindNamed(change.kind);
  return change.fields.flatMap(({ path, after }): readonly Spec[] => {
    if (path === 'key' || typeof after !== 'string' || kind.policy(path).exclusive !== true) return [];
    const holder = objects.holder(kind, path, after);
    if (holder === undefined || holder.id === stripeIdOf(change)) return [];
    const decoded = kind.decode(holder);
    return 'spec' in decoded ? [decoded.spec] : [];
  });
}

/** By how many percent an amount moves at most: 0 where none does, null where no percentage says it. */
function percent(change: Change, input: GuardInput): number | null {
  if (!('target' in change)) return 0;
  const before = isNew(change) ? specBefore(change, input) : undefined;
  const kind = input.kindNamed(change.kind);
  const moves = [...(before === undefined ? [] : [before]), ...specsTaken(change, input)].map((spec) =>
    kind.priceChange?.(spec, change.target),
  );
  if (moves.includes(null)) return null;
  return Math.max(0, ...moves.map((text) => Number(text ?? 0)));
}

/** The new prices of which every comparable sibling is at least that factor away. */
function farFromSiblings(
  changes: readonly Change[],
  { kindNamed, desired, livemode }: GuardInput,
): readonly Change[] {
  if (!livemode) return [];
  const groupOf = (kind: string, key: ResourceKey, spec: Spec): string =>
    `${kind} ${kindNamed(kind).lockGroup(key, spec)}`;
  const siblings = groupBy(desired, ({ kind, key, spec }) => groupOf(kind, key, spec));
  return changes.filter(isNew).filter(({ kind, key, target }) => {
    let compared = false;
    for (const sibling of siblings.get(groupOf(kind, key, target)) ?? []) {
      const distance =
        sibling.key === key ? undefined : kindNamed(kind).priceDistance?.(target, sibling.spec);
      if (distance !== undefined && distance < SIBLING_FACTOR) return false;
      compared ||= distance !== undefined;
    }
    return compared;
  });
}

/** The guards that look at amounts: how far a price moves, and in live mode how far a new one is from its siblings. */
export function priceGuards(input: GuardInput): readonly Guard[] {
  const counted = input.changes.filter((change) => !input.allow.has(allowance(change)));
  const limit = input.limits.max_price_change;
  const moves = counted
    .map((change) => ({ change, by: percent(change, input) }))
    .filter(({ by }) => by === null || by > limit);
  const moved = moves.map(({ change }) => change);
  const known = moves.map(({ by }) => by).filter((by) => by !== null);
  const actual = known.length < moves.length ? 'incomparable' : Math.max(...known);
  const far = farFromSiblings(counted, input);
  return [
    ...(moved.length === 0 ? [] : [guard('max_price_change', moved, { limit, actual })]),
    ...(far.length === 0 ? [] : [guard('sibling_price', far, { limit: SIBLING_FACTOR, actual: far.length })]),
  ];
}
