import { equal } from '../lib/json.ts';
import type { Archive, Deletion, FieldChange, Removal } from '../model/change.ts';
import type { RawObject } from '../model/state.ts';
import { retireAtOf } from './choose.ts';
import { common } from './common.ts';
import type { Findings } from '../model/findings.ts';
import type { Resolved } from './resolve.ts';

const REASONS = { removed: 'removed', superseded: 'superseded', due: 'retired' } as const;

const offSale: readonly FieldChange[] = [{ path: 'active', before: true, after: false }];

/** What is to become of one active object: off sale now, or after a while. */
function archive(subject: Resolved, raw: RawObject, cause: Archive['cause']): Archive {
  return {
    ...common(subject, { fields: offSale, reason: REASONS[cause], recovery: cause === 'superseded' }),
    where: null,
    action: 'archive',
    raw,
    cause,
  };
}

/**
 * Active objects of a key beside its live one. Retiring ones stay until they are due; others were left behind by
 * an interrupted run and begin their retirement now. What could only be deleted is reported and never touched.
 */
export function spares(
  subject: Resolved,
  keep: ReadonlySet<string>,
  { findings, now }: { readonly findings: Findings; readonly now: number },
): void {
  const { key, kind, desired, applied } = subject;
  for (const raw of subject.bearers) {
    if (keep.has(raw.id) || !kind.isActive(raw)) continue;
    if (kind.removal === 'delete') {
      findings.orphans.push({ key, stripeId: raw.id });
      continue;
    }
    const due = retireAtOf(raw);
    // A time that nobody can read is never over: a slip of the pen takes nothing off sale.
    const isDue = due !== null && Date.parse(due) <= now;
    if (due !== null && !isDue) findings.retiring.push({ key, stripeId: raw.id, due });
    else if (isDue) {
      findings.changes.push(archive(subject, raw, 'due'));
    } else if (desired !== null) {
      findings.changes.push(archive(subject, raw, 'superseded'));
    } else if (applied !== null) {
      findings.changes.push(archive(subject, raw, 'removed'));
    } else findings.orphans.push({ key, stripeId: raw.id });
  }
}

/** What happens to an object whose manifest is gone: its kind's removal, or nothing more than forgetting it. */
export function removal(subject: Resolved): Archive | Deletion | Removal | null {
  const { kind, applied, live } = subject;
  if (applied === null) return null;
  if (live !== null && kind.removal === 'delete') {
    const deleted = common(subject, { fields: [], reason: REASONS.removed });
    return { ...deleted, where: null, action: 'delete', raw: live.raw, note: kind.deletionNote ?? '' };
  }
  const isArchived = Object.entries(kind.removalFields).every(([path, value]) =>
    equal(live?.spec[path], value),
  );
  if (live === null || kind.removal === 'forget' || isArchived) {
    const reason = live === null ? 'gone-in-stripe' : 'removed';
    return { ...common(subject, { fields: [], reason }), action: 'forget', id: applied.id };
  }
  return archive(subject, live.raw, 'removed');
}
