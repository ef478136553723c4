import type { Call } from './call.ts';
import { type Kind, kind } from './kind.ts';
import { previousAttributes } from './previous-attributes.ts';
import { render } from './render.ts';
import { insertRow, tableOf } from './store.ts';
import type { Row } from './types.ts';

/** The API version whose shapes the emulator speaks. */
export const apiVersion = '2026-10-28.endive';

/** What Stripe tells about one change of one object. https://docs.stripe.com/api/events/object */
export type Event = {
  readonly id: string;
  readonly object: 'event';
  readonly api_version: string;
  readonly created: number;
  readonly data: { readonly object: unknown; readonly previous_attributes?: unknown };
  readonly livemode: boolean;
  readonly pending_webhooks: number;
  readonly request: { readonly id: string; readonly idempotency_key: string | null };
  readonly type: string;
};

/** Events, in the order in which they happened. */
export const events = kind<Event>({
  object: 'event',
  noun: 'event',
  id: { prefix: 'evt_1', length: 23 },
  fields: { data: { as: 'plain' }, request: { as: 'plain' } },
});

/**
 * One thing that happened. With `before` given, which is the object as it was answered before, the event
 * says what changed, and there is none if nothing did.
 */
export type Happening = {
  readonly type: string;
  readonly kind: Kind;
  readonly row: Row;
  readonly before?: Readonly<Record<string, unknown>>;
};

/** Records the event of a change that has just been made. */
export const announce = (call: Call, happening: Happening): void => {
  const { type, kind, row, before } = happening;
  const object = render({ call, kind }, row, []);
  const previous = before && previousAttributes(before, object);
  if (previous !== undefined && Object.keys(previous).length === 0) return;
  insertRow(tableOf(call.store, events), {
    id: call.mint({ prefix: 'evt_1', length: 23 }),
    object: 'event',
    api_version: apiVersion,
    created: call.now,
    data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
    livemode: call.livemode,
    pending_webhooks: 0,
    request: { id: call.request.id, idempotency_key: call.request.idempotencyKey },
    type,
  });
};
