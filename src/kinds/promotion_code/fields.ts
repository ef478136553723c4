import type { FieldPolicy } from '../kind.ts';

/** Every field of a promotion code that Pricebook knows. */
export type PromotionCodeField =
  | 'code'
  | 'coupon'
  | 'expires_at'
  | 'max_redemptions'
  | 'first_time_transaction'
  | 'minimum_amount'
  | 'currency'
  | 'currencies.*.minimum_amount'
  | 'customer'
  | 'customer_account'
  | 'active'
  | 'metadata.*'
  | 'protect';

const fixed: FieldPolicy = { change: 'immutable', absent: 'clear', severity: 'critical' };
/** No manifest says it; a replacement takes it along. */
const carried: FieldPolicy = { change: 'immutable', absent: 'release', severity: 'info' };

/** https://docs.stripe.com/api/promotion_codes/update takes the switch, the metadata and minimums in other currencies. */
export const promotionCodeFields: Readonly<Record<PromotionCodeField, FieldPolicy>> = {
  code: fixed,
  coupon: { ...fixed, reference: 'early', to: 'coupon' },
  expires_at: fixed,
  max_redemptions: fixed,
  first_time_transaction: fixed,
  minimum_amount: fixed,
  currency: fixed,
  'currencies.*.minimum_amount': { change: 'mutable', absent: 'release', severity: 'info' },
  customer: carried,
  customer_account: carried,
  // Stripe's own answer to whether it can be used now: it ends with time, with its last redemption, with its coupon.
  active: { change: 'mutable', absent: 'keep', severity: 'critical', lapses: false },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
};
