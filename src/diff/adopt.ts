import { canonicalJson } from '../lib/json.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { pick, type Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import { candidateOf, type Context } from './candidate.ts';
import { fits, type Candidate } from './choose.ts';
import { ignoredFields } from './ignored.ts';
import { markerOf, type Subject } from './subjects.ts';

/** Who an object belongs to, as the end of a sentence. */
function ownerOf(raw: RawObject): string {
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

/**
 * Looks for an unowned object to take over: the one that `adopt` names, or one that holds a value which no two
 * objects can share.
 *
 * @returns the object to adopt; null when a creation is free to go ahead; 'blocked' after reporting why not.
 */
export function adopt(subject: Subject, context: Context): Candidate | 'blocked' | null {
  const { kind, desired } = subject;
  if (desired === null) return null;
  const problem = (code: string, summary: string, detail: string): 'blocked' => {
    context.report({ severity: 'error', code, summary, detail, where: desired.where });
    return 'blocked';
  };
  const ignored = ignoredFields(context.choices, subject.key);
  const compared = pick(desired.spec, (path) => !ignored(path));
  const take = (raw: RawObject): Candidate | 'blocked' => {
    if (ownershipOf(raw).owner !== 'nobody') {
      return problem(
        'plan.adopt-owned',
        `${subject.key} cannot adopt ${raw.id}: it is ${ownerOf(raw)}`,
        'Name an object that nobody marks as its own, or take it from its owner there first.',
      );
    }
    const candidate = candidateOf(subject, raw, context);
    if (candidate === undefined || fits(kind, compared, candidate.spec)) return candidate ?? 'blocked';
    return problem(
      'plan.adopt-differs',
      `${subject.key} cannot adopt ${raw.id}: ${differences(subject, compared, candidate)}`,
      'Write what Stripe has; change it in a second step, once the object is adopted.',
    );
  };
  if (desired.adopt !== undefined) {
    const raw = context.objects.byId(kind, desired.adopt);
    if (raw !== undefined) return take(raw);
    return problem(
      'plan.adopt-missing',
      `${subject.key} cannot adopt ${desired.adopt}: Stripe has no such ${kind.name} in this account and mode`,
      'Correct the id; with several environments write a map, such as adopt: { live: …, test: … }.',
    );
  }
  for (const [name, value] of Object.entries(kind.naturalKeys({ ...desired.onCreate, ...desired.spec }))) {
    const holder = context.objects.holder(kind, name, value);
    if (holder === undefined) continue;
    if (!kind.hasMarker) return take(holder);
    // Our own holder of a unique value may give it up in this very plan; that is judged where all changes are known.
    const own = markerOf(context, kind, holder) !== null;
    if (own && kind.policy(name).exclusive === true) continue;
    const nobody = ownershipOf(holder).owner === 'nobody';
    return problem(
      'plan.taken',
      `${subject.key} needs the ${name} ${JSON.stringify(value)}, which ${holder.id} has; that one is ${ownerOf(holder)}`,
      nobody
        ? `To take it over write "adopt: ${holder.id}" there; else choose another ${name}.`
        : `Choose another ${name}${own ? ', or write "formerly" if it was renamed' : ''}.`,
    );
  }
  return null;
}
