import { kind, type Find } from '../kind.ts';
import type { Metadata } from '../metadata.ts';
import { coupons, isValid } from './coupon-rules.ts';

/** Minimums in other currencies. */
export type MinimumOptions = Readonly<Record<string, { readonly minimum_amount: number }>>;

/** A promotion code as stored: `active` is the switch. https://docs.stripe.com/api/promotion_codes/object */
export type PromotionCode = {
  readonly id: string;
  readonly object: 'promotion_code';
  readonly active: boolean;
  readonly code: string;
  /** Its coupon is deleted: another one under the same id does not bring it back. Nothing answers it. */
  readonly coupon_deleted?: true;
  readonly created: number;
  readonly customer: null;
  readonly customer_account: null;
  readonly expires_at: number | null;
  readonly livemode: boolean;
  readonly max_redemptions: number | null;
  readonly metadata: Metadata;
  readonly promotion: { readonly coupon: string; readonly type: 'coupon' };
  readonly restrictions: {
    readonly currency_options: MinimumOptions;
    readonly first_time_transaction: boolean;
    readonly minimum_amount: number | null;
    readonly minimum_amount_currency: string | null;
  };
  readonly times_redeemed: number;
};

/** True for a code whose time is not over, that was not used up, and whose coupon can be redeemed. */
export function isRedeemable(row: PromotionCode, find: Find, now: number): boolean {
  const coupon = find(coupons, row.promotion.coupon);
  return (
    coupon !== undefined &&
    row.coupon_deleted !== true &&
    isValid(coupon, now) &&
    (row.expires_at === null || now < row.expires_at) &&
    (row.max_redemptions === null || row.times_redeemed < row.max_redemptions)
  );
}

/** The options as they are answered: with the code's own currency among them. */
function withBase(
  {
    minimum_amount: least,
    minimum_amount_currency: currency,
  }: Omit<PromotionCode['restrictions'], 'currency_options'>,
  options: MinimumOptions,
): { readonly currency_options: MinimumOptions } {
  const own = currency === null || least === null ? {} : { [currency]: { minimum_amount: least } };
  return { currency_options: { ...own, ...options } };
}

/** Promotion codes. What is answered as `active` is whether it can be used now. */
export const promotionCodes = kind<PromotionCode>({
  object: 'promotion_code',
  noun: 'promotion code',
  idParam: 'promotion_code',
  event: 'promotion_code',
  id: { prefix: 'promo_1', length: 23 },
  fields: {
    coupon_deleted: { as: 'hidden', show: () => undefined, accepts: () => false },
    restrictions: {
      as: 'partly',
      show: ({ restrictions: { currency_options: options, ...rest } }, paths) =>
        paths.length === 0 ? rest : { ...rest, ...withBase(rest, options) },
      accepts: ([head, ...rest]) => head === 'currency_options' && rest.length === 0,
    },
  },
  derive: (row, find, now) => ({ active: row.active && isRedeemable(row, find, now) }),
});
