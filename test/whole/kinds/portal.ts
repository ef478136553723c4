import type { WholeKind } from '../kind.ts';

/** Portals: the account's own, and others. */
export const portal: WholeKind = {
  kind: 'portal',
  before: `kind: portal
code: main
default: true
headline: Manage your plan
switch_plans: { proration: create_prorations, update: [price], prices: [pro/monthly, pro/yearly, basic/monthly] }
---
kind: portal
code: help
name: Help
headline: Help yourself
privacy_policy_url: https://example.com/privacy
terms_of_service_url: https://example.com/terms
default_return_url: { live: https://example.com/account, test: https://staging.example.com/account }
invoice_history: true
payment_method_update: true
customer_update: [email]
cancel: { mode: immediately, proration: create_prorations, reasons: [unused] }
metadata: { team: billing }
protect: true
---
kind: portal
code: seldom
headline: Seldom
`,
  after: `kind: portal
code: main
default: true
headline: Manage your subscription
switch_plans: { proration: always_invoice, update: [price, quantity], prices: [pro/monthly, pro/yearly] }
---
kind: portal
code: help
name: Help yourself
headline: Help
privacy_policy_url: https://example.com/privacy2
terms_of_service_url: https://example.com/terms2
default_return_url: { live: https://example.com/account2, test: https://staging.example.com/account2 }
invoice_history: false
payment_method_update: false
customer_update: [email, address]
cancel: { mode: at_period_end, reasons: [unused, too_expensive] }
metadata: { team: growth }
---
kind: portal
code: seldom
headline: Seldom
active: false
`,
  last: `kind: portal
code: main
default: true
headline: Over
switch_plans: false
`,
};
