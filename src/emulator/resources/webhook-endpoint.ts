import type { Call } from '../call.ts';
import { invalid, refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata, metadata } from '../metadata.ts';
import { add, change, mintFor, need, remove } from '../objects.ts';
import { create, destroy, list, type Resource, retrieve, update } from '../operation.ts';
import { flag, list as listOf, text } from '../param-types.ts';
import { type Values, clearable, required, unsupported } from '../params.ts';
import { tableOf } from '../store.ts';

/** A webhook endpoint as stored. https://docs.stripe.com/api/webhook_endpoints/object; its secret is not kept. */
type WebhookEndpoint = {
  readonly id: string;
  readonly object: 'webhook_endpoint';
  readonly api_version: string | null;
  readonly application: null;
  readonly created: number;
  readonly description: string | null;
  readonly enabled_events: readonly string[];
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly status: 'enabled' | 'disabled';
  readonly url: string;
};

const endpoints = kind<WebhookEndpoint>({
  object: 'webhook_endpoint',
  noun: 'webhook endpoint',
  idParam: 'webhook_endpoint',
  id: { prefix: 'we_1', length: 23 },
});

const routes = { kind: endpoints, path: '/v1/webhook_endpoints', permission: 'webhook' };

/** Endpoints that an account may have in each mode. */
const most = 16;

const common = { description: clearable(text()), metadata: clearable(metadata()) };
const updateParams = { ...common, disabled: flag(), enabled_events: listOf(text()), url: text() };

type Changes = Values<typeof updateParams>;

const checkUrl = (url: string, { livemode }: Call): string => {
  const scheme = URL.canParse(url) ? new URL(url).protocol : '';
  if (scheme !== 'https:' && (scheme !== 'http:' || livemode))
    throw invalid('Invalid URL: URL must be publicly accessible and start with https.', { param: 'url' });
  return url;
};

const checkEvents = (events: readonly string[]): readonly string[] => {
  if (events.length === 0) throw invalid('Invalid array', { param: 'enabled_events' });
  return events;
};

/** What is given over what was; what is not given stays. */
const withValues = (before: WebhookEndpoint, given: Changes, call: Call): WebhookEndpoint => {
  const { url, description, enabled_events: events, disabled } = given;
  return {
    ...before,
    ...(url === undefined ? {} : { url: checkUrl(url, call) }),
    ...(description === undefined ? {} : { description }),
    ...(events === undefined ? {} : { enabled_events: checkEvents(events) }),
    ...(disabled === undefined ? {} : { status: disabled ? 'disabled' : 'enabled' }),
    metadata: mergeMetadata(before.metadata, given.metadata),
  };
};

/** Webhook endpoints. https://docs.stripe.com/api/webhook_endpoints; nothing is sent to them. */
export const webhookEndpointResource: Resource = {
  kinds: [endpoints],
  operations: [
    list(routes, {}, () => ({ keep: () => true })),
    create(
      routes,
      {
        ...common,
        api_version: text(),
        connect: unsupported('there are no connected accounts'),
        enabled_events: required(listOf(text())),
        url: required(text()),
      },
      (call, { api_version: version, connect: _connect, ...values }) => {
        if (tableOf(call.store, endpoints).rows.size >= most) {
          const mode = call.livemode ? '' : 'test ';
          throw refused(`You have reached the maximum of ${most} ${mode}webhook endpoints.`);
        }
        const blank: WebhookEndpoint = {
          id: mintFor(call, endpoints),
          object: 'webhook_endpoint',
          api_version: version ?? null,
          application: null,
          created: call.now,
          description: null,
          enabled_events: [],
          livemode: call.livemode,
          metadata: {},
          status: 'enabled',
          url: '',
        };
        const row = add(call, endpoints, withValues(blank, { ...values, disabled: undefined }, call));
        // The answer to the creation alone has it, and its replays.
        return { ...row, secret: call.mint({ prefix: 'whsec_', length: 32 }) };
      },
    ),
    retrieve(routes),
    update(routes, updateParams, (call, given) =>
      change(call, endpoints, withValues(need(call, endpoints), given, call)),
    ),
    destroy(routes, (call) => remove(call, endpoints, need(call, endpoints))),
  ],
};
