import type { FieldPolicy } from '../kind.ts';

/** Every field of a coupon that Pricebook knows. */
export type CouponField =
  | 'id'
  | 'name'
  | 'percent_off'
  | 'amount_off'
  | 'currency'
  | 'currencies.*.amount_off'
  | 'duration'
  | 'duration_in_months'
  | 'max_redemptions'
  | 'redeem_by'
  | 'applies_to'
  | 'metadata.*'
  | 'protect';

const fixed: FieldPolicy = { change: 'immutable', absent: 'clear', severity: 'critical' };

/** "Other coupon details (currency, duration, amount_off) are, by design, not editable." */
export const couponFields: Readonly<Record<CouponField, FieldPolicy>> = {
  // Sent at creation only: a coupon that exists keeps the id it has.
  id: { change: 'computed', absent: 'release', severity: 'info' },
  // Stripe shows the id while there is no name, and cannot clear one.
  name: { change: 'mutable', absent: 'stuck', severity: 'warning' },
  percent_off: fixed,
  amount_off: fixed,
  currency: fixed,
  // A currency can be added; what it takes off afterwards would change what customers were promised.
  'currencies.*.amount_off': { change: 'oneWay', absent: 'clear', severity: 'critical' },
  duration: fixed,
  duration_in_months: fixed,
  max_redemptions: fixed,
  redeem_by: fixed,
  applies_to: { ...fixed, reference: 'early', to: 'product' },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
};
