import type { FieldPolicy } from '../kind.ts';

/** Every field of an entitlement that Pricebook knows; `code` is Stripe's lookup key. */
export type EntitlementField = 'code' | 'name' | 'metadata.*' | 'active' | 'protect';

/** https://docs.stripe.com/api/entitlements/feature/update */
export const entitlementFields: Readonly<Record<EntitlementField, FieldPolicy>> = {
  code: { change: 'immutable', absent: 'keep', severity: 'critical' },
  name: { change: 'mutable', absent: 'keep', severity: 'info' },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  // "You can't unarchive a feature": https://docs.stripe.com/billing/entitlements
  active: { change: 'mutable', absent: 'keep', severity: 'critical', initial: true, lasting: false },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
};
