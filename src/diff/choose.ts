import { equal } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import { ownershipOf } from '../kinds/marker.ts';
import { pathsOf, pick, type Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';

/** An object of a key, with what its codec and the index made of it. */
export interface Candidate {
  readonly raw: RawObject;
  readonly spec: Spec;
  /** The fields that refer to other objects, as the ids that Stripe has. */
  readonly references: Spec;
  readonly active: boolean;
  /** Replaced, and on sale until then; null when it is not. */
  readonly retireAt: string | null;
  /** When it was made, in seconds since 1970; 0 where nobody knows. */
  readonly created: number;
  /** Why nothing brings it back, where that is so: what it ended with is gone from Stripe, or was replaced since. */
  readonly lost: 'gone' | 'replaced' | null;
}

/** The retirement that an object's marker tells of. */
export function retireAtOf(raw: RawObject): string | null {
  const ownership = ownershipOf(raw);
  return ownership.owner === 'pricebook' ? ownership.marker.retireAt : null;
}

/** True when `live` can become `desired` by an update: nothing that only a replacement changes is different. */
export function fits(kind: Kind, desired: Spec, live: Spec): boolean {
  return Object.keys(desired).every((path) => {
    const { change } = kind.policy(path);
    const now = live[path] ?? null;
    if (change === 'immutable') return equal(desired[path], now);
    return change !== 'oneWay' || now === null || equal(desired[path], now);
  });
}

/** True when both are the same in everything that no update changes, currency options included. */
export function identical(kind: Kind, a: Spec, b: Spec): boolean {
  return pathsOf(a, b).every((path) => kind.policy(path).change === 'mutable' || equal(a[path], b[path]));
}

/**
 * True when `live` is what a creation of `desired` would make: it lacks nothing and has nothing more, but for what
 * Stripe cannot clear and `desired` is silent about.
 */
export function isAsCreated(kind: Kind, desired: Spec, live: Spec): boolean {
  const stays = pick(live, (path) => kind.policy(path).absent === 'stuck');
  return identical(kind, { ...stays, ...desired }, live);
}

/** Newest first, and always in the same order. */
export function newestFirst(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => b.created - a.created || (a.raw.id < b.raw.id ? 1 : -1));
}

/** What the choice looks at beside the objects themselves. */
export interface ChoiceInput {
  readonly kind: Kind;
  /** What the manifest asks for, cleared fields included; null when it asks for nothing. */
  readonly effective: Spec | null;
  readonly recordedId: string | null;
  /** The unique values that the key is to have: its lookup key. */
  readonly exclusive: Spec;
}

/**
 * The live one among the objects of a key, the first of: active and equal to what is desired in every immutable
 * field (ties: an identical one, the recorded one, the holder of the lookup key, the oldest); the recorded one; the
 * holder of the lookup key; the newest active; the newest. A retiring object was given up on purpose and is
 * chosen only when it is recorded or the last one left. Undefined when there are none.
 */
export function chooseLive(candidates: readonly Candidate[], input: ChoiceInput): Candidate | undefined {
  // The usual case, and most of the time that a large catalog takes.
  if (candidates.length < 2) return candidates[0];
  const { kind, effective, recordedId, exclusive } = input;
  const sorted = newestFirst(candidates);
  const staying = sorted.filter(({ retireAt }) => retireAt === null);
  const isRecorded = ({ raw }: Candidate): boolean => raw.id === recordedId;
  const holds = ({ spec }: Candidate): boolean =>
    Object.entries(exclusive).some(([path, value]) => value !== null && equal(spec[path], value));
  const equals = staying.filter(
    ({ active, spec }) => active && effective !== null && fits(kind, effective, spec),
  );
  const exact = equals.filter(({ spec }) => effective !== null && isAsCreated(kind, effective, spec));
  const best = exact.length > 0 ? exact : equals;
  return (
    best.find(isRecorded) ??
    best.find(holds) ??
    best.at(-1) ??
    sorted.find(isRecorded) ??
    staying.find(holds) ??
    staying.find(({ active }) => active) ??
    sorted.find(({ active }) => active) ??
    sorted[0]
  );
}
