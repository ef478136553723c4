import { isList, type Json, type JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { CreateInput, Request, UpdateInput } from '../codec.ts';
import { encodeMetadata } from '../marker.ts';
import { orClear, orOmit, params } from '../params.ts';
import { PRICES } from './fields.ts';
import { offers } from './offers.ts';

const isThere = (list: Json | undefined): boolean => isList(list) && list.length > 0;

/** The value of a path that is among `spec`, null included; undefined where it is not. */
const changed = (spec: Spec, path: string, encode: (value: Json) => Json): Json | undefined =>
  path in spec ? encode(spec[path] ?? null) : undefined;

/** A map of parameters, or nothing where it is empty. */
const filled = (map: JsonRecord): JsonRecord | undefined => (Object.keys(map).length === 0 ? undefined : map);

const switched = (value: Json): JsonRecord => ({ enabled: value === true });

const customerUpdate = (updates: Json): JsonRecord =>
  isThere(updates) ? { enabled: true, allowed_updates: updates } : { enabled: false };

const reasons = (options: Json): JsonRecord =>
  isThere(options) ? { enabled: true, options } : { enabled: false, options: '' };

const proration = (value: Json): Json => value ?? 'none';

/** The feature as a whole, so that nothing of an earlier time comes back with it. */
function cancel(spec: Spec): JsonRecord {
  const mode = spec['cancel.mode'] ?? null;
  if (mode === null) return { enabled: false };
  return {
    enabled: true,
    mode,
    // At the end of a period there is nothing to give back, and Stripe refuses another word for it.
    proration_behavior: mode === 'immediately' ? proration(spec['cancel.proration'] ?? null) : 'none',
    cancellation_reason: reasons(spec['cancel.reasons'] ?? null),
  };
}

const cancelChange = ({ fields, target }: UpdateInput): JsonRecord | undefined =>
  'cancel.mode' in fields
    ? cancel({ ...target, ...fields })
    : filled(
        params({
          proration_behavior: changed(fields, 'cancel.proration', proration),
          cancellation_reason: changed(fields, 'cancel.reasons', reasons),
        }),
      );

/** Stripe takes products, allowed updates and the switch together: it refuses to be on without the others. */
function switchChange(input: UpdateInput): JsonRecord | undefined {
  const { fields, target } = input;
  const isWhole = PRICES in fields;
  const spec = isWhole ? target : fields;
  const prices = target[PRICES] ?? null;
  return filled(
    params({
      enabled: isWhole ? isThere(prices) : undefined,
      products: isWhole ? orClear(offers(isList(prices) ? prices : [], input)) : undefined,
      default_allowed_updates: changed(spec, 'switch_plans.update', (updates) => orClear(updates) ?? ''),
      proration_behavior: changed(spec, 'switch_plans.proration', proration),
    }),
  );
}

const business = (
  spec: Spec,
  absent: (value: Json | undefined) => Json | undefined,
): JsonRecord | undefined =>
  filled(
    params({
      headline: absent(spec.headline),
      privacy_policy_url: absent(spec.privacy_policy_url),
      terms_of_service_url: absent(spec.terms_of_service_url),
    }),
  );

/**
 * The parameters of a creation; what nobody asked for is off. Between which prices customers switch comes with a second
 * request, since prices may be new too, and so does that it is not active.
 * https://docs.stripe.com/api/customer_portal/configurations/create
 */
export function encodePortalCreate({ target, marker }: CreateInput): JsonRecord {
  return params({
    name: orOmit(target.name),
    business_profile: business(target, orOmit),
    default_return_url: orOmit(target.default_return_url),
    features: {
      customer_update: customerUpdate(target.customer_update ?? null),
      invoice_history: switched(target.invoice_history ?? null),
      payment_method_update: switched(target.payment_method_update ?? null),
      subscription_cancel: cancel(target),
      subscription_update: { enabled: false },
    },
    metadata: encodeMetadata(target, marker),
  });
}

/** The one request of an update: Stripe merges maps, and puts lists in the place of lists. */
export function encodePortalUpdate(input: UpdateInput): readonly Request[] {
  const { id, fields, marker, raw } = input;
  const features = params({
    customer_update: changed(fields, 'customer_update', customerUpdate),
    invoice_history: changed(fields, 'invoice_history', switched),
    payment_method_update: changed(fields, 'payment_method_update', switched),
    subscription_cancel: cancelChange(input),
    subscription_update: switchChange(input),
  });
  const sent = params({
    name: orClear(fields.name),
    business_profile: business(fields, orClear),
    default_return_url: orClear(fields.default_return_url),
    features: filled(features),
    active: fields.active,
    metadata: encodeMetadata(fields, marker, raw),
  });
  return [{ path: `/v1/billing_portal/configurations/${encodeURIComponent(id)}`, params: sent }];
}
