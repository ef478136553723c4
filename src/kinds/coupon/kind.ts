import { textOr, type Kind } from '../kind.ts';
import { policyLookup } from '../policy.ts';
import { decodeCoupon } from './decode.ts';
import { timesRedeemed } from './redeemed.ts';
import { encodeCouponCreate, encodeCouponUpdate } from './encode.ts';
import { couponFields } from './fields.ts';

const NAME = 'coupon';

/** A coupon: what is taken off, for how long. Its id is its code. https://docs.stripe.com/api/coupons */
export const coupon: Kind = {
  name: NAME,
  sold: false,
  policy: policyLookup(couponFields),
  removal: 'delete',
  deletionNote: 'Discounts that customers have from it go on as they are',
  redemptions: { times: timesRedeemed },
  removalFields: {},
  replaceable: 'when asked',
  oldGoesFirst: true,
  expires: 'redeem_by',
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: '/v1/coupons',
    dashboard: 'coupons',
    permission: NAME,
    lists: [{}],
    expand: ['applies_to', 'currency_options'],
    siblings: () => ({}),
  },
  events: {
    types: { 'coupon.created': [], 'coupon.updated': [], 'coupon.deleted': [] },
    hidden: ['applies_to', 'currencies.*'],
  },
  naturalKeys: (spec) => (typeof spec.id === 'string' ? { id: spec.id } : {}),
  naturalKeysOf: (raw) => ({ id: raw.id }),
  isActive: (raw) => raw.deleted !== true,
  decode: decodeCoupon,
  encodeCreate: encodeCouponCreate,
  encodeUpdate: encodeCouponUpdate,
  lockGroup: (key) => key,
  currency: (spec) => textOr(spec.currency, undefined),
};
