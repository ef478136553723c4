import { equal, isRecord } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Creation, FieldChange } from '../model/change.ts';
import { canonical, pathsOf, pick, type Spec } from '../model/spec.ts';
import { common } from './common.ts';
import { effectiveSpec } from './fields.ts';
import { toldOf } from './redeemed.ts';
import type { Resolved } from './resolve.ts';
import type { Subject } from './subjects.ts';

const isThere = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);

/** The fields of an object that is not there yet, each from nothing; what every creation makes is not worth saying. */
function newFields(kind: Kind, target: Spec): readonly FieldChange[] {
  return pathsOf(target)
    .filter((path) => !equal(target[path], kind.policy(path).initial))
    .filter((path) => isThere(target[path]) || isRecord(target[path]))
    .map((path) => ({ path, before: null, after: target[path] ?? null }));
}

/** What is remembered of an object after it was made: all but what Stripe computes or only a creation sends. */
function recordOf({ kind }: Resolved, target: Spec): Spec {
  const kept = pick(target, (path) => kind.policy(path).change !== 'computed');
  return Object.fromEntries(Object.entries(kept).map(([path, value]) => [path, canonical(value)]));
}

/**
 * The id that a new object of the key gets, where it is ours to choose; null elsewhere. What can be deleted comes back
 * under the id that it had: customers' applications hold it.
 */
export function chosenId({ kind, desired, applied }: Subject): string | null {
  const id = desired?.onCreate.id;
  if (typeof id !== 'string') return null;
  return kind.removal === 'delete' ? (applied?.id ?? id) : id;
}

/** A new object: nothing of this key is live. Where one was recorded it is gone from Stripe, and this recovers it. */
export function creation(subject: Resolved): Creation | null {
  const { kind, desired, applied, bearers } = subject;
  if (desired === null) return null;
  const id = chosenId(subject);
  const target = {
    ...desired.onCreate,
    ...(id === null ? {} : { id }),
    ...effectiveSpec(kind, desired.spec, applied?.spec ?? null),
  };
  const lost = applied !== null;
  return {
    ...common(subject, {
      fields: newFields(kind, target),
      reason: lost ? 'missing-in-stripe' : 'added',
      recovery: lost,
    }),
    action: lost ? 'recreate' : 'create',
    lostId: applied?.id ?? null,
    bearers: bearers.map((raw) => raw.id),
    ...toldOf(subject, target),
    target,
    record: recordOf(subject, target),
    transfer: false,
    formerKey: subject.formerKey,
  };
}
