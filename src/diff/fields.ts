import { equal, type Json } from '../lib/json.ts';
import type { FieldPolicy, Kind } from '../kinds/kind.ts';
import type { Ended } from './ended.ts';
import type { FieldChange } from '../model/change.ts';
import type { Conflict, DriftField } from '../model/plan.ts';
import { canonical, partOf, type Spec } from '../model/spec.ts';

/**
 * The decisions about fields. Three values of each: desired (git), applied (what was last applied) and live.
 *
 * | desired = live                  | nothing; the record is brought up to date             |
 * | desired ≠ applied, live = applied | change: git moved                                   |
 * | desired = applied, live ≠ applied | drift: Stripe moved; left alone unless `revert`     |
 * | all three differ                | conflict, until a side is chosen                      |
 * | not in the manifest             | cleared if we had applied it, else not compared       |
 *
 * A value that a field takes by itself, when its object ends, is left alone until git moves.
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
  /** Which drift is put back; `safe`: what is not critical. */
  readonly revert: 'all' | 'safe' | 'none';
  readonly ended: Ended;
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

/**
 * What the silence of `spec` means for a field that another one has. What Stripe cannot clear goes all the same with
 * the part that it belongs to: the tax behaviour of a currency option with the option.
 */
export function silenceOf(kind: Kind, spec: Spec): (path: string) => FieldPolicy['absent'] {
  const isThere = (part: string): boolean =>
    Object.keys(spec).some(
      (path) => partOf(path) === part && spec[path] !== null && kind.policy(path).absent !== 'stuck',
    );
  return (path) => {
    const { absent } = kind.policy(path);
    const part = partOf(path);
    return absent === 'stuck' && part !== '' && !isThere(part) ? 'clear' : absent;
  };
}

/** What the manifest says of each managed path: its own value, or what its silence means for an applied one. */
export function effectiveSpec(kind: Kind, desired: Spec, applied: Spec | null): Spec {
  const silent = Object.entries(applied ?? {}).filter(([path]) => !(path in desired));
  if (silent.length === 0) return desired;
  const silence = silenceOf(kind, desired);
  const meant = silent
    .filter(([path]) => silence(path) !== 'release')
    .map(([path, value]) => [path, silence(path) === 'clear' ? null : value] as const);
  return { ...desired, ...Object.fromEntries(meant) };
}

/** The three values of one field, in their one form. */
interface Sides {
  readonly desired: Json;
  readonly applied: Json;
  readonly live: Json;
}

type Verdict = 'same' | 'change' | 'drift' | 'conflict';

/** One row of the table. */
function verdictOn({ desired, applied, live }: Sides, policy: FieldPolicy, input: FieldsInput): Verdict {
  if (equal(desired, live)) return 'same';
  const gitMoved = !equal(desired, applied);
  if (policy.lapses !== undefined && equal(live, policy.lapses)) {
    if (input.ended === 'ours') return 'change';
    if (input.ended === 'its own' || !gitMoved) return 'same';
  }
  // An interrupted run gave it to another object: half of a replacement, or of an exchange that git asks for.
  const passedOn = input.takenBy === 'same' || (input.takenBy === 'other' && gitMoved);
  const lost = policy.exclusive === true && live === null && passedOn;
  if (equal(live, applied) || lost) return 'change';
  // A preference settles conflicts alone: drift beside one is put back only when that is asked for.
  const reverts = input.revert === 'all' || (input.revert === 'safe' && policy.severity !== 'critical');
  if (!gitMoved) return reverts ? 'change' : 'drift';
  if (input.prefer === 'manifest') return 'change';
  return input.prefer === 'stripe' ? 'drift' : 'conflict';
}

/** Applies the table to every managed field of one object. */
export function compareFields(input: FieldsInput): FieldsResult {
  const { kind } = input;
  const before = input.applied ?? {};
  const effective = effectiveSpec(kind, input.desired, input.applied);
  const changes: FieldChange[] = [];
  const drift: DriftField[] = [];
  const conflicts: Conflict['fields'][number][] = [];
  const record: Record<string, Json> = {};
  for (const path of Object.keys(effective).sort()) {
    const policy = kind.policy(path);
    if (policy.change === 'computed') continue;
    const live = canonical(input.live[path]);
    const known = path in before;
    const sides = {
      desired: canonical(effective[path]),
      applied: known ? canonical(before[path]) : live,
      live,
    };
    const { desired, applied } = sides;
    if (input.ignored(path)) {
      if (known) record[path] = applied;
      continue;
    }
    const verdict = verdictOn(sides, policy, input);
    if (verdict === 'change') changes.push({ path, before: live, after: desired });
    else if (verdict === 'drift') drift.push({ path, applied: desired, live });
    else if (verdict === 'conflict') conflicts.push({ path, ...sides });
    const remembered = verdict === 'conflict' ? applied : desired;
    if (remembered !== null || path in input.desired) record[path] = remembered;
  }
  return { changes, drift, conflicts, record, stuck: stuckIn(kind, input.desired, before) };
}

function stuckIn(kind: Kind, desired: Spec, applied: Spec): readonly string[] {
  const silent = Object.keys(applied).filter((path) => !(path in desired) && applied[path] !== null);
  if (silent.length === 0) return [];
  const silence = silenceOf(kind, desired);
  return silent.filter((path) => silence(path) === 'stuck');
}

/** True when the change cannot be made to the object that there is. */
export function forcesReplacement(kind: Kind, { path, before }: FieldChange): boolean {
  const { change } = kind.policy(path);
  return change === 'immutable' || (change === 'oneWay' && before !== null);
}
