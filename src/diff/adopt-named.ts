import { ownershipOf } from '../kinds/marker.ts';
import { namedAs } from '../kinds/named.ts';
import type { Context } from './candidate.ts';
import type { Candidate } from './choose.ts';
import { markerOf } from './subjects.ts';
import { ownerOf, problemWith, take, type Wanted } from './take.ts';

/**
 * The object to take over because it is what the manifest names it by; null without one; 'blocked' after reporting
 * that there are several, or that somebody marks it as its own: a second one beside it would do everything twice.
 */
export function adoptNamed(subject: Wanted, context: Context): Candidate | 'blocked' | null {
  const { key, kind, desired } = subject;
  const same = namedAs(kind, desired.spec, context.objects).filter((raw) => {
    const own = markerOf(context, kind, raw);
    // Ours may give the name up, or go; one that nobody knows any more does neither.
    return own === null || (own.retireAt === null && !context.desired.has(own.key));
  });
  const [first, ...others] = same.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (first === undefined) return null;
  const name = kind.namedBy ?? '';
  const value = `the ${name} ${JSON.stringify(desired.spec[name])}`;
  const owned = same.find((raw) => ownershipOf(raw).owner !== 'nobody');
  if (owned !== undefined) {
    return problemWith(subject, context, {
      code: 'plan.taken',
      summary: `${key} needs ${value}, which ${owned.id} has; that one is ${ownerOf(owned)}`,
      detail: `Choose another ${name}, or take it from its owner there first.`,
    });
  }
  if (others.length === 0) return take(subject, first, context);
  return problemWith(subject, context, {
    code: 'plan.several-named',
    summary: `${key} has ${value}, and so have several in Stripe: ${[first, ...others].map(({ id }) => id).join(', ')}`,
    detail: `Say which one to take over, such as "adopt: ${first.id}", and delete the others in Stripe.`,
  });
}
