import type { FieldChange, Replacement } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Spec } from '../model/spec.ts';
import type { CompareContext, Kept } from './context.ts';
import { deletedFor } from './deleted.ts';
import type { Ended } from './ended.ts';
import { endsNow, endsWithout } from './endings.ts';
import { forcesReplacement, type FieldsResult } from './fields.ts';
import { notMade } from './over.ts';
import { isUsedUp, usedUp } from './redeemed.ts';
import { replacement } from './replace.ts';

/** What the comparison of an object's fields came to. */
interface Compared {
  readonly result: FieldsResult;
  readonly fields: readonly FieldChange[];
  readonly ended: Ended;
}

/** What is left to do to an object that stays, and what is to be remembered of it. */
export interface Staying {
  readonly fields: readonly FieldChange[];
  readonly record: Spec;
}

/**
 * Drift that a replacement would write into a new object, such as a currency's amount that somebody changed by hand.
 * Nobody asked for that value: it is a conflict until a side is chosen. Answers the changes that the manifest's side
 * comes to.
 */
function settleFixedDrift(
  { key, kind }: Kept,
  { drift }: FieldsResult,
  { input, findings }: CompareContext,
): readonly FieldChange[] {
  const fixed = drift.filter(({ path }) => kind.policy(path).change !== 'mutable');
  const side = input.choices.prefer.get(key);
  if (side === 'manifest')
    return fixed.map(({ path, applied, live }) => ({ path, before: live, after: applied }));
  if (side === undefined && fixed.length > 0) {
    const fields = fixed.map((field) => ({ ...field, desired: field.applied }));
    findings.conflicts.push({ key, reason: 'both-changed', fields });
  }
  return [];
}

/** True where what Stripe fixes may be changed by putting another object in the place of this one. */
const mayReplace = ({ kind, desired }: Kept): boolean =>
  kind.replaceable === 'when asked' ? desired?.replace === true : kind.replaceable;

function fixedField({ key, kind, desired }: Kept, fixed: readonly FieldChange[]): Diagnostic {
  const [first] = fixed;
  const asked =
    kind.replaceable === 'when asked'
      ? ' Or write `replace: true`: then it is deleted and made again under the same code.'
      : '';
  return {
    severity: 'error',
    code: 'plan.fixed-field',
    summary: `${key} cannot change its ${fixed.map(({ path }) => path).join(', ')}: Stripe fixes it for good`,
    detail: `Write it as before, and add a new one with a new code for what is to be different.${asked}`,
    ...(desired === null ? {} : { where: desired.places[first?.path ?? ''] ?? desired.where }),
  };
}

/**
 * The replacement that an object needs, since Stripe fixes what is to change, or since it ends with another object that
 * is made anew. null where that cannot be, and the findings say why. An object that stays is answered as such.
 */
export function takePlace(
  subject: Kept,
  { result, fields, ended }: Compared,
  context: CompareContext,
): Replacement | Staying | null {
  const { key, kind, live } = subject;
  const { input, findings, over, remade } = context;
  const fixed = fields.filter((change) => forcesReplacement(kind, change));
  const endsWith = over.has(key) ? null : endsWithout(subject, fields, remade);
  const { record } = result;
  if (fixed.length === 0 && endsWith === null) {
    const isSpent = kind.isSpent?.(live.raw) === true;
    if (isSpent && endsNow(kind, live.spec, remade)) findings.diagnostics.push(usedUp(subject, 'warning'));
    return { fields, record };
  }
  if (fixed.length > 0 && (over.has(key) || !mayReplace(subject))) {
    findings.diagnostics.push(mayReplace(subject) ? notMade(subject, 'error') : fixedField(subject, fixed));
    return null;
  }
  const { change, loss } = replacement(subject, {
    result,
    fields: [...fields, ...settleFixedDrift(subject, result, context)],
    endsWith,
    recovery: endsWith !== null && ended === 'ours',
    deletes:
      kind.removal === 'delete' && kind.oldGoesFirst === true ? deletedFor(subject, live.raw, input) : null,
    remade,
  });
  if (!isUsedUp(change)) {
    if (loss !== null && !input.choices.allow.has(`drop:${key}`)) findings.losses.push(loss);
    return change;
  }
  findings.diagnostics.push(usedUp(subject, live.active ? 'error' : 'warning'));
  if (live.active) return null;
  const stays = Object.fromEntries(fixed.map(({ path, before }) => [path, before]));
  return { fields: [], record: { ...record, ...stays } };
}
