import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { mergeMetadata } from '../metadata.ts';
import { add, change, mintFor, need } from '../objects.ts';
import { create, list, type Resource, retrieve, update } from '../operation.ts';
import { flag } from '../param-types.ts';
import { createParams, type Given, updateParams } from './portal-params.ts';
import { BLANK, checkFeatures, type Features, type Offer, type Portal, portals } from './portal-rules.ts';

const routes = {
  kind: portals,
  path: '/v1/billing_portal/configurations',
  permission: 'customer_portal',
};

/** What is given over what was, name by name; null, an empty text in the request, empties. */
const merged = <T extends object>(before: T, given: object | undefined): T => ({
  ...before,
  ...Object.fromEntries(
    Object.entries(given ?? {})
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, value ?? (Array.isArray(Reflect.get(before, name)) ? [] : null)]),
  ),
});

type GivenFeatures = NonNullable<Given['features']>;
type GivenOffers = NonNullable<GivenFeatures['subscription_update']>['products'];

const offersOf = (given: GivenOffers): readonly Offer[] | null | undefined =>
  given?.map(({ adjustable_quantity: quantity, prices, product }) => ({
    adjustable_quantity: {
      enabled: quantity?.enabled ?? false,
      maximum: quantity?.maximum ?? null,
      minimum: quantity?.minimum ?? 0,
    },
    prices,
    product,
  })) ?? (given === null ? null : undefined);

/** Maps merge, down to their leaves; a list takes the place of a list. */
function withFeatures(before: Features, given: GivenFeatures | undefined): Features {
  const cancel = given?.subscription_cancel;
  const switching = given?.subscription_update;
  const duration = given?.subscription_pause?.duration;
  const options = duration?.interval_options?.map(({ interval, interval_count: count }) => ({
    interval,
    interval_count: count ?? 1,
  }));
  return {
    customer_update: merged(before.customer_update, given?.customer_update),
    invoice_history: merged(before.invoice_history, given?.invoice_history),
    payment_method_update: merged(before.payment_method_update, given?.payment_method_update),
    subscription_cancel: merged(before.subscription_cancel, {
      ...cancel,
      cancellation_reason: merged(
        before.subscription_cancel.cancellation_reason,
        cancel?.cancellation_reason,
      ),
    }),
    subscription_pause: merged(before.subscription_pause, {
      ...given?.subscription_pause,
      duration: merged(before.subscription_pause.duration, { ...duration, interval_options: options }),
    }),
    subscription_update: merged(before.subscription_update, {
      ...switching,
      products: offersOf(switching?.products),
      schedule_at_period_end: merged(
        before.subscription_update.schedule_at_period_end,
        switching?.schedule_at_period_end,
      ),
    }),
  };
}

function withValues(call: Call, before: Portal, given: Given): Portal {
  const { login_page: login, active, ...values } = given;
  if (active === false && before.is_default)
    throw refused('You cannot deactivate the default configuration.', { param: 'active' });
  const features = withFeatures(before.features, values.features);
  checkFeatures(call, features, before.features);
  const next = merged(before, {
    active,
    business_profile: merged(before.business_profile, values.business_profile),
    default_return_url: values.default_return_url,
    features,
    login_page:
      login === undefined
        ? undefined
        : {
            enabled: login.enabled,
            url: login.enabled ? `https://billing.stripe.com/p/login/${before.id}` : null,
          },
    metadata: mergeMetadata(before.metadata, values.metadata),
    name: values.name,
  });
  return JSON.stringify(next) === JSON.stringify(before) ? before : { ...next, updated: call.now };
}

/** Portal configurations. https://docs.stripe.com/api/customer_portal; none is deleted, nor made the default one. */
export const portalResource: Resource = {
  kinds: [portals],
  operations: [
    list(routes, { active: flag(), is_default: flag() }, (_call, values) => ({
      keep: (row) =>
        (values.active ?? row.active) === row.active &&
        (values.is_default ?? row.is_default) === row.is_default,
    })),
    create(routes, createParams, (call, given) => {
      const blank: Portal = {
        id: mintFor(call, portals),
        object: 'billing_portal.configuration',
        active: true,
        application: null,
        business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
        created: call.now,
        default_return_url: null,
        features: BLANK,
        is_default: false,
        livemode: call.livemode,
        login_page: { enabled: false, url: null },
        metadata: {},
        name: null,
        updated: call.now,
      };
      return add(call, portals, withValues(call, blank, { ...given, active: undefined }));
    }),
    retrieve(routes),
    update(routes, updateParams, (call, given) =>
      change(call, portals, withValues(call, need(call, portals), given)),
    ),
  ],
};
