import type { WholeKind } from '../kind.ts';

/** Coupons: one that is updated, and those in whose place another one is put since the manifest says so. */
export const coupon: WholeKind = {
  kind: 'coupon',
  before: `kind: coupon
code: five
name: Five off
amount_off: 5
currency: usd
applies_to: [pro, basic]
metadata: { campaign: spring }
protect: true
---
kind: coupon
code: pro
percent_off: 10
duration: once
max_redemptions: 500
redeem_by: 2029-06-30T00:00:00Z
applies_to: [pro]
---
kind: coupon
code: months
amount_off: 3
currency: usd
currencies: { eur: 2.50 }
duration: repeating
duration_in_months: 3
`,
  after: `kind: coupon
code: five
name: Five dollars off
amount_off: 5
currency: usd
currencies: { eur: 4.50 }
applies_to: [pro, basic]
metadata: { campaign: autumn }
---
kind: coupon
code: pro
percent_off: 15
duration: forever
max_redemptions: 400
redeem_by: 2029-12-31T00:00:00Z
applies_to: [basic, side]
replace: true
---
kind: coupon
code: months
amount_off: 4
currency: eur
duration: repeating
duration_in_months: 6
replace: true
`,
};
