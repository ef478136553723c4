import type { RawObject } from '../../model/state.ts';
import { textOr, type Kind } from '../kind.ts';
import { policyLookup } from '../policy.ts';
import { coupon } from '../coupon/kind.ts';
import { timesRedeemed } from '../coupon/redeemed.ts';
import { redeemedBefore } from './redeemed.ts';
import { codeText, decodePromotionCode } from './decode.ts';
import { encodePromotionCodeCreate, encodePromotionCodeUpdate } from './encode.ts';
import { promotionCodeFields } from './fields.ts';

const NAME = 'promotion_code';

/** A code is one promotion code's alone among those that can be used, and those of a customer are apart. */
const holdsCode = ({ active, customer, customer_account: account }: RawObject): boolean =>
  active === true && (customer ?? account ?? null) === null;

/** What customers type to get a coupon. https://docs.stripe.com/api/promotion_codes */
export const promotionCode: Kind = {
  name: NAME,
  noun: 'promotion code',
  sold: false,
  policy: policyLookup(promotionCodeFields),
  removal: 'archive',
  removalFields: { active: false },
  replaceable: true,
  oldGoesFirst: true,
  expires: 'expires_at',
  isSpent: (raw) =>
    typeof raw.max_redemptions === 'number' && (timesRedeemed(raw) ?? 0) >= raw.max_redemptions,
  endsWith: { path: 'coupon', kind: coupon.name },
  redemptions: {
    times: timesRedeemed,
    shared: { limit: 'max_redemptions', before: redeemedBefore },
  },
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: '/v1/promotion_codes',
    dashboard: 'promotion_codes',
    permission: NAME,
    lists: [{ active: 'true' }, { active: 'false' }],
    expand: ['restrictions.currency_options'],
    siblings: ({ code }) => ({ code: code ?? '' }),
  },
  events: {
    types: { 'promotion_code.created': [], 'promotion_code.updated': [] },
    hidden: ['currencies.*'],
  },
  naturalKeys: (spec) => (typeof spec.code === 'string' ? { code: spec.code } : {}),
  naturalKeysOf: (raw) => (holdsCode(raw) ? { code: codeText(textOr(raw.code, '')) } : {}),
  isActive: (raw) => raw.active === true,
  decode: decodePromotionCode,
  encodeCreate: encodePromotionCodeCreate,
  encodeUpdate: encodePromotionCodeUpdate,
  lockGroup: (key) => key,
  currency: (spec) => textOr(spec.currency, undefined),
};
