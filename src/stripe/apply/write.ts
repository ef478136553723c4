import { randomUUID } from 'node:crypto';
import { digestOf } from '../../lib/digest.ts';
import { KEY_PREFIX } from '../../lib/idempotency.ts';
import { equal, isRecord, type JsonRecord } from '../../lib/json.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Marker, UpdateInput } from '../../kinds/codec.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import { pick, type Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import type { Answer, Call } from '../client.ts';
import { isPassing, isUnknownOutcome, StripeFailure } from '../failure.ts';
import { listPath, objectPath } from '../paths.ts';
import { retrieve, siblings } from '../read.ts';
import { MOST_ATTEMPTS } from '../retry.ts';
import type { ApplyContext } from './context.ts';

/** What a write came to: the object, and the request to quote. */
export interface Written {
  readonly id: string;
  readonly requestId: string | null;
  /** Tries of the request that took the most of them; 0 where none was sent. */
  readonly attempt: number;
  /** The object as Stripe answered it, after an update. */
  readonly raw?: RawObject;
}

/**
 * Sends absolute values until they arrive: a fresh idempotency key for each try, so that an error which Stripe
 * stored under one is not played back forever.
 */
async function persist(context: ApplyContext, call: Call): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await context.writer.post({ ...call, attempt }, `${KEY_PREFIX}-${randomUUID()}`);
    } catch (error) {
      if (!(error instanceof StripeFailure) || !isPassing(error) || attempt >= MOST_ATTEMPTS) throw error;
      await context.writer.pause(error, attempt);
    }
  }
}

/** One object as an update sees it. */
export interface UpdateOrder {
  readonly kind: Kind;
  readonly raw: RawObject;
  readonly fields: Spec;
  readonly target: Spec;
  readonly marker: Marker | null;
  readonly transfer: boolean;
  readonly idOf: UpdateInput['idOf'];
}

/** Updates an object; nothing is sent when there is nothing to say. */
export async function updateObject(context: ApplyContext, order: UpdateOrder): Promise<Written> {
  const { kind, raw } = order;
  let requestId: string | null = null;
  let attempt = 0;
  let after = raw;
  for (const { path, params } of kind.encodeUpdate({ ...order, id: raw.id })) {
    if (Object.keys(params).length === 0 && path.endsWith(encodeURIComponent(raw.id))) continue;
    const answer = await persist(context, { endpoint: `${kind.routes.path}/{id}`, path, params });
    requestId = answer.requestId;
    attempt = Math.max(attempt, answer.attempt);
    after = objectIn(answer.body);
  }
  return { id: raw.id, requestId, attempt, raw: after };
}

/** Deletes an object. What is gone counts as deleted: the answer to an earlier try may have been lost. */
export async function deleteObject({ writer }: ApplyContext, kind: Kind, raw: RawObject): Promise<Written> {
  const call = {
    endpoint: `${kind.routes.path}/{id}`,
    path: objectPath(kind, raw.id, raw),
    params: {},
  };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { requestId } = await writer.delete({ ...call, attempt });
      return { id: raw.id, requestId, attempt };
    } catch (error) {
      if (!(error instanceof StripeFailure)) throw error;
      const { status, code, requestId } = error;
      if (status === 404 && code === 'resource_missing') return { id: raw.id, requestId, attempt };
      if (!isPassing(error) || attempt >= MOST_ATTEMPTS) throw error;
      await writer.pause(error, attempt);
    }
  }
}

/** A creation, and what it takes to recognise its result. */
export interface CreateOrder {
  readonly kind: Kind;
  readonly target: Spec;
  readonly marker: Marker;
  readonly transfer: boolean;
  readonly idOf: UpdateInput['idOf'];
  /** Ids that bear the marker already. */
  readonly bearers: readonly string[];
  /** How often those before it were redeemed. */
  readonly redeemed: number;
}

