import { KEY_PREFIX } from '../lib/idempotency.ts';
import { equal, isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { fitsPattern } from '../lib/pattern.ts';
import { referredKey, type KeysById } from '../kinds/ids.ts';
import type { Kind } from '../kinds/kind.ts';
import type { Mover, Origin, StripeEvent } from '../model/drift.ts';
import type { ResourceKey } from '../model/key.ts';
import type { DriftField } from '../model/plan.ts';
import { canonical, type Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';

/** An object some of whose fields moved. */
export interface MovedSubject {
  readonly key: ResourceKey;
  readonly kind: Kind;
  /** Its id in Stripe. */
  readonly id: string;
  readonly fields: readonly DriftField[];
}

/** What there is to look through. */
export interface EventSource {
  /** Newest first, of any objects. */
  readonly events: readonly StripeEvent[];
  /** The key that each id of ours stands for, or stood for. */
  readonly keys: KeysById;
}

function moverOf({ requestId, idempotencyKey }: StripeEvent): Mover {
  if (idempotencyKey?.startsWith(`${KEY_PREFIX}-`) === true) return 'pricebook';
  if (requestId === null) return 'automatic';
  return idempotencyKey === null ? 'dashboard-or-api' : 'api';
}

/** The object with its old values in it. A name that was new has the old value null, which reads as absent. */
function restored(object: JsonRecord, previous: JsonRecord): JsonRecord {
  const old = Object.entries(previous).map(([name, value]) => {
    const now = object[name];
    return [name, isRecord(value) && isRecord(now) ? restored(now, value) : value] as const;
  });
  return { ...object, ...Object.fromEntries(old) };
}

/** What an object says in the manifest's terms, its references as keys where they are ours; null: not understood. */
function specOf(kind: Kind, raw: RawObject, { keys }: EventSource): Spec | null {
  const decoded = kind.decode(raw);
  if (!('spec' in decoded)) return null;
  const swap = (path: string, value: Json): Json => {
    if (isList(value)) return value.map((item) => swap(path, item));
    return typeof value === 'string' ? (referredKey(keys, kind, { path, id: value }) ?? value) : value;
  };
  const entries = Object.entries(decoded.spec).map(([path, value]) => {
    return [path, kind.policy(path).reference === undefined ? canonical(value) : swap(path, value)] as const;
  });
  return Object.fromEntries(entries);
}

/** An event, with what the object was before and after it; null where that is not known. */
interface Step {
  readonly event: StripeEvent;
  readonly before: Spec | null;
  readonly after: Spec | null;
}

function stepsOf({ kind, id }: MovedSubject, source: EventSource): readonly Step[] {
  const own = source.events.filter(
    ({ type, object }) => object.id === id && Object.hasOwn(kind.events.types, type),
  );
  return own.map((event, index) => {
    const { object, previous } = event;
    // An event that does not say what changed is held against the one before it.
    const older = previous === null ? own[index + 1]?.object : { ...object, ...restored(object, previous) };
    return {
      event,
      before: older === undefined ? null : specOf(kind, older, source),
      after: specOf(kind, object, source),
    };
  });
}

/** True for the event that gave the field its value; null: nobody can say. */
function isCause({ event, before, after }: Step, path: string, kind: Kind): boolean | null {
  if (after === null) return null;
  if (before !== null) return !equal(before[path], after[path]);
  return event.type.endsWith('.created') || kind.events.types[event.type]?.includes(path) === true;
}

function originOf({ path, live }: DriftField, kind: Kind, steps: readonly Step[]): Origin {
  const [newest] = steps;
  if (newest === undefined) return { status: 'older' };
  // The newest event knows the present value, unless events leave the field out.
  if (newest.after === null || !equal(newest.after[path], live)) return { status: 'not-shown' };
  for (const step of steps) {
    const cause = isCause(step, path, kind);
    if (cause === null) return { status: 'not-shown' };
    if (!cause) continue;
    const { at, requestId } = step.event;
    const before = step.before === null ? {} : { before: step.before[path] ?? null };
    return { status: 'found', at, by: moverOf(step.event), requestId, ...before };
  }
  return { status: 'older' };
}

/** Why no event tells of a field, whatever is read; null where one may. */
export function untold({ events }: Kind, path: string): Origin | null {
  if (Object.keys(events.types).length === 0) return { status: 'no-events' };
  return events.hidden.some((pattern) => fitsPattern(pattern, path)) ? { status: 'not-shown' } : null;
}

/** Where the live value of each moved field of an object comes from, by path: the newest event that changed it. */
export function originsOf(subject: MovedSubject, source: EventSource): ReadonlyMap<string, Origin> {
  const { kind, fields } = subject;
  const steps = stepsOf(subject, source);
  return new Map(fields.map((field) => [field.path, originOf(field, kind, steps)]));
}

/** True when looking further back would tell nothing more of these objects. */
export function isTraced(subjects: readonly MovedSubject[], source: EventSource): boolean {
  return subjects.every((subject) =>
    [...originsOf(subject, source).values()].every(({ status }) => status !== 'older'),
  );
}
