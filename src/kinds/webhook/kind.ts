import { isList, type Json, type JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import type { Kind } from '../kind.ts';
import type { CreateInput, Decoded, Request, UpdateInput } from '../codec.ts';
import { decodeMetadata, encodeMetadata } from '../marker.ts';
import { orClear, orOmit, params } from '../params.ts';
import { policyLookup } from '../policy.ts';
import { webhookFields } from './fields.ts';

const PATH = '/v1/webhook_endpoints';

/** The names of events as a spec has them: a set, in order. Stripe keeps them as they were sent. */
export function eventSet(events: readonly Json[]): readonly string[] {
  return [...new Set(events.filter((name) => typeof name === 'string'))].sort();
}

function decode(raw: RawObject): Decoded {
  if (!isList(raw.enabled_events)) return { problem: 'it names no events' };
  return {
    spec: {
      url: raw.url ?? null,
      events: eventSet(raw.enabled_events),
      description: orOmit(raw.description === '' ? null : raw.description) ?? null,
      api_version: raw.api_version ?? null,
      disabled: raw.status === 'disabled',
      application: raw.application ?? null,
      ...decodeMetadata(raw),
    },
  };
}

/** What a creation and an update send under the same names. */
const plainFields = ({ url, events }: Spec): JsonRecord => params({ url, enabled_events: events });

/** https://docs.stripe.com/api/webhook_endpoints/create */
const encodeCreate = ({ target, marker }: CreateInput): JsonRecord =>
  params({
    ...plainFields(target),
    description: orOmit(target.description),
    api_version: orOmit(target.api_version),
    metadata: encodeMetadata(target, marker),
  });

function encodeUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const sent = params({
    ...plainFields(fields),
    description: orClear(fields.description),
    disabled: fields.disabled,
    metadata: encodeMetadata(fields, marker, raw),
  });
  return [{ path: `${PATH}/${encodeURIComponent(id)}`, params: sent }];
}

/** An endpoint that Stripe sends events to. https://docs.stripe.com/api/webhook_endpoints */
export const webhook: Kind = {
  name: 'webhook',
  noun: 'webhook endpoint',
  sold: false,
  billed: false,
  policy: policyLookup(webhookFields),
  removal: 'delete',
  deletionNote: 'Events are no longer delivered to it',
  removalFields: {},
  off: { path: 'disabled', value: true },
  replaceable: true,
  namedBy: 'url',
  byEnvironment: ['url'],
  secret: {
    name: 'signing secret',
    onReplace: 'Until the old one is deleted both deliver: handle each event once, by its id.',
  },
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: PATH,
    dashboard: 'webhooks',
    permission: 'webhook',
    lists: [{}],
    expand: [],
    siblings: () => ({}),
  },
  events: { types: {}, hidden: [] },
  naturalKeys: () => ({}),
  naturalKeysOf: () => ({}),
  // One that is disabled is there all the same, and is deleted when its time is over.
  isActive: (raw) => raw.deleted !== true,
  decode,
  encodeCreate,
  encodeUpdate,
  lockGroup: (key) => key,
};
