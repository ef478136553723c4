import { kind } from '../kind.ts';
import type { Metadata } from '../metadata.ts';

/** What is taken off in other currencies. */
export type CouponOptions = Readonly<Record<string, { readonly amount_off: number }>>;

/** A coupon as stored. https://docs.stripe.com/api/coupons/object */
export type Coupon = {
  readonly id: string;
  readonly object: 'coupon';
  readonly amount_off: number | null;
  readonly applies_to: { readonly products: readonly string[] } | null;
  readonly created: number;
  readonly currency: string | null;
  readonly currency_options: CouponOptions;
  readonly duration: 'forever' | 'once' | 'repeating';
  readonly duration_in_months: number | null;
  readonly livemode: boolean;
  readonly max_redemptions: number | null;
  readonly metadata: Metadata;
  readonly name: string | null;
  readonly percent_off: number | null;
  readonly redeem_by: number | null;
  readonly times_redeemed: number;
  readonly valid: boolean;
};

/** Coupons. What they apply to and their currencies are shown only when expanded. */
export const coupons = kind<Coupon>({
  object: 'coupon',
  noun: 'coupon',
  idParam: 'coupon',
  event: 'coupon',
  id: { prefix: '', length: 8 },
  derive: (row, _find, now) => ({ valid: isValid(row, now) }),
  fields: {
    applies_to: {
      as: 'hidden',
      show: ({ applies_to: scope }) => scope ?? undefined,
      accepts: (path) => path.length === 0,
    },
    currency_options: {
      as: 'hidden',
      show: ({ amount_off: off, currency, currency_options: options }) =>
        currency === null ? undefined : { [currency]: { amount_off: off ?? 0 }, ...options },
      accepts: (path) => path.length === 0,
    },
  },
});

/** True for a coupon that can be redeemed: its time is not over, and it was not used up. */
export function isValid(
  { redeem_by: until, max_redemptions: most, times_redeemed: times }: Coupon,
  now: number,
): boolean {
  return (until === null || now < until) && (most === null || times < most);
}
