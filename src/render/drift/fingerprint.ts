import { digestOf } from '../../lib/digest.ts';
import type { DriftCheck } from '../../model/drift.ts';
import type { DriftField } from '../../model/plan.ts';

/**
 * A digest of what moved and to what, 64 hexadecimal digits: no times, no words, nothing of what the manifests ask for.
 * The same drift on the next morning has the same one.
 */
export function driftFingerprint({ moved, conflicts, missing, halfDone, plan }: DriftCheck): string {
  const values = (key: string, fields: readonly DriftField[]) =>
    fields.map(({ path, live }) => [key, path, live]);
  return digestOf({
    moved: moved.flatMap(({ key, fields }) => values(key, fields)),
    conflicts: conflicts.flatMap(({ key, reason, fields }) => [[key, reason], ...values(key, fields)]),
    missing: missing.map(({ key }) => key),
    halfDone: halfDone.map(({ action, key }) => [action, key]),
    orphans: plan.orphans.map(({ key, stripeId }) => [key, stripeId]),
  });
}
