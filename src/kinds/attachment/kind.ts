import { isRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { textOr, type FieldPolicy, type Kind } from '../kind.ts';
import { params } from '../params.ts';
import { policyLookup } from '../policy.ts';

type AttachmentField = 'product' | 'entitlement';

const fixed: FieldPolicy = { change: 'immutable', absent: 'keep', severity: 'critical', reference: 'early' };

/** There is nothing more to it, and no update: https://docs.stripe.com/api/product-feature */
const attachmentFields: Readonly<Record<AttachmentField, FieldPolicy>> = {
  product: { ...fixed, to: 'product' },
  entitlement: { ...fixed, to: 'entitlement' },
};

/**
 * An entitlement attached to a plan's product: its subscribers may use it. It has no metadata: no product can have an
 * entitlement twice, so that the two say which one it is. https://docs.stripe.com/api/product-feature
 */
export const attachment: Kind = {
  name: 'attachment',
  noun: 'unlocked entitlement',
  sold: false,
  policy: policyLookup(attachmentFields),
  removal: 'detach',
  deletionNote: 'Whoever subscribes to the plan loses it',
  removalFields: {},
  replaceable: false,
  hasMarker: false,
  reading: 'when used',
  routes: {
    path: '/v1/products/{product}/features',
    parent: { kind: 'product', path: 'product', joins: 'entitlement' },
    permission: 'product',
    lists: [{}],
    expand: [],
    siblings: () => ({}),
  },
  events: { types: {}, hidden: [] },
  naturalKeys: ({ product, entitlement }) =>
    typeof product === 'string' && typeof entitlement === 'string'
      ? { 'product and entitlement': `${product} ${entitlement}` }
      : {},
  naturalKeysOf: (raw) => attachment.naturalKeys(specOf(raw)),
  isActive: () => true,
  decode: (raw) => ({ spec: specOf(raw) }),
  encodeCreate: ({ target }) => params({ entitlement_feature: target.entitlement }),
  encodeUpdate: () => [],
  lockGroup: (key, { product }) => textOr(product, key),
};

/** Stripe's object does not say its product: it was read below it. */
function specOf({ product, entitlement_feature: feature }: RawObject): Spec {
  return { product: product ?? null, entitlement: isRecord(feature) ? (feature.id ?? null) : null };
}
