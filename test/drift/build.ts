import type { DriftCheck, EventsRead, MovedField, Origin } from '../../src/model/drift.ts';
import type { DriftField, Plan } from '../../src/model/plan.ts';

/** An event of the Dashboard's that changed the field, from another value than was applied where `before` says so. */
export const found = (parts: Partial<Extract<Origin, { status: 'found' }>> = {}): Origin => ({
  status: 'found',
  at: '2026-11-20T09:12:00Z',
  by: 'dashboard-or-api',
  requestId: 'req_1',
  ...parts,
});

export const READ: EventsRead = {
  status: 'read',
  requests: 2,
  since: '2026-11-01T10:00:00Z',
  isComplete: true,
};

/** A check that found what a plan says; every field moved by one request, named `text`, from `text`. */
export function checkOf(plan: Plan, text = 'req_1'): DriftCheck {
  const moved = <Field extends DriftField>(field: Field): Field & MovedField => ({
    ...field,
    severity: 'critical',
    origin: found({ requestId: text, ...(text === 'req_1' ? {} : { before: text }) }),
  });
  const lost = plan.changes.filter(({ recovery }) => recovery);
  return {
    plan,
    moved: plan.drift.map((drift) => ({ ...drift, fields: drift.fields.map(moved) })),
    conflicts: plan.conflicts.map((conflict) => ({ ...conflict, fields: conflict.fields.map(moved) })),
    missing: lost.flatMap((change) =>
      change.action === 'recreate' ? [{ key: change.key, stripeId: change.lostId }] : [],
    ),
    halfDone: lost.filter(({ action }) => action !== 'recreate'),
    pending: plan.changes.filter(({ recovery }) => !recovery),
    recorded: 1,
    pendingSince: { commit: text, at: text },
    isComplete: true,
    events: plan.drift.length === 0 ? { ...READ, status: 'unneeded' } : READ,
  };
}
