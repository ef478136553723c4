import fc from 'fast-check';
import type { JsonRecord } from '../../../src/lib/json.ts';
import type { LawKind } from './kind.ts';
import { anyMetadata } from './metadata.ts';

/** No two endpoints have one URL. */
const urls = (number: number): JsonRecord => ({
  live: `https://example.com/hook/${number}`,
  test: `https://staging.example.com/hook/${number}`,
});

/** Webhook endpoints. */
export const webhooks: LawKind = {
  kind: 'webhook',
  most: 2,
  any: fc.record(
    {
      url: fc.nat(1_000_000_000).map(urls),
      events: fc.subarray(['invoice.paid', 'checkout.session.completed', 'customer.updated'], {
        minLength: 1,
      }),
      description: fc.constantFrom('Billing', 'Ünïcode ☃: yes'),
      api_version: fc.constantFrom('2026-10-28.endive', '2025-09-30.clover'),
      disabled: fc.boolean(),
      metadata: anyMetadata,
    },
    { requiredKeys: ['url', 'events'] },
  ),
  changes: {
    move: (_, { number }) => ({ url: urls(number) }),
    listen: (_, { other }) => ({ events: other.events ?? null }),
    describe: (_, { other }) => ({ description: other.description ?? null }),
    toggle: ({ disabled }) => ({ disabled: disabled !== true }),
    /** Another version is another endpoint, and no line leaves it as it is. */
    version: (_, { other }) => ({ api_version: other.api_version ?? null }),
    note: (_, { other }) => ({ metadata: other.metadata ?? null }),
  },
  forGood: ['version', 'remove'],
  needs: [],
  shrinks: false,
};
