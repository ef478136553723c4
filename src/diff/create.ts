import { isRecord } from '../lib/json.ts';
import type { Creation, FieldChange } from '../model/change.ts';
import { canonical, pathsOf, pick, type Spec } from '../model/spec.ts';
import { common } from './common.ts';
import { effectiveSpec } from './fields.ts';
import type { Resolved } from './resolve.ts';

const isThere = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** The fields of an object that is not there yet, each from nothing. */
function newFields(target: Spec): readonly FieldChange[] {
  return pathsOf(target)
    .filter((path) => isThere(target[path]) || isRecord(target[path]))
    .map((path) => ({ path, before: null, after: target[path] ?? null }));
}

/** What is remembered of an object after it was made: all but what Stripe computes or only a creation sends. */
function recordOf({ kind }: Resolved, target: Spec): Spec {
  const kept = pick(target, (path) => kind.policy(path).change !== 'computed');
  return Object.fromEntries(Object.entries(kept).map(([path, value]) => [path, canonical(value)]));
}

/** A new object: nothing of this key is live. Where one was recorded it is gone from Stripe, and this recovers it. */
export function creation(subject: Resolved): Creation | null {
  const { kind, desired, applied, bearers } = subject;
  if (desired === null) return null;
  const target = { ...desired.onCreate, ...effectiveSpec(kind, desired.spec, applied?.spec ?? null) };
  const lost = applied !== null;
  return {
    ...common(subject, {
      fields: newFields(target),
      reason: lost ? 'missing-in-stripe' : 'added',
      recovery: lost,
    }),
    action: lost ? 'recreate' : 'create',
    lostId: applied?.id ?? null,
    bearers: bearers.map(({ id }) => id),
    target,
    record: recordOf(subject, target),
    transfer: false,
    formerKey: subject.formerKey,
  };
}
