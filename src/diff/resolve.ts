import type { Kind } from '../kinds/kind.ts';
import { pick, type Spec } from '../model/spec.ts';
import { adopt } from './adopt.ts';
import { adoptNamed } from './adopt-named.ts';
import { candidateOf, type Context } from './candidate.ts';
import { chooseLive, isAsCreated, newestFirst, type Candidate } from './choose.ts';
import { endOf } from './ended.ts';
import { effectiveSpec } from './fields.ts';
import type { DiffInput } from './input.ts';
import { knowsAll } from './redeemed.ts';
import type { Subject } from './subjects.ts';

/**
 * How the live object of a key was found. `recorded`: the snapshot's id still holds. `relinked`: another object of
 * ours is the live one. `found`: there was no record. `archived`: only an identical archived one is there.
 * `adopted`: unowned, to be taken over.
 */
export type Found = 'recorded' | 'relinked' | 'found' | 'archived' | 'adopted';

/** A subject with its live object, or with why there is none. */
export type Resolved = Subject & {
  readonly candidates: readonly Candidate[];
} & (
    | { readonly standing: Found; readonly live: Candidate }
    | { readonly standing: 'absent' | 'missing' | 'not-ours' | 'blocked'; readonly live: null }
  );

/** What is wanted of a key with everything that a creation adds. */
const wanted = ({ kind, desired, applied }: Subject): Spec | null =>
  desired === null ? null : effectiveSpec(kind, desired.spec, applied?.spec ?? null);

/** The unique values that a key is to have. */
export function exclusives(kind: Kind, ...specs: readonly (Spec | null)[]): Spec {
  const all: Spec = Object.assign({}, ...specs.filter((spec) => spec !== null));
  return pick(all, (path) => kind.policy(path).exclusive === true);
}

/**
 * Finds the live object of a key among all objects that bear its marker: the recorded id is a memory, not an
 * authority. This is what makes a lost snapshot, a killed run and a refused commit harmless.
 */
export function resolve(subject: Subject, input: DiffInput, context: Context): Resolved {
  const { kind, applied, recorded, desired } = subject;
  if (desired === null && applied === null)
    return { ...subject, candidates: [], standing: 'absent', live: null };
  if (recorded !== null && !subject.bearers.includes(recorded)) {
    return { ...subject, candidates: [], standing: 'not-ours', live: null };
  }
  const decoded = subject.bearers.map((raw) => candidateOf(subject, raw, context));
  const candidates = decoded.filter((candidate) => candidate !== undefined);
  if (candidates.length < decoded.length) return { ...subject, candidates, standing: 'blocked', live: null };
  const resolved = { ...subject, candidates };
  const effective = wanted(subject);
  const live = chooseLive(candidates, {
    kind,
    effective,
    recordedId: applied?.id ?? null,
    exclusive: exclusives(kind, desired?.onCreate ?? null, effective),
  });
  if (recorded !== null && live !== undefined) {
    return { ...resolved, standing: live.raw.id === recorded.id ? 'recorded' : 'relinked', live };
  }
  // What ended by itself is what there is to find: to bring it back is refused, to make it again would start it anew.
  const isThere = live !== undefined && (live.active || endOf(subject, live, context.over) === 'its own');
  if (isThere && live.retireAt === null) {
    return { ...resolved, standing: applied === null ? 'found' : 'relinked', live };
  }
  const archived = newestFirst(candidates).find(
    ({ raw, spec, lost }) =>
      lost === null && effective !== null && isAsCreated(kind, effective, spec) && knowsAll(subject, raw),
  );
  if (archived !== undefined) return { ...resolved, standing: 'archived', live: archived };
  // What nobody can make is not made again: another one may be there by now.
  const isGiven = kind.given !== undefined && kind.given.by in kind.naturalKeys(desired?.spec ?? {});
  if (applied !== null && !isGiven && !input.live.missing.has(applied.id)) {
    throw new Error(`${subject.key}: nobody asked Stripe for ${applied.id}, so it cannot count as missing`);
  }
  // The line `adopt` counts once, while there is no record; what the manifest names may have come back by itself.
  const taken =
    desired === null
      ? null
      : (applied === null || isGiven ? adopt : adoptNamed)({ ...subject, desired }, context);
  if (taken === 'blocked') return { ...resolved, standing: 'blocked', live: null };
  if (taken !== null) return { ...resolved, standing: 'adopted', live: taken };
  return { ...resolved, standing: applied === null || isGiven ? 'absent' : 'missing', live: null };
}
