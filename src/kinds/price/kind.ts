import type { Sold } from '../kind.ts';
import { textOr } from '../kind.ts';
import { isRecord } from '../../lib/json.ts';
import { policyLookup } from '../policy.ts';
import { priceChange, priceDistance } from './amounts.ts';
import { priceCosts } from './cost.ts';
import { decodePrice } from './decode.ts';
import { encodePriceCreate, encodePriceUpdate } from './encode.ts';
import { priceFields } from './fields.ts';

/** A price: what a product costs, how often. https://docs.stripe.com/api/prices */
export const price: Sold['kind'] = {
  name: 'price',
  sold: true,
  policy: policyLookup(priceFields),
  removal: 'archive',
  removalFields: { active: false },
  replaceable: true,
  hasMarker: true,
  reading: 'always',
  routes: {
    path: '/v1/prices',
    dashboard: 'prices',
    permission: 'plan',
    lists: [{ active: 'true' }, { active: 'false' }],
    expand: ['tiers', 'currency_options'],
    expandMore: (raw) =>
      raw.billing_scheme === 'tiered' && isRecord(raw.currency_options)
        ? Object.keys(raw.currency_options)
            .filter((currency) => currency !== raw.currency)
            .map((currency) => `currency_options.${currency}.tiers`)
        : [],
    siblings: ({ product }) => ({ product: product ?? '' }),
  },
  events: {
    types: { 'price.created': [], 'price.updated': [], 'price.deleted': [] },
    hidden: ['tiers', 'currencies.*'],
  },
  naturalKeys: (spec) => (typeof spec.lookup_key === 'string' ? { lookup_key: spec.lookup_key } : {}),
  naturalKeysOf: (raw) => (typeof raw.lookup_key === 'string' ? { lookup_key: raw.lookup_key } : {}),
  isActive: (raw) => raw.active === true,
  decode: decodePrice,
  encodeCreate: encodePriceCreate,
  encodeUpdate: encodePriceUpdate,
  lockGroup: (key, spec) => textOr(spec.product, key),
  currency: (spec) => textOr(spec.currency, undefined),
  priceChange,
  costs: priceCosts,
  priceDistance,
};
