import { equal } from '../lib/json.ts';
import { isSpare, type Change, type FieldChange } from '../model/change.ts';
import type { Plan } from '../model/plan.ts';
import type { Review } from '../model/review.ts';

/** What a change is about: under one key several objects may go off sale, and another one may be taken over. */
const subjectOf = (change: Change): string =>
  'cause' in change || change.action === 'adopt' ? `${change.key} ${change.raw.id}` : change.key;

/** True for what the manifests ask for, and not time or an interrupted run. */
const isDecided = (change: Change): boolean => !isSpare(change);

const endsIn = (change: Change): boolean => !('target' in change);

const sameMove = (a: FieldChange, b: FieldChange): boolean =>
  a.path === b.path && equal(a.before, b.before) && equal(a.after, b.after);

const without = (fields: readonly FieldChange[], others: readonly FieldChange[]): readonly FieldChange[] =>
  fields.filter((field) => !others.some((other) => sameMove(field, other)));

/**
 * What a pull request answers for: the plan of its merge minus the plan of its base, field by field. What an earlier
 * one was refused stays the earlier one's, so that a later one cannot carry it past review.
 *
 * @param merge the plan of the merge; both plans come from one reading of Stripe and of the snapshot.
 */
export function reviewOf(merge: Plan, base: Pick<Plan, 'changes'>): Review {
  const before = new Map(base.changes.map((change) => [subjectOf(change), change]));
  const after = new Map(merge.changes.map((change) => [subjectOf(change), change]));
  const own: Change[] = [];
  const earlier: Change[] = [];
  for (const change of merge.changes) {
    const known = before.get(subjectOf(change));
    const fields = known === undefined ? change.fields : without(change.fields, known.fields);
    if (known?.action === change.action && fields.length === 0) earlier.push(change);
    else own.push(fields.length === change.fields.length ? change : { ...change, fields });
  }
  const decided = new Set(merge.changes.filter(isDecided).map(({ key }) => key));
  const withdrawn = base.changes.flatMap((change): readonly Change[] => {
    const now = after.get(subjectOf(change));
    if (now === undefined) return decided.has(change.key) ? [] : [change];
    // Where it goes off sale altogether, that is told.
    if (now.action !== change.action && endsIn(now)) return [];
    const paths = new Set(now.fields.map(({ path }) => path));
    const fields = change.fields.filter(({ path }) => !paths.has(path));
    return fields.length === 0 ? [] : [{ ...change, fields }];
  });
  return { plan: merge, own, earlier, withdrawn };
}
