import type { JsonRecord } from '../../lib/json.ts';
import type { DriftCheck, MovedField } from '../../model/drift.ts';

/** A moved field with its origin flat beside it: `by`, `at`, `requestId` and `before` are null where nobody can say. */
function fieldJson({ origin, ...field }: MovedField): JsonRecord {
  const found = origin.status === 'found' ? origin : null;
  return {
    ...field,
    origin: origin.status,
    by: found?.by ?? null,
    at: found?.at ?? null,
    requestId: found?.requestId ?? null,
    before: found?.before ?? null,
  };
}

/** What the document of a drift check has in the place of a plan's drift and conflicts, and beside them. */
export function driftJson(check: DriftCheck): JsonRecord {
  const { moved, conflicts, missing, pending, pendingSince, events } = check;
  return {
    drift: moved.map(({ key, severity, fields }) => ({ key, severity, fields: fields.map(fieldJson) })),
    conflicts: conflicts.map(({ key, reason, fields }) => ({ key, reason, fields: fields.map(fieldJson) })),
    missing: missing.map((item) => ({ ...item })),
    pending: {
      since: pendingSince === null ? null : { ...pendingSince },
      changes: pending.map(({ key, action, fields }) => ({
        key,
        action,
        fields: fields.map((field) => ({ ...field })),
      })),
    },
    events: { ...events },
  };
}
