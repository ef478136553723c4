import { equal, type Json } from '../lib/json.ts';
import type { FieldPolicy, Kind } from '../kinds/kind.ts';
import type { FieldChange } from '../model/change.ts';
import type { Conflict, DriftField } from '../model/plan.ts';
import { pathsOf, type Spec } from '../model/spec.ts';

/**
 * The decisions about fields. Three values of each: desired (git), applied (what was last applied) and live.
 *
 * | desired = live                  | nothing; the record is brought up to date             |
 * | desired ≠ applied, live = applied | change: git moved                                   |
 * | desired = applied, live ≠ applied | drift: Stripe moved; left alone unless `revert`     |
 * | all three differ                | conflict, until a side is chosen                      |
 * | not in the manifest             | cleared if we had applied it, else not compared       |
 */
export interface FieldsInput {
  readonly kind: Kind;
  readonly desired: Spec;
  /** null: there is no record, and live counts as last applied. */
  readonly applied: Spec | null;
  readonly live: Spec;
  /** Paths that are not compared. */
  readonly ignored: (path: string) => boolean;
  /** Which side a conflict is settled for; null leaves it unsettled. Stripe's side is drift from then on. */
  readonly prefer: 'manifest' | 'stripe' | null;
  /** Drift is put back. */
  readonly revert: boolean;
  /** Which object of ours has the exclusive value that was applied: one of the same key, or of another one. */
  readonly takenBy: 'same' | 'other' | null;
}

export interface FieldsResult {
  readonly changes: readonly FieldChange[];
  readonly drift: readonly DriftField[];
  readonly conflicts: Conflict['fields'];
  /** What the snapshot is to remember once the changes are made. */
  readonly record: Spec;
  /** Fields without a line in the manifest that Stripe cannot clear, and that stay as applied. */
  readonly stuck: readonly string[];
}

/** The one form of a value: an empty list and an absent one are the same to Stripe. */
export const canonical = (value: Json | undefined): Json =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;

const same = (a: Json | undefined, b: Json | undefined): boolean => equal(canonical(a), canonical(b));

/**
 * What the silence of `spec` means for a field that another one has. What Stripe cannot clear goes all the same with
 * the part that it belongs to: the tax behaviour of a currency option with the option.
 */
export function silenceOf(kind: Kind, spec: Spec): (path: string) => FieldPolicy['absent'] {
  const parts = new Set(
    Object.keys(spec)
      .filter((path) => spec[path] !== null && kind.policy(path).absent !== 'stuck')
      .map(partOf),
  );
  return (path) => {
    const { absent } = kind.policy(path);
    return absent === 'stuck' && partOf(path) !== '' && !parts.has(partOf(path)) ? 'clear' : absent;
  };
}

/** `currencies.eur` for `currencies.eur.tax_behavior`; empty for a field of the object itself. */
const partOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** What the manifest says of each managed path: its own value, or what its silence means for an applied one. */
export function effectiveSpec(kind: Kind, desired: Spec, applied: Spec | null): Spec {
  const effective: Record<string, Json> = { ...desired };
  const silence = silenceOf(kind, desired);
  for (const [path, value] of Object.entries(applied ?? {})) {
    if (path in desired) continue;
    const absent = silence(path);
    if (absent !== 'release') effective[path] = absent === 'clear' ? null : value;
  }
  return effective;
}

/** Applies the table to every managed field of one object. */
export function compareFields(input: FieldsInput): FieldsResult {
  const { kind, live, prefer } = input;
  const effective = effectiveSpec(kind, input.desired, input.applied);
  const changes: FieldChange[] = [];
  const drift: DriftField[] = [];
  const conflicts: Conflict['fields'][number][] = [];
  const record: Record<string, Json> = {};
  for (const path of pathsOf(effective)) {
    const desired = canonical(effective[path]);
    const now = canonical(live[path]);
    const known = input.applied !== null && path in input.applied;
    const applied = known ? canonical(input.applied[path]) : now;
    const policy = kind.policy(path);
    const remember = (value: Json): void => {
      const cleared = value === null && !(path in input.desired);
      if (policy.change !== 'computed' && !cleared) record[path] = value;
    };
    if (policy.change === 'computed' || input.ignored(path)) {
      if (known) remember(applied);
      continue;
    }
    const change = (): void => {
      changes.push({ path, before: now, after: desired });
      remember(desired);
    };
    // An interrupted run gave it to another object: half of a replacement, or of an exchange that git asks for.
    const passedOn = input.takenBy === 'same' || (input.takenBy === 'other' && !same(desired, applied));
    const lost = policy.exclusive === true && now === null && passedOn;
    if (same(desired, now)) remember(desired);
    else if (same(now, applied) || lost) change();
    else if (prefer === 'manifest' || (same(desired, applied) && input.revert)) change();
    else if (prefer === 'stripe' || same(desired, applied)) {
      drift.push({ path, applied: desired, live: now });
      remember(desired);
    } else {
      conflicts.push({ path, applied, live: now, desired });
      remember(applied);
    }
  }
  const silence = silenceOf(kind, input.desired);
  const stuck = Object.entries(input.applied ?? {})
    .filter(([path, value]) => !(path in input.desired) && value !== null && silence(path) === 'stuck')
    .map(([path]) => path);
  return { changes, drift, conflicts, record, stuck };
}

/** True when the change cannot be made to the object that there is. */
export function forcesReplacement(kind: Kind, { path, before }: FieldChange): boolean {
  const { change } = kind.policy(path);
  return change === 'immutable' || (change === 'oneWay' && before !== null);
}
