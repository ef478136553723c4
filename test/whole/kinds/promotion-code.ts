import type { WholeKind } from '../kind.ts';

/** Promotion codes of the coupons, those included that are replaced. */
export const promotionCode: WholeKind = {
  kind: 'promotion_code',
  before: `kind: promotion_code
code: WELCOME
coupon: five
metadata: { channel: mail }
---
kind: promotion_code
code: Launch
coupon: pro
max_redemptions: 100
expires_at: 2028-01-01T00:00:00Z
first_time_transaction: true
minimum_amount: 20
currency: usd
---
kind: promotion_code
code: MONTHS
coupon: months
---
kind: promotion_code
code: KEPT
coupon: five
protect: true
`,
  after: `kind: promotion_code
code: WELCOME
coupon: five
metadata: { channel: post }
active: false
---
kind: promotion_code
code: Launch
coupon: five
max_redemptions: 90
expires_at: 2028-02-01T00:00:00Z
minimum_amount: 30
currency: eur
---
kind: promotion_code
code: MONTHS
coupon: months
---
kind: promotion_code
code: KEPT
coupon: five
`,
  still: {
    code: 'it is what the manifest is called by',
    'currencies.*.minimum_amount': 'no manifest says it',
    customer: 'no manifest says it',
    customer_account: 'no manifest says it',
  },
};
