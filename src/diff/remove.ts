import { equal } from '../lib/json.ts';
import { isGiven } from '../kinds/given.ts';
import type { Archive, Deletion, EndCause, FieldChange, Removal } from '../model/change.ts';
import type { RawObject } from '../model/state.ts';
import { retireAtOf } from './choose.ts';
import { common, isProtected } from './common.ts';
import { endingWith } from './deleted.ts';
import type { DiffInput } from './input.ts';
import type { Findings } from '../model/findings.ts';
import type { Resolved } from './resolve.ts';

const REASONS = { removed: 'removed', superseded: 'superseded', due: 'retired' } as const;

const offSale: readonly FieldChange[] = [{ path: 'active', before: true, after: false }];

/** What is to become of one active object: off sale or away now, or after a while. */
function ending(subject: Resolved, raw: RawObject, cause: EndCause): Archive | Deletion {
  const { removal, deletionNote = '' } = subject.kind;
  const isDeleted = removal === 'delete';
  const end = {
    ...common(subject, {
      fields: isDeleted ? [] : offSale,
      reason: REASONS[cause],
      recovery: cause === 'superseded',
    }),
    where: null,
    raw,
    cause,
  };
  return isDeleted
    ? { ...end, action: 'delete', note: cause === 'removed' ? deletionNote : '' }
    : { ...end, action: 'archive' };
}

/**
 * Active objects of a key beside its live one. Retiring ones stay until they are due; others were left behind by
 * an interrupted run and begin their retirement now. What is deleted without retiring is reported and never touched.
 */
export function spares(
  subject: Resolved,
  keep: ReadonlySet<string>,
  { findings, now }: { readonly findings: Findings; readonly now: number },
): void {
  const { key, kind, desired, applied } = subject;
  for (const raw of subject.bearers) {
    if (keep.has(raw.id) || !kind.isActive(raw) || isGiven(kind, raw)) continue;
    if (kind.removal === 'detach' || (kind.removal === 'delete' && kind.oldGoesFirst === true)) {
      findings.orphans.push({ key, stripeId: raw.id });
      continue;
    }
    const due = retireAtOf(raw);
    // A time that nobody can read is never over: a slip of the pen takes nothing off sale.
    const isDue = due !== null && Date.parse(due) <= now;
    if (due !== null && !isDue) findings.retiring.push({ key, stripeId: raw.id, due });
    else if (isDue) {
      findings.changes.push(ending(subject, raw, 'due'));
    } else if (desired !== null) {
      findings.changes.push(ending(subject, raw, 'superseded'));
    } else if (applied !== null) {
      findings.changes.push(ending(subject, raw, 'removed'));
    } else findings.orphans.push({ key, stripeId: raw.id });
  }
}

/** What takes an object off what it is attached to. */
function detachment(subject: Resolved, raw: RawObject, owner: Resolved | undefined): Deletion {
  const detached = common(subject, { fields: [], reason: REASONS.removed });
  return {
    ...detached,
    where: owner?.desired?.where ?? null,
    protect: detached.protect || (owner !== undefined && isProtected(owner)),
    action: 'detach',
    raw,
    cause: 'removed',
    note: subject.kind.deletionNote ?? '',
  };
}

/**
 * What happens to an object whose manifest is gone: its kind's removal, or nothing more than forgetting it. What is
 * attached to something that goes too stays attached: who has that keeps what comes with it.
 *
 * @param owner what the object is attached to, where it is.
 */
export function removal(
  subject: Resolved,
  owner: Resolved | undefined,
  input: DiffInput,
): Archive | Deletion | Removal | null {
  const { kind, applied, live } = subject;
  if (applied === null) return null;
  const goesAlone = kind.removal === 'detach' && (owner?.desired ?? null) !== null;
  if (live !== null && goesAlone) return detachment(subject, live.raw, owner);
  if (live !== null && kind.removal === 'delete') {
    const others = endingWith(subject, live.raw, input);
    const end = ending(subject, live.raw, 'removed');
    return end.action === 'archive' || Object.keys(others).length === 0 ? end : { ...end, others };
  }
  const isArchived = Object.entries(kind.removalFields).every(([path, value]) =>
    equal(live?.spec[path], value),
  );
  if (live === null || kind.removal === 'forget' || isArchived || isGiven(kind, live.raw)) {
    const reason = live === null ? 'gone-in-stripe' : 'removed';
    return { ...common(subject, { fields: [], reason }), action: 'forget', id: applied.id };
  }
  return ending(subject, live.raw, 'removed');
}
