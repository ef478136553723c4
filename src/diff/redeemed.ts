import type { Creation, Redeemed, Replacement } from '../model/change.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import type { Subject } from './subjects.ts';

/** How often the objects of a key were redeemed in all, where one limit holds for them together; 0 elsewhere. */
function redeemedOf({ kind: { redemptions }, bearers }: Pick<Subject, 'kind' | 'bearers'>): number {
  const shared = redemptions?.shared;
  if (redemptions === undefined || shared === undefined) return 0;
  const counts = bearers.map((raw) => redemptions.times(raw) ?? 0);
  // Each tells of those before it: one that is gone is not forgotten.
  const told = bearers.map((raw) => shared.before(raw) + (redemptions.times(raw) ?? 0));
  return Math.max(
    counts.reduce((sum, times) => sum + times, 0),
    ...told,
  );
}

/** True for an object that knows of every redemption of its key: used again, it is held to what is left. */
export function knowsAll(subject: Pick<Subject, 'kind' | 'bearers'>, raw: RawObject): boolean {
  const { redemptions } = subject.kind;
  if (redemptions?.shared === undefined) return true;
  return redemptions.shared.before(raw) + (redemptions.times(raw) ?? 0) === redeemedOf(subject);
}

/** What a new object of the key is told of those before it, and what that leaves of its limit. */
export function toldOf(
  subject: Pick<Subject, 'kind' | 'bearers'>,
  target: Spec,
): { readonly redeemed?: Redeemed } {
  const shared = subject.kind.redemptions?.shared;
  if (shared === undefined) return {};
  const times = redeemedOf(subject);
  const limit = target[shared.limit];
  return { redeemed: { times, left: typeof limit === 'number' ? limit - times : null } };
}

/** True for a new object of which nothing would be left to redeem. */
export function isUsedUp({ redeemed }: Creation | Replacement): boolean {
  const left = redeemed?.left ?? null;
  return left !== null && left <= 0;
}

/** Why no new object is made of a key of which nothing is left. */
export function usedUp(subject: Subject, severity: Diagnostic['severity']): Diagnostic {
  const { key, kind, desired } = subject;
  const path = kind.redemptions?.shared?.limit ?? '';
  return {
    severity,
    code: 'plan.used-up',
    summary: `${key} is not made again: it was redeemed ${redeemedOf(subject)} times already`,
    detail: `Write a larger ${path}, or remove the manifest.`,
    ...(desired === null ? {} : { where: desired.places[path] ?? desired.where }),
  };
}
