import type { FieldPolicy } from '../kind.ts';

/**
 * Every field of a customer portal configuration that Pricebook knows. What customers may do is null where they may not:
 * a feature that is off and one that no manifest names are the same.
 */
export type PortalField =
  | 'default'
  | 'name'
  | 'headline'
  | 'privacy_policy_url'
  | 'terms_of_service_url'
  | 'default_return_url'
  | 'invoice_history'
  | 'payment_method_update'
  | 'customer_update'
  | 'cancel.mode'
  | 'cancel.proration'
  | 'cancel.reasons'
  | 'switch_plans.prices'
  | 'switch_plans.proration'
  | 'switch_plans.update'
  | 'active'
  | 'metadata.*'
  | 'protect';

/** The prices between which customers may switch. */
export const PRICES = 'switch_plans.prices' satisfies PortalField;

/** Those that may be a map by environment. */
export const URLS = [
  'privacy_policy_url',
  'terms_of_service_url',
  'default_return_url',
] as const satisfies readonly PortalField[];

const text: FieldPolicy = { change: 'mutable', absent: 'clear', severity: 'info' };
const feature: FieldPolicy = { change: 'mutable', absent: 'clear', severity: 'warning' };
/** What decides whether customers stay, and what they pay. */
const grave: FieldPolicy = { ...feature, severity: 'critical' };

/** https://docs.stripe.com/api/customer_portal/configurations/update takes everything but whether it is the default one. */
export const portalFields: Readonly<Record<PortalField, FieldPolicy>> = {
  default: { change: 'immutable', absent: 'release', severity: 'critical' },
  name: text,
  headline: text,
  privacy_policy_url: feature,
  terms_of_service_url: feature,
  default_return_url: feature,
  invoice_history: feature,
  payment_method_update: feature,
  customer_update: feature,
  'cancel.mode': grave,
  'cancel.proration': grave,
  'cancel.reasons': feature,
  [PRICES]: { ...grave, reference: 'late', to: 'price' },
  'switch_plans.proration': grave,
  'switch_plans.update': grave,
  active: { change: 'mutable', absent: 'keep', severity: 'critical', initial: true },
  'metadata.*': feature,
  protect: feature,
};
