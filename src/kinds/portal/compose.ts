import { equal, isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import type { RawObject } from '../../model/state.ts';
import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Found, Idea, Importer, Unsaid } from '../importer.ts';
import { textOr } from '../kind.ts';
import { SINGLE } from '../single.ts';
import { written, type Written, type WrittenRecord } from '../written.ts';
import { priceText } from './accept.ts';
import { PRICES } from './fields.ts';
import { portal } from './kind.ts';

/** Customer portal configurations of an account as documents. */
export const portalImporter: Importer = {
  root: portal,
  ...SINGLE,
  // Those that a platform made for the account are the platform's.
  standsAlone: (raw) => (raw.application ?? null) === null,
  ideas,
  compose,
  optional: new Set([
    'name',
    'headline',
    'privacy_policy_url',
    'terms_of_service_url',
    'default_return_url',
    'customer_update',
    'cancel',
    'switch_plans',
    'metadata',
  ]),
  unsaid,
};

function ideas({ raw, spec }: Found): readonly Idea[] {
  return [
    ...(spec.default === true ? [{ text: 'main', from: 'default configuration' }] : []),
    { text: textOr(spec.name, ''), from: 'name' },
    { text: textOr(spec.headline, ''), from: 'headline' },
    { text: raw.id, from: 'id' },
  ];
}

function compose({ code, found: { raw, spec }, only, adopt }: Composition): WrittenRecord {
  const unlessNull = (path: string): Written | undefined => spec[path] ?? undefined;
  const isDefault = spec.default === true;
  const prices = spec[PRICES];
  return written({
    kind: portal.name,
    code,
    default: isDefault ? true : undefined,
    name: unlessNull('name'),
    headline: unlessNull('headline'),
    privacy_policy_url: unlessNull('privacy_policy_url'),
    terms_of_service_url: unlessNull('terms_of_service_url'),
    default_return_url: unlessNull('default_return_url'),
    invoice_history: spec.invoice_history === true,
    payment_method_update: spec.payment_method_update === true,
    customer_update: unlessNull('customer_update'),
    cancel:
      unlessNull('cancel.mode') === undefined
        ? false
        : written({
            mode: unlessNull('cancel.mode'),
            proration: unlessNull('cancel.proration'),
            reasons: unlessNull('cancel.reasons'),
          }),
    switch_plans: isList(prices)
      ? written({
          proration: unlessNull('switch_plans.proration'),
          update: equal(spec['switch_plans.update'], ['price'])
            ? undefined
            : unlessNull('switch_plans.update'),
          prices: prices.map((key) => priceText(key) ?? key),
        })
      : false,
    metadata: ownMetadata({ raw, spec }),
    active: spec.active === false ? false : undefined,
    protect: spec.protect === true ? true : undefined,
    only,
    // The default one is found without a line.
    adopt: isDefault ? undefined : adopt,
  });
}

const at = (raw: JsonRecord, path: string): Json =>
  path.split('.').reduce<Json>((value, name) => (isRecord(value) ? (value[name] ?? null) : null), raw);

/** What Stripe has in every configuration that nobody touched, where no field of ours is about it. */
const USUAL: Readonly<Record<string, Json>> = {
  'features.payment_method_update.payment_method_configuration': null,
  'features.subscription_pause.enabled': false,
  'features.subscription_update.billing_cycle_anchor': 'unchanged',
  'features.subscription_update.trial_update_behavior': 'end_trial',
  'login_page.enabled': false,
};

function unsaid(found: Found): readonly Unsaid[] {
  const raw: RawObject = found.raw;
  const others = Object.entries(USUAL).flatMap(([field, usual]): Unsaid[] => {
    const value = at(raw, field);
    return value === null || value === usual ? [] : [{ field, value }];
  });
  return [...others, ...foreignMetadata(found)];
}
