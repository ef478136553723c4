import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { kind } from '../kind.ts';
import type { Metadata } from '../metadata.ts';
import { referred } from '../objects.ts';
import { prices } from './price-rules.ts';
import { products } from './product-rules.ts';

/** A product between whose prices customers may switch, as stored. */
export type Offer = {
  readonly adjustable_quantity: {
    readonly enabled: boolean;
    readonly maximum: number | null;
    readonly minimum: number;
  };
  readonly prices: readonly string[];
  readonly product: string;
};

/** What customers may do, as stored: hidden products included. */
export type Features = {
  readonly customer_update: { readonly allowed_updates: readonly string[]; readonly enabled: boolean };
  readonly invoice_history: { readonly enabled: boolean };
  readonly payment_method_update: {
    readonly enabled: boolean;
    readonly payment_method_configuration: string | null;
  };
  readonly subscription_cancel: {
    readonly cancellation_reason: {
      readonly enabled: boolean;
      readonly feedback_options: readonly string[];
      readonly options: readonly string[];
    };
    readonly enabled: boolean;
    readonly mode: string;
    readonly proration_behavior: string;
  };
  readonly subscription_pause: {
    readonly duration: {
      readonly interval_options: readonly { readonly interval: string; readonly interval_count: number }[];
      readonly type: string;
    };
    readonly enabled: boolean;
  };
  readonly subscription_update: {
    readonly billing_cycle_anchor: string | null;
    readonly default_allowed_updates: readonly string[];
    readonly enabled: boolean;
    readonly products: readonly Offer[];
    readonly proration_behavior: string;
    readonly schedule_at_period_end: { readonly conditions: readonly { readonly type: string }[] };
    readonly trial_update_behavior: string;
  };
};

/** A portal configuration as stored. https://docs.stripe.com/api/customer_portal/configurations/object */
export type Portal = {
  readonly id: string;
  readonly object: 'billing_portal.configuration';
  readonly active: boolean;
  readonly application: null;
  readonly business_profile: {
    readonly headline: string | null;
    readonly privacy_policy_url: string | null;
    readonly terms_of_service_url: string | null;
  };
  readonly created: number;
  readonly default_return_url: string | null;
  readonly features: Features;
  /** Only the Dashboard makes such a one: here it comes with a loaded state. */
  readonly is_default: boolean;
  readonly livemode: boolean;
  readonly login_page: { readonly enabled: boolean; readonly url: string | null };
  readonly metadata: Metadata;
  readonly name: string | null;
  readonly updated: number;
};

/** Portal configurations; the products that one offers are hidden. */
export const portals = kind<Portal>({
  object: 'billing_portal.configuration',
  noun: 'configuration',
  idParam: 'configuration',
  event: 'billing_portal.configuration',
  id: { prefix: 'bpc_1', length: 23 },
  fields: {
    features: {
      as: 'partly',
      show: ({ features }, paths) => {
        const { products: offers, ...update } = features.subscription_update;
        return {
          ...features,
          subscription_update: paths.length === 0 ? update : { ...update, products: offers },
        };
      },
      accepts: ([feature, field, ...rest]) =>
        feature === 'subscription_update' && field === 'products' && rest.length === 0,
    },
  },
});

/** What every configuration has where a creation says nothing. */
export const BLANK: Features = {
  customer_update: { allowed_updates: [], enabled: false },
  invoice_history: { enabled: false },
  payment_method_update: { enabled: false, payment_method_configuration: null },
  subscription_cancel: {
    cancellation_reason: { enabled: false, feedback_options: [], options: [] },
    enabled: false,
    mode: 'at_period_end',
    proration_behavior: 'none',
  },
  subscription_pause: {
    duration: { interval_options: [{ interval: 'month', interval_count: 1 }], type: 'interval_options' },
    enabled: false,
  },
  subscription_update: {
    billing_cycle_anchor: null,
    default_allowed_updates: [],
    enabled: false,
    products: [],
    proration_behavior: 'none',
    schedule_at_period_end: { conditions: [] },
    trial_update_behavior: 'end_trial',
  },
};

const UPDATE = 'features[subscription_update]';

function checkOffer(call: Call, offer: Offer, name: string): void {
  referred(call, products, { id: offer.product, param: `${name}[product]` });
  if (offer.prices.length === 0)
    throw refused('Each product needs at least one price.', { param: `${name}[prices]` });
  for (const [index, id] of offer.prices.entries()) {
    const param = `${name}[prices][${index}]`;
    const price = referred(call, prices, { id, param });
    if (price.product !== offer.product)
      throw refused(`The price \`${id}\` does not belong to the product \`${offer.product}\`.`, { param });
    if (price.recurring === null) throw refused(`The price \`${id}\` is not recurring.`, { param });
  }
}

/** @throws Refusal for a price that is newly offered and not active; those that are offered already may be archived. */
function checkActive(call: Call, offers: readonly Offer[], before: readonly Offer[]): void {
  const known = new Set(before.flatMap((offer) => offer.prices));
  for (const id of offers.flatMap((offer) => offer.prices).filter((each) => !known.has(each)))
    if (!referred(call, prices, { id, param: `${UPDATE}[products]` }).active)
      throw refused(`The price \`${id}\` is inactive. Only active prices can be offered.`, {
        param: `${UPDATE}[products]`,
      });
}

function checkSwitching(call: Call, { subscription_update: now }: Features, before: Features): void {
  if (now.products.length > 10)
    throw refused('You can offer at most 10 products.', { param: `${UPDATE}[products]` });
  const ids = now.products.map(({ product }) => product);
  if (new Set(ids).size < ids.length)
    throw refused('A product can be listed once only.', { param: `${UPDATE}[products]` });
  now.products.forEach((offer, index) => checkOffer(call, offer, `${UPDATE}[products][${index}]`));
  checkActive(call, now.products, before.subscription_update.products);
  if (!now.enabled) return;
  for (const name of ['default_allowed_updates', 'products'] as const)
    if (now[name].length === 0)
      throw refused(`\`${name}\` is required while subscription updates are enabled.`, {
        param: `${UPDATE}[${name}]`,
      });
}

/** @throws Refusal for what no configuration can be. */
export function checkFeatures(call: Call, now: Features, before: Features): void {
  const { customer_update: customer, subscription_cancel: cancel } = now;
  if (customer.enabled && customer.allowed_updates.length === 0)
    throw refused('`allowed_updates` is required while customer updates are enabled.', {
      param: 'features[customer_update][allowed_updates]',
    });
  if (cancel.proration_behavior === 'always_invoice')
    throw refused('`always_invoice` is not supported for cancellations.', {
      param: 'features[subscription_cancel][proration_behavior]',
    });
  if (cancel.mode === 'at_period_end' && cancel.proration_behavior === 'create_prorations')
    throw refused('`create_prorations` is only compatible with `mode=immediately`.', {
      param: 'features[subscription_cancel][proration_behavior]',
    });
  if (cancel.cancellation_reason.enabled && cancel.cancellation_reason.options.length === 0)
    throw refused('`options` is required while cancellation reasons are enabled.', {
      param: 'features[subscription_cancel][cancellation_reason][options]',
    });
  checkSwitching(call, now, before);
}
