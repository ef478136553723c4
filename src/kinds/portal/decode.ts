import { byText, isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import type { Decoded } from '../codec.ts';
import { decodeMetadata } from '../marker.ts';

const partOf = (record: JsonRecord, name: string): JsonRecord => {
  const part = record[name];
  return isRecord(part) ? part : {};
};

const setOf = (value: Json | undefined): Json =>
  isList(value) && value.length > 0 ? [...value].sort(byText) : null;

/** Stripe's word for no proration, which a manifest need not write. */
const proration = (value: Json | undefined): Json => (value === 'none' ? null : (value ?? null));

function cancelOf({ enabled, mode, ...rest }: JsonRecord): Spec {
  const { enabled: asks, options } = partOf(rest, 'cancellation_reason');
  const isOn = enabled === true;
  return {
    'cancel.mode': isOn ? (mode ?? null) : null,
    'cancel.proration': isOn ? proration(rest.proration_behavior) : null,
    'cancel.reasons': isOn && asks === true ? setOf(options) : null,
  };
}

/** The products between whose prices customers may switch, as Stripe shows them where they are expanded. */
export function offersOf(raw: RawObject): readonly JsonRecord[] {
  const { products } = partOf(partOf(raw, 'features'), 'subscription_update');
  return isList(products) ? products.filter(isRecord) : [];
}

function switchOf(raw: RawObject): Spec {
  const feature = partOf(partOf(raw, 'features'), 'subscription_update');
  const prices = setOf(offersOf(raw).flatMap((offer) => (isList(offer.prices) ? offer.prices : [])));
  const isOn = feature.enabled === true && prices !== null;
  return {
    'switch_plans.prices': isOn ? prices : null,
    'switch_plans.proration': isOn ? proration(feature.proration_behavior) : null,
    'switch_plans.update': isOn ? setOf(feature.default_allowed_updates) : null,
  };
}

const switchedOn = ({ enabled }: JsonRecord): Json => (enabled === true ? true : null);

/** A portal configuration as Stripe sent it, its products expanded, in the manifest's terms. */
export function decodePortal(raw: RawObject): Decoded {
  const features = partOf(raw, 'features');
  const business = partOf(raw, 'business_profile');
  const customer = partOf(features, 'customer_update');
  return {
    spec: {
      default: raw.is_default === true ? true : null,
      name: raw.name ?? null,
      headline: business.headline ?? null,
      privacy_policy_url: business.privacy_policy_url ?? null,
      terms_of_service_url: business.terms_of_service_url ?? null,
      default_return_url: raw.default_return_url ?? null,
      invoice_history: switchedOn(partOf(features, 'invoice_history')),
      payment_method_update: switchedOn(partOf(features, 'payment_method_update')),
      customer_update: customer.enabled === true ? setOf(customer.allowed_updates) : null,
      ...cancelOf(partOf(features, 'subscription_cancel')),
      ...switchOf(raw),
      active: raw.active ?? null,
      ...decodeMetadata(raw),
    },
  };
}
