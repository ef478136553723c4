import { isRecord, type JsonRecord } from '../../lib/json.ts';
import type { FieldPolicy, Kind } from '../kind.ts';
import type { Request, UpdateInput } from '../codec.ts';
import { textOr } from '../kind.ts';
import { orOmit, params } from '../params.ts';
import { policyLookup } from '../policy.ts';
import { price } from '../price/kind.ts';

const PATH = '/v1/billing/meters';

type MeterField =
  | 'display_name'
  | 'event_name'
  | 'aggregation'
  | 'customer_key'
  | 'value_key'
  | 'window'
  | 'active';

const fixed: FieldPolicy = { change: 'immutable', absent: 'keep', severity: 'critical' };

/** "After you configure the meter, you can't make any changes aside from the display name." */
const meterFields: Readonly<Record<MeterField, FieldPolicy>> = {
  display_name: { change: 'mutable', absent: 'keep', severity: 'info' },
  event_name: fixed,
  aggregation: fixed,
  customer_key: fixed,
  value_key: fixed,
  window: fixed,
  active: { change: 'mutable', absent: 'keep', severity: 'critical', initial: true },
};

const member = (value: unknown, name: string): string | null =>
  isRecord(value) ? textOr(value[name], null) : null;

function encodeUpdate({ id, fields }: UpdateInput): readonly Request[] {
  const path = `${PATH}/${encodeURIComponent(id)}`;
  const requests: Request[] = [];
  if ('display_name' in fields)
    requests.push({ path, params: params({ display_name: fields.display_name }) });
  if ('active' in fields) {
    requests.push({ path: `${path}/${fields.active === false ? 'deactivate' : 'reactivate'}`, params: {} });
  }
  return requests;
}

/** A billing meter. It has no metadata: its event name, which is unique, says whose it is. */
export const meter: Kind = {
  name: 'meter',
  sold: false,
  policy: policyLookup(meterFields),
  removal: 'forget',
  removalFields: {},
  replaceable: false,
  hasMarker: false,
  reading: 'when used',
  routes: {
    path: PATH,
    dashboard: 'meters',
    permission: 'billing_meter',
    lists: [{ status: 'active' }, { status: 'inactive' }],
    expand: [],
    siblings: () => ({}),
  },
  events: {
    types: {
      'billing.meter.created': [],
      'billing.meter.updated': [],
      'billing.meter.deactivated': ['active'],
      'billing.meter.reactivated': ['active'],
    },
    hidden: [],
  },
  naturalKeys: (spec) => (typeof spec.event_name === 'string' ? { event_name: spec.event_name } : {}),
  naturalKeysOf: (raw) => ({ event_name: textOr(raw.event_name, '') }),
  isActive: (raw) => raw.status === 'active',
  decode: (raw) => ({
    spec: {
      display_name: raw.display_name ?? null,
      event_name: raw.event_name ?? null,
      aggregation: member(raw.default_aggregation, 'formula'),
      customer_key: member(raw.customer_mapping, 'event_payload_key'),
      value_key: member(raw.value_settings, 'event_payload_key'),
      window: raw.event_time_window ?? null,
      active: raw.status === 'active',
    },
  }),
  encodeCreate: ({ target }): JsonRecord =>
    params({
      display_name: target.display_name,
      event_name: target.event_name,
      default_aggregation: params({ formula: target.aggregation }),
      customer_mapping: params({ type: 'by_id', event_payload_key: target.customer_key }),
      value_settings: params({ event_payload_key: target.value_key }),
      event_time_window: orOmit(target.window),
    }),
  encodeUpdate,
  lockGroup: (key) => key,
  usage: {
    needs: [],
    users: (id, objects) =>
      (objects.get(price.name) ?? [])
        .filter(({ recurring }) => member(recurring, 'meter') === id)
        .map((raw) => ({ kind: price, raw })),
  },
};
