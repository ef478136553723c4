import type { RawObject } from '../../model/state.ts';

/** How often Stripe counted a coupon or a promotion code as redeemed; null where it does not say. */
export const timesRedeemed = ({ times_redeemed: times }: RawObject): number | null =>
  typeof times === 'number' ? times : null;
