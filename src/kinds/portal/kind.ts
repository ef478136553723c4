import type { Kind } from '../kind.ts';
import { policyLookup } from '../policy.ts';
import { decodePortal } from './decode.ts';
import { encodePortalCreate, encodePortalUpdate } from './encode.ts';
import { portalFields, URLS } from './fields.ts';

/** A customer portal configuration: what customers may do by themselves. https://docs.stripe.com/api/customer_portal */
export const portal: Kind = {
  name: 'portal',
  noun: 'customer portal',
  sold: false,
  policy: policyLookup(portalFields),
  removal: 'archive',
  removalFields: { active: false },
  replaceable: false,
  byEnvironment: URLS,
  given: {
    by: 'default',
    what: 'default configuration of the customer portal',
    advice: 'Save the settings of the customer portal in the Dashboard once, in this mode: that makes one.',
  },
  hasMarker: true,
  reading: 'when used',
  routes: {
    path: '/v1/billing_portal/configurations',
    permission: 'customer_portal',
    lists: [{}],
    expand: ['features.subscription_update.products'],
    siblings: () => ({}),
  },
  events: {
    types: { 'billing_portal.configuration.created': [], 'billing_portal.configuration.updated': [] },
    // That it is on shows in its products alone.
    hidden: ['switch_plans.*'],
  },
  naturalKeys: (spec) => (spec.default === true ? { default: 'true' } : {}),
  naturalKeysOf: (raw) => (raw.is_default === true ? { default: 'true' } : {}),
  isActive: (raw) => raw.active === true,
  decode: decodePortal,
  encodeCreate: encodePortalCreate,
  encodeUpdate: encodePortalUpdate,
  lockGroup: (key) => key,
};
