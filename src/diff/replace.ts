import { equal } from '../lib/json.ts';
import type { FieldChange, Replacement } from '../model/change.ts';
import type { Loss } from '../model/plan.ts';
import { pathsOf, pick, type Spec } from '../model/spec.ts';
import { identical, newestFirst, type Candidate } from './choose.ts';
import { common } from './common.ts';
import { silenceOf, type FieldsResult } from './fields.ts';
import type { Resolved } from './resolve.ts';

type Replaced = Resolved & { readonly live: Candidate };

/** Unmanaged fields of the old object that the new one cannot be given: a person has to say that they may go. */
function uncarried({ kind, live, desired, applied }: Replaced): readonly string[] {
  const known = new Set(pathsOf(desired?.spec ?? {}, applied?.spec ?? {}));
  return pathsOf(live.spec).filter((path) => {
    const { change, absent } = kind.policy(path);
    const fixed = change === 'computed' || (change === 'oneWay' && absent === 'clear');
    return fixed && !known.has(path) && live.spec[path] !== null;
  });
}

/** Every field of the new object: all that the old one has, but for what the manifest changes and what must go. */
function targetOf(
  { kind, live, desired }: Replaced,
  fields: readonly FieldChange[],
  lost: readonly string[],
): Spec {
  const changed = Object.fromEntries(fields.map(({ path, after }) => [path, after]));
  // What ended by itself does not end the new one.
  const again = pick(desired?.spec ?? {}, (path) => kind.policy(path).lapses !== undefined);
  const target = { ...pick(live.spec, (path) => !lost.includes(path)), ...again, ...changed };
  const silence = silenceOf(kind, target);
  return pick(target, (path) => silence(path) !== 'clear' || kind.policy(path).absent === 'clear');
}

/** The older object of this key that is already what the new one would be, one that is on sale first. */
function revivable({ kind, candidates, live }: Replaced, target: Spec): Replacement['revive'] {
  const same = newestFirst(candidates).filter(
    ({ raw, spec }) =>
      raw.id !== live.raw.id && identical(kind, spec, target) && kind.isSpent?.(raw) !== true,
  );
  const older = same.find(({ active }) => active) ?? same[0];
  if (older === undefined) return null;
  return { raw: older.raw, update: pick(target, (path) => !equal(target[path], older.spec[path])) };
}

/**
 * A replacement. The new object gets everything the old one has, managed or not, but for what the manifest
 * changes: drift stays where it is, an unmanaged nickname moves along. An identical older object is used again,
 * so that a revert really reverts.
 */
export function replacement(
  subject: Replaced,
  result: FieldsResult,
  fields: readonly FieldChange[],
): { readonly change: Replacement; readonly loss: Loss | null } {
  const { key, kind, live } = subject;
  const lost = uncarried(subject);
  const target = targetOf(subject, fields, lost);
  const cause = fields.find(({ path }) => kind.policy(path).change !== 'mutable');
  return {
    change: {
      ...common(subject, { fields, reason: `${cause?.path ?? 'fields'}-changed` }),
      action: 'replace',
      old: live.raw,
      before: live.spec,
      revive: revivable(subject, target),
      bearers: subject.bearers.map(({ id }) => id),
      followers: [],
      ...(kind.oldGoesFirst === true ? { oldFirst: true } : {}),
      target,
      record: result.record,
      transfer: false,
      formerKey: subject.formerKey,
    },
    loss: lost.length === 0 ? null : { key, paths: lost },
  };
}