/** True when an object is the one that this creation makes, and not one that was there before. */
function isResult({ kind, bearers, marker, target }: CreateOrder, raw: RawObject): boolean {
  if (bearers.includes(raw.id) || raw.deleted === true) return false;
  if (!kind.hasMarker) {
    const present = kind.naturalKeysOf(raw);
    return Object.entries(kind.naturalKeys(target)).every(([name, value]) => present[name] === value);
  }
  const ownership = ownershipOf(raw);
  return ownership.owner === 'pricebook' && equal({ ...ownership.marker }, { ...marker });
}

/** A creation with that retry counter: its parameters, its key, and the values that it leaves for later. */
function attemptOf(
  { account, writer }: ApplyContext,
  order: CreateOrder,
  counter: number,
): { readonly call: Call; readonly key: string; readonly deferred: Spec } {
  const { kind, target, marker, redeemed } = order;
  const path = listPath(kind, target);
  const transfer = order.transfer && counter === 0;
  const isDeferred = (name: string): boolean => {
    const { exclusive, initial } = kind.policy(name);
    const isOther = initial !== undefined && !equal(target[name], initial);
    return isOther || (order.transfer && counter > 0 && exclusive === true);
  };
  const sent = pick(target, (name) => !isDeferred(name));
  const params = kind.encodeCreate({ target: sent, marker, transfer, redeemed });
  const identity = { account, livemode: writer.livemode, path, params };
  const digest = digestOf({ ...identity, copies: order.bearers.length, counter });
  return {
    call: { endpoint: kind.routes.path, path, params },
    key: `${KEY_PREFIX}-${digest}`,
    deferred: pick(target, isDeferred),
  };
}

/**
 * Creates an object once, whatever happens on the way. The idempotency key is a hash of account, mode, path, the
 * exact parameters, how many objects bear the marker already, and a retry counter: nothing of it comes from the
 * snapshot, so a run that was lost repeats the same sequence and Stripe answers with the same object.
 *
 * After an answer that leaves open whether there was an effect, or that Stripe stored earlier and plays back, the
 * object is looked for by its marker; only when it is not there the next counter is tried, without taking over a
 * lookup key, which a second write then does.
 */
export async function createObject(context: ApplyContext, order: CreateOrder): Promise<Written> {
  const { kind, target, transfer } = order;
  const { writer } = context;
  let counter = 0;
  for (let attempt = 1; ; attempt += 1) {
    const { call, key, deferred } = attemptOf(context, order, counter);
    const finish = async (raw: RawObject, requestId: string | null): Promise<Written> => {
      const made = { id: raw.id, requestId, attempt };
      if (Object.keys(deferred).length === 0) return made;
      const rest = await updateObject(context, { ...order, raw, fields: deferred, marker: null, transfer });
      return { ...made, attempt: Math.max(attempt, rest.attempt) };
    };
    try {
      const { body, requestId, replayed } = await writer.post({ ...call, attempt }, key);
      const answered = objectIn(body);
      const made = replayed ? await retrieve(writer, kind, { id: answered.id, at: target }) : answered;
      // What is played back may have been deleted, or taken from us, since.
      if (made !== null && (!replayed || isResult(order, made))) return await finish(made, requestId);
    } catch (error) {
      if (!(error instanceof StripeFailure) || attempt >= MOST_ATTEMPTS) throw error;
      const { replayed, status, requestId } = error;
      const open = replayed || isUnknownOutcome(error) || error.code === 'resource_already_exists';
      if (!open && !isPassing(error)) throw error;
      if (isPassing(error) && !replayed) await writer.pause(error, attempt);
      if (!open || status === null) continue;
      const found = (await siblings(writer, kind, { params: call.params, at: target })).find((raw) =>
        isResult(order, raw),
      );
      if (found !== undefined) return finish(found, requestId);
      if (!isPassing(error) && !replayed) throw error;
    }
    counter += 1;
  }
}

function objectIn(body: JsonRecord): RawObject {
  if (!isRecord(body) || typeof body.id !== 'string' || typeof body.object !== 'string') {
    throw new Error('Stripe answered a write with something that is no object');
  }
  return { ...body, id: body.id, object: body.object };
}
