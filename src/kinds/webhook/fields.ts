import type { FieldPolicy } from '../kind.ts';

/** Every field of a webhook endpoint that Pricebook knows. */
export type WebhookField =
  | 'url'
  | 'events'
  | 'description'
  | 'api_version'
  | 'disabled'
  | 'metadata.*'
  | 'protect'
  | 'application';

/** What decides whether events reach the application. */
const delivery: FieldPolicy = { change: 'mutable', absent: 'keep', severity: 'critical' };

/** https://docs.stripe.com/api/webhook_endpoints/update takes all but the version, and only it takes `disabled`. */
export const webhookFields: Readonly<Record<WebhookField, FieldPolicy>> = {
  url: delivery,
  events: delivery,
  description: { change: 'mutable', absent: 'clear', severity: 'info' },
  api_version: { change: 'immutable', absent: 'stuck', severity: 'critical' },
  disabled: { ...delivery, initial: false },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
  // There for an endpoint of Connect, which cannot be made the same again: nobody shows what it was made with.
  application: { change: 'computed', absent: 'release', severity: 'info' },
};
