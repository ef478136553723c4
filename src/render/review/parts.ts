import { kinds } from '../../kinds/registry.ts';
import type { Change, FieldChange, Update } from '../../model/change.ts';
import type { Review } from '../../model/review.ts';
import { isCost } from './cost.ts';
import type { TellView } from './view.ts';

/** True for a field that Stripe cannot change on the object that there is, which is why it is replaced. */
function forces({ kind }: Change, { path, before }: FieldChange): boolean {
  const change = kinds.find(({ name }) => name === kind)?.policy(path).change;
  return change === 'immutable' || (change === 'oneWay' && before !== null);
}

/** The fields of a change that are not this part of it: they were merged earlier. */
function restOf(part: Change, whole: Change): readonly FieldChange[] {
  const own = new Set(part.fields.map(({ path }) => path));
  return whole.fields.filter(({ path }) => !own.has(path));
}

/** True when something of what the object costs was merged earlier: the whole difference is not this change's. */
export function sharesCost(change: Change, { parts }: TellView): boolean {
  const whole = parts.get(change);
  return whole !== undefined && restOf(change, whole).some(({ path }) => isCost(path));
}

/** True when the object would be replaced without this change too. */
export function sharesReplacement(change: Change, { parts }: TellView): boolean {
  const whole = parts.get(change);
  return whole !== undefined && restOf(change, whole).some((field) => forces(change, field));
}

/** The change as a write to its fields alone: that the object is made, replaced or taken over is not told. */
function asFields(change: Change): Change {
  if (!('target' in change) || change.action === 'update') return change;
  const made = change.action === 'replace' ? change.old : { id: '', object: change.kind };
  const raw = 'raw' in change ? change.raw : made;
  return { ...change, action: 'update', raw, update: {}, mark: false } satisfies Update;
}

/** What the pull request brings of a change: a replacement that its own fields force, or fields. */
function ownPart(change: Change, whole: Change): Change {
  if (change.action !== 'replace' || !change.fields.some((field) => forces(change, field)))
    return asFields(change);
  const merged = restOf(change, whole).map(({ path, after }) => [path, after]);
  return { ...change, before: { ...change.before, ...Object.fromEntries(merged) } };
}

const sortOf = ({ action, key }: Change): string => `${action} ${key}`;

/**
 * The review with those changes told as what they are of which the pull request brings, or takes back, some fields
 * alone; and the whole of each.
 */
export function withParts(review: Review): { readonly review: Review; readonly parts: TellView['parts'] } {
  const wholes = new Map(review.plan.changes.map((change) => [sortOf(change), change]));
  const parts = new Map<Change, Change>();
  const own = review.own.map((change) => {
    const whole = wholes.get(sortOf(change));
    if (whole === undefined || whole.fields.length <= change.fields.length) return change;
    const part = ownPart(change, whole);
    if (part !== change) parts.set(part, whole);
    return part;
  });
  const withdrawn = review.withdrawn.map((change) => {
    const whole = wholes.get(sortOf(change));
    // What the merge still does to the object in the same way is taken back in these fields only.
    const part = whole === undefined ? change : asFields(change);
    if (whole !== undefined && part !== change) parts.set(part, whole);
    return part;
  });
  return { review: { ...review, own, withdrawn }, parts };
}
