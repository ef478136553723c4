import { equal } from '../lib/json.ts';
import type { Deleted, FieldChange, Replacement } from '../model/change.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Loss } from '../model/plan.ts';
import { pathsOf, pick, type Spec } from '../model/spec.ts';
import { identical, newestFirst, type Candidate } from './choose.ts';
import { common } from './common.ts';
import { endsNow } from './endings.ts';
import { silenceOf, type FieldsResult } from './fields.ts';
import { knowsAll, toldOf } from './redeemed.ts';
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

/** What a replacement is made of, beside its subject. */
export interface Cause {
  /** What the comparison of the fields came to. */
  readonly result: FieldsResult;
  readonly fields: readonly FieldChange[];
  /** The key of what the object ends with in this plan, or ended with before. */
  readonly endsWith: ResourceKey | null;
  /** What goes with the old object, where it is deleted. */
  readonly deletes: Deleted | null;
  /** It ended already, and the new one mends that. */
  readonly recovery: boolean;
  /** Keys that are made anew in this plan. */
  readonly remade: ReadonlySet<ResourceKey>;
}

/** Every field of the new object: all that the old one has, but for what the manifest changes and what must go. */
function targetOf(
  { kind, live, desired }: Replaced,
  { fields, deletes }: Cause,
  lost: readonly string[],
): Spec {
  const changed = Object.fromEntries(fields.map(({ path, after }) => [path, after]));
  // What ended by itself does not end the new one.
  const again = pick(desired?.spec ?? {}, (path) => kind.policy(path).lapses !== undefined);
  const id = deletes === null ? {} : { id: live.raw.id };
  const target = { ...pick(live.spec, (path) => !lost.includes(path)), ...again, ...id, ...changed };
  const silence = silenceOf(kind, target);
  return pick(target, (path) => silence(path) !== 'clear' || kind.policy(path).absent === 'clear');
}

/** The older object of this key that is already what the new one would be, one that is on sale first. */
function revivable(subject: Replaced, target: Spec, { deletes, remade }: Cause): Replacement['revive'] {
  const { kind, candidates, live } = subject;
  if (deletes !== null) return null;
  const same = newestFirst(candidates).filter(
    ({ raw, spec, lost }) =>
      raw.id !== live.raw.id &&
      lost === null &&
      !endsNow(kind, spec, remade) &&
      identical(kind, spec, target) &&
      kind.isSpent?.(raw) !== true &&
      knowsAll(subject, raw),
  );
  const older = same.find(({ active }) => active) ?? same[0];
  if (older === undefined) return null;
  return { raw: older.raw, update: pick(target, (path) => !equal(target[path], older.spec[path])) };
}

function reasonOf({ kind }: Replaced, { fields, endsWith }: Cause): string {
  const cause = fields.find(({ path }) => kind.policy(path).change !== 'mutable');
  if (cause === undefined && endsWith !== null) return `${kind.endsWith?.path ?? ''}-replaced`;
  return `${cause?.path ?? 'fields'}-changed`;
}

/**
 * A replacement. The new object gets everything the old one has, managed or not, but for what the manifest
 * changes: drift stays where it is, an unmanaged nickname moves along. An identical older object is used again,
 * so that a revert really reverts.
 */
export function replacement(
  subject: Replaced,
  cause: Cause,
): { readonly change: Replacement; readonly loss: Loss | null } {
  const { key, kind, live, bearers } = subject;
  const { result, fields, endsWith, deletes, recovery } = cause;
  const lost = uncarried(subject);
  const target = targetOf(subject, cause, lost);
  const others = deletes === null ? bearers : bearers.filter(({ id }) => id !== live.raw.id);
  return {
    change: {
      ...common(subject, { fields, reason: reasonOf(subject, cause), recovery }),
      action: 'replace',
      old: live.raw,
      before: live.spec,
      revive: revivable(subject, target, cause),
      bearers: others.map(({ id }) => id),
      ...toldOf(subject, target),
      followers: [],
      ...(kind.oldGoesFirst === true ? { oldFirst: true } : {}),
      ...(endsWith === null ? {} : { endsWith }),
      ...(deletes === null ? {} : { deletes }),
      target,
      record: result.record,
      transfer: false,
      formerKey: subject.formerKey,
    },
    loss: lost.length === 0 ? null : { key, paths: lost },
  };
}
