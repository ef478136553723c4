import type { JsonRecord } from '../../lib/json.ts';
import { textOr, type Kind } from '../kind.ts';
import type { CreateInput, Request, UpdateInput } from '../codec.ts';
import { decodeMetadata, encodeMetadata } from '../marker.ts';
import { params } from '../params.ts';
import { policyLookup } from '../policy.ts';
import { entitlementFields } from './fields.ts';
import { entitlementUsage } from './usage.ts';

const NAME = 'entitlement';
const PATH = '/v1/entitlements/features';

/** https://docs.stripe.com/api/entitlements/feature/create takes no `active`: a new one always is. */
const encodeCreate = ({ target, marker }: CreateInput): JsonRecord =>
  params({ lookup_key: target.code, name: target.name, metadata: encodeMetadata(target, marker) });

function encodeUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const metadata = encodeMetadata(fields, marker, raw);
  const sent = params({ name: fields.name, active: fields.active, metadata });
  return [{ path: `${PATH}/${encodeURIComponent(id)}`, params: sent }];
}

/** What subscribers may use, once it is attached to a product. https://docs.stripe.com/api/entitlements/feature */
export const entitlement: Kind = {
  name: NAME,
  sold: false,
  policy: policyLookup(entitlementFields),
  removal: 'forget',
  removalFields: {},
  replaceable: false,
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: PATH,
    permission: NAME,
    // There is no `entitlement_write`: https://docs.stripe.com/keys/permissions-reference
    writePermission: 'product_write',
    lists: [{}, { archived: 'true' }],
    expand: [],
    siblings: ({ lookup_key: code }) => ({ lookup_key: code ?? '' }),
  },
  events: { types: {}, hidden: [] },
  naturalKeys: ({ code }) => (typeof code === 'string' ? { code } : {}),
  // "An archived feature's lookup key can be used again."
  naturalKeysOf: (raw) => (raw.active === true ? { code: textOr(raw.lookup_key, '') } : {}),
  isActive: (raw) => raw.active === true,
  decode: (raw) => ({
    spec: {
      code: raw.lookup_key ?? null,
      name: raw.name ?? null,
      active: raw.active ?? null,
      ...decodeMetadata(raw),
    },
  }),
  encodeCreate,
  encodeUpdate,
  lockGroup: (key) => key,
  usage: entitlementUsage,
};
