import type { WholeKind } from '../kind.ts';

/** Plans; the fields of their prices and of what they unlock are of other kinds. */
export const product: WholeKind = {
  kind: 'product',
  before: `code: pro
name: Pro Plan
description: For teams
features: [50 Projects]
entitlements: [sso, audit]
images: [https://example.com/pro.png]
metadata: { tier: "1", gone: soon }
tax_code: txcd_10103001
unit_label: seat
statement_descriptor: ACME PRO
url: https://example.com/pro
shippable: false
default_price: monthly
prices:
  monthly: { amount: 25.00, currency: usd, interval: month, nickname: Monthly, metadata: { a: "1", gone: soon }, lookup_key: pro_month }
  yearly: { amount: 250.00, currency: usd, interval: year, currencies: { jpy: 36000 } }
  weekly: { amount: 8, currency: usd, interval: week }
  abroad: { amount: 20, currency: eur, interval: month }
  calls: { amount: 0.0025, currency: usd, interval: month, meter: calls }
  steps: { currency: usd, interval: month, tiers_mode: graduated, tiers: [{ up_to: 10, amount: 5 }, { up_to: inf, amount: 4 }] }
  packs: { amount: 7, currency: usd, interval: month, transform_quantity: { divide_by: 10, round: up } }
  gift: { currency: usd, interval: once, custom_amount: { minimum: 5, preset: 20, maximum: 100 } }
  spare: { amount: 9, currency: usd, interval: month }
  kept: { amount: 11, currency: usd, interval: month, protect: true }
---
code: basic
name: Basic
protect: true
prices:
  monthly: { amount: 10, currency: usd, interval: month }
---
code: side
name: Side
prices:
  seat: { amount: 3, currency: usd, interval: month }
---
code: idle
name: Idle
`,
  after: `code: pro
name: Pro
description: For large teams
features: [Any number of projects, Support]
entitlements: [audit, exports]
images: [https://example.com/pro2.png]
metadata: { tier: "2" }
tax_code: txcd_10000000
unit_label: person
statement_descriptor: ACME PRO 2
url: https://example.com/pro2
shippable: true
default_price: yearly
prices:
  monthly: { amount: 29.00, currency: usd, interval: month, nickname: Each month, metadata: { a: "2" }, lookup_key: pro_each_month }
  yearly:
    amount: 250.00
    currency: usd
    interval: year
    tax_behavior: exclusive
    currencies: { jpy: { amount: 36000, tax_behavior: inclusive }, eur: 230 }
  weekly: { amount: 8, currency: usd, interval: month, interval_count: 2 }
  abroad: { amount: 20, currency: gbp, interval: month }
  calls: { amount: 0.0025, currency: usd, interval: month, meter: events }
  steps:
    currency: usd
    interval: month
    tiers_mode: volume
    tiers: [{ up_to: 20, amount: 5 }, { up_to: inf, amount: 3 }]
    currencies: { eur: { tiers: [{ up_to: 20, amount: 4 }, { up_to: inf, amount: 2 }] } }
  packs: { amount: 7, currency: usd, interval: month, transform_quantity: { divide_by: 12, round: up } }
  gift:
    currency: usd
    interval: once
    custom_amount: { minimum: 6, preset: 20, maximum: 100 }
    currencies: { eur: { custom_amount: { minimum: 5, preset: 10, maximum: 50 } } }
  spare: { amount: 9, currency: usd, interval: month, active: false }
  kept: { amount: 11, currency: usd, interval: month }
  seat: { amount: 3, currency: usd, interval: month, formerly: side/seat }
---
code: basic
name: Basic
prices:
  monthly: { amount: 10, currency: usd, interval: month }
---
code: side
name: Side
---
code: idle
name: Idle
active: false
`,
};
