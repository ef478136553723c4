import { refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { add, change, changeAs, mintFor, need } from '../objects.ts';
import { create, list, type Resource, retrieve, update, write } from '../operation.ts';
import { choice, object, text } from '../param-types.ts';
import { required } from '../params.ts';
import { tableOf } from '../store.ts';

/** A meter as stored and answered. https://docs.stripe.com/api/billing/meter/object */
export type Meter = {
  readonly id: string;
  readonly object: 'billing.meter';
  readonly created: number;
  readonly customer_mapping: { readonly event_payload_key: string; readonly type: 'by_id' };
  readonly default_aggregation: { readonly formula: 'count' | 'last' | 'sum' };
  readonly display_name: string;
  readonly event_name: string;
  readonly event_time_window: 'day' | 'hour' | null;
  readonly livemode: boolean;
  readonly status: 'active' | 'inactive';
  readonly status_transitions: { readonly deactivated_at: number | null };
  readonly updated: number;
  readonly value_settings: { readonly event_payload_key: string };
};

/** Meters. A deactivated one still holds its event name. */
export const meters = kind<Meter>({
  object: 'billing.meter',
  noun: 'meter',
  event: 'billing.meter',
  id: (livemode) => ({ prefix: livemode ? 'mtr_61' : 'mtr_test_61', length: 30 }),
  unique: ['event_name'],
});

const routes = { kind: meters, path: '/v1/billing/meters', permission: 'billing_meter' };
const payloadKey = { event_payload_key: required(text()) };

/** Billing meters. https://docs.stripe.com/api/billing/meter; only the display name can change. */
export const meterResource: Resource = {
  kinds: [meters],
  operations: [
    list(routes, { status: choice('active', 'inactive') }, (_call, { status }) => ({
      keep: (row) => (status ?? row.status) === row.status,
    })),
    create(
      routes,
      {
        default_aggregation: required(object({ formula: required(choice('count', 'last', 'sum')) })),
        display_name: required(text(250)),
        event_name: required(text(100)),
        customer_mapping: object({ ...payloadKey, type: required(choice('by_id')) }),
        event_time_window: choice('day', 'hour'),
        value_settings: object(payloadKey),
      },
      (call, given) => {
        if (tableOf(call.store, meters).unique.get('event_name')?.has(given.event_name))
          throw refused(`A meter with the event name \`${given.event_name}\` already exists.`, {
            param: 'event_name',
          });
        return add(call, meters, {
          id: mintFor(call, meters),
          object: 'billing.meter',
          created: call.now,
          customer_mapping: given.customer_mapping ?? {
            event_payload_key: 'stripe_customer_id',
            type: 'by_id',
          },
          default_aggregation: given.default_aggregation,
          display_name: given.display_name,
          event_name: given.event_name,
          event_time_window: given.event_time_window ?? null,
          livemode: call.livemode,
          status: 'active',
          status_transitions: { deactivated_at: null },
          updated: call.now,
          value_settings: given.value_settings ?? { event_payload_key: 'value' },
        });
      },
    ),
    retrieve(routes),
    update(routes, { display_name: text(250) }, (call, { display_name }) => {
      const meter = need(call, meters);
      if (display_name === undefined || display_name === meter.display_name) return meter;
      return change(call, meters, { ...meter, display_name, updated: call.now });
    }),
    write(routes, { path: '/v1/billing/meters/{id}/deactivate', params: {} }, (call) => {
      const meter = need(call, meters);
      if (meter.status === 'inactive') return meter;
      const row = {
        ...meter,
        status: 'inactive' as const,
        status_transitions: { deactivated_at: call.now },
        updated: call.now,
      };
      return changeAs(call, { kind: meters, event: 'deactivated' }, row);
    }),
    write(routes, { path: '/v1/billing/meters/{id}/reactivate', params: {} }, (call) => {
      const meter = need(call, meters);
      if (meter.status === 'active') return meter;
      const row = { ...meter, status: 'active' as const, updated: call.now };
      return changeAs(call, { kind: meters, event: 'reactivated' }, row);
    }),
  ],
};
