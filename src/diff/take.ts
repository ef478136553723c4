import { canonicalJson } from '../lib/json.ts';
import { isGiven } from '../kinds/given.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { pick, type Spec } from '../model/spec.ts';
import type { Desired, RawObject } from '../model/state.ts';
import { candidateOf, type Context } from './candidate.ts';
import { fits, type Candidate } from './choose.ts';
import { ignoredFields } from './ignored.ts';
import { markerOf, type Subject } from './subjects.ts';

/** Who an object belongs to, as the end of a sentence. */
export function ownerOf(raw: RawObject): string {
  const ownership = ownershipOf(raw);
  if (ownership.owner === 'nobody') return 'nobody';
  if (ownership.owner === 'other') return `managed by ${ownership.name}`;
  return `${ownership.marker.key} of the catalog ${ownership.marker.catalog}`;
}

/** The fields that keep an object from being taken over, both sides shown. */
function differences({ kind }: Subject, spec: Spec, candidate: Candidate): string {
  return Object.entries(spec)
    .filter(([path, value]) => !fits(kind, { [path]: value }, candidate.spec))
    .map(([path, value]) => {
      const live = canonicalJson(candidate.spec[path] ?? null);
      return `${path}: ${canonicalJson(value)} in the manifest, ${live} in Stripe`;
    })
    .join('; ');
}

/** True for one that every account has by itself, and that bears a key of ours which no manifest describes any more. */
function isLeftBehind(raw: RawObject, { kind }: Subject, context: Context): boolean {
  const marker = markerOf(context, kind, raw);
  return isGiven(kind, raw) && marker !== null && !context.desired.has(marker.key);
}

/** A subject that a manifest asks for. */
export type Wanted = Subject & { readonly desired: Desired };

/** Reports why nothing can be taken over. */
export function problemWith(
  { desired }: Wanted,
  { report }: Context,
  problem: { readonly code: string; readonly summary: string; readonly detail: string },
): 'blocked' {
  report({ severity: 'error', ...problem, where: desired.where });
  return 'blocked';
}

/** The object as one to take over; 'blocked' after reporting that it is somebody's, or differs in what no update changes. */
export function take(subject: Wanted, raw: RawObject, context: Context): Candidate | 'blocked' {
  const { key, kind, desired } = subject;
  if (ownershipOf(raw).owner !== 'nobody' && !isLeftBehind(raw, subject, context)) {
    return problemWith(subject, context, {
      code: 'plan.adopt-owned',
      summary: `${key} cannot adopt ${raw.id}: it is ${ownerOf(raw)}`,
      detail: 'Name an object that nobody marks as its own, or take it from its owner there first.',
    });
  }
  const ignored = ignoredFields(context.choices, key);
  const compared = pick(desired.spec, (path) => !ignored(path));
  const candidate = candidateOf(subject, raw, context);
  if (candidate === undefined || fits(kind, compared, candidate.spec)) return candidate ?? 'blocked';
  return problemWith(subject, context, {
    code: 'plan.adopt-differs',
    summary: `${key} cannot adopt ${raw.id}: ${differences(subject, compared, candidate)}`,
    detail: 'Write what Stripe has; change it in a second step, once the object is adopted.',
  });
}
