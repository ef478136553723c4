import { ownershipOf } from '../kinds/marker.ts';
import { adoptNamed } from './adopt-named.ts';
import type { Context } from './candidate.ts';
import type { Candidate } from './choose.ts';
import { markerOf } from './subjects.ts';
import { ownerOf, problemWith, take, type Wanted } from './take.ts';

/**
 * Looks for an unowned object to take over: the one that `adopt` names, the one that holds a value which no two
 * objects can share, or the only one that is as the manifest names it.
 *
 * @returns the object to adopt; null when a creation is free to go ahead; 'blocked' after reporting why not.
 */
export function adopt(subject: Wanted, context: Context): Candidate | 'blocked' | null {
  const { key, kind, desired } = subject;
  if (desired.adopt !== undefined) {
    const raw = context.objects.byId(kind, desired.adopt);
    if (raw !== undefined) return take(subject, raw, context);
    return problemWith(subject, context, {
      code: 'plan.adopt-missing',
      summary: `${key} cannot adopt ${desired.adopt}: Stripe has no such ${kind.name} in this account and mode`,
      detail: 'Correct the id; with several environments write a map, such as adopt: { live: …, test: … }.',
    });
  }
  const wanted = context.index.withIds(kind, { ...desired.onCreate, ...desired.spec });
  for (const [name, value] of Object.entries(kind.naturalKeys(wanted))) {
    const holder = context.objects.holder(kind, name, value);
    const given = kind.given?.by === name ? kind.given : undefined;
    if (holder === undefined && given !== undefined)
      return problemWith(subject, context, {
        code: 'plan.not-given',
        summary: `${key}: there is no ${given.what} in Stripe`,
        detail: given.advice,
      });
    if (holder === undefined) continue;
    if (!kind.hasMarker || given !== undefined) return take(subject, holder, context);
    // Our own holder of a unique value may give it up in this very plan; that is judged where all changes are known.
    const own = markerOf(context, kind, holder) !== null;
    if (own && kind.policy(name).exclusive === true) continue;
    const nobody = ownershipOf(holder).owner === 'nobody';
    return problemWith(subject, context, {
      code: 'plan.taken',
      summary: `${key} needs the ${name} ${JSON.stringify(value)}, which ${holder.id} has; that one is ${ownerOf(holder)}`,
      detail: nobody
        ? `To take it over write "adopt: ${holder.id}" there; else choose another ${name}.`
        : `Choose another ${name}${own ? ', or write "formerly" if it was renamed' : ''}.`,
    });
  }
  return adoptNamed(subject, context);
}
