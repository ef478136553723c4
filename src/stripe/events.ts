import { isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { EventsRead, StripeEvent } from '../model/drift.ts';
import { timestamp } from './apply/context.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';
import { rawObject } from './read.ts';

const PATH = '/v1/events';
/** Events to a page, Stripe's most. */
const PAGE = 100;
/** Pages of each kind: who moved what is good to know, and must not take the time that the check itself needs. */
const MOST_PAGES = 10;
/** How long Stripe keeps events, in milliseconds. https://docs.stripe.com/api/events */
const KEPT = 30 * 24 * 60 * 60 * 1000;

/** Which events are read. */
export interface EventsAsked {
  readonly kinds: readonly Kind[];
  /** Nothing older is of use. Stripe has none older than 30 days. */
  readonly since: Date;
  readonly now: Date;
  /** True when those of a kind, newest first, tell all that there is to be told. */
  readonly isEnough: (kind: Kind, events: readonly StripeEvent[]) => boolean;
}

const textIn = (record: Json | undefined, name: string): string | null => {
  const value = isRecord(record) ? record[name] : null;
  return typeof value === 'string' ? value : null;
};

function eventIn(value: JsonRecord, livemode: boolean): StripeEvent {
  const { data, type, created, request } = value;
  if (!isRecord(data) || typeof type !== 'string' || typeof created !== 'number') {
    throw new Error(`${PATH} was answered with something that is no event`);
  }
  return {
    type,
    at: timestamp(new Date(created * 1000)),
    object: rawObject(data.object, livemode),
    previous: isRecord(data.previous_attributes) ? data.previous_attributes : null,
    // Until 2017 it was the request's id alone.
    requestId: typeof request === 'string' ? request : textIn(request, 'id'),
    idempotencyKey: textIn(request, 'idempotency_key'),
  };
}

interface KindRead {
  readonly events: readonly StripeEvent[];
  readonly isComplete: boolean;
}

/** The events of one kind, page after page until they are enough. */
async function readKind(
  reader: Reader,
  kind: Kind,
  asked: EventsAsked & { readonly from: string; readonly count: () => void },
): Promise<KindRead> {
  const events: StripeEvent[] = [];
  let cursor: JsonRecord = {};
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const params = {
      limit: PAGE,
      types: Object.keys(kind.events.types),
      'created[gte]': asked.from,
      ...cursor,
    };
    asked.count();
    const answer = await reader.get({ endpoint: PATH, path: PATH, params });
    if (!isList(answer.data) || typeof answer.has_more !== 'boolean') {
      throw new Error(`${PATH} was answered with no list`);
    }
    const records = answer.data.filter(isRecord);
    events.push(...records.map((record) => eventIn(record, reader.livemode)));
    const last = textIn(records.at(-1), 'id');
    if (!answer.has_more || last === null || asked.isEnough(kind, events))
      return { events, isComplete: true };
    cursor = { starting_after: last };
  }
  return { events, isComplete: false };
}

/**
 * The events about objects of these kinds, newest first, as far back as they are of use: at most ten pages of a hundred
 * for each kind. A key that may not read events, or a Stripe that does not answer, is a status: the check is told without
 * them too.
 */
export async function readEvents(
  reader: Reader,
  asked: EventsAsked,
): Promise<EventsRead & { readonly events: readonly StripeEvent[] }> {
  const { kinds } = asked;
  if (kinds.length === 0)
    return { status: 'unneeded', requests: 0, since: null, isComplete: true, events: [] };
  const since = new Date(Math.max(asked.since.getTime(), asked.now.getTime() - KEPT));
  const from = String(Math.floor(since.getTime() / 1000));
  let requests = 0;
  const count = (): void => void (requests += 1);
  const told = { since: timestamp(since), isComplete: true, events: [] };
  try {
    const [first, ...others] = kinds;
    // One before all others: a key without the permission is refused once.
    const read = first === undefined ? [] : [await readKind(reader, first, { ...asked, from, count })];
    read.push(
      ...(await Promise.all(others.map((kind) => readKind(reader, kind, { ...asked, from, count })))),
    );
    const isComplete = read.every((one) => one.isComplete);
    return { ...told, status: 'read', requests, isComplete, events: read.flatMap(({ events }) => events) };
  } catch (error) {
    if (!(error instanceof StripeFailure)) throw error;
    return { ...told, status: error.status === 403 ? 'forbidden' : 'failed', requests };
  }
}
