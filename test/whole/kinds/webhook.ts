import type { WholeKind } from '../kind.ts';

/** Webhook endpoints. */
export const webhook: WholeKind = {
  kind: 'webhook',
  before: `kind: webhook
code: billing
url: { live: https://example.com/webhook, test: https://staging.example.com/webhook }
events: [invoice.paid, checkout.session.completed]
description: Billing
metadata: { team: billing }
---
kind: webhook
code: old
url: { live: https://example.com/old, test: https://staging.example.com/old }
events: [invoice.paid]
api_version: 2025-09-30.clover
---
kind: webhook
code: kept
url: { live: https://example.com/kept, test: https://staging.example.com/kept }
events: [invoice.paid]
protect: true
`,
  after: `kind: webhook
code: billing
url: { live: https://example.com/webhook2, test: https://staging.example.com/webhook2 }
events: [invoice.paid, invoice.payment_failed]
description: All of billing
disabled: true
metadata: { team: growth }
---
kind: webhook
code: old
url: { live: https://example.com/old, test: https://staging.example.com/old }
events: [invoice.paid]
api_version: 2026-10-28.endive
---
kind: webhook
code: kept
url: { live: https://example.com/kept, test: https://staging.example.com/kept }
events: [invoice.paid]
`,
};
