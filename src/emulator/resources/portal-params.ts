import { metadata } from '../metadata.ts';
import { choice, flag, integer, list, object, text } from '../param-types.ts';
import { type Params, type Values, clearable, required, unsupported } from '../params.ts';

const updates = choice('tax_id', 'address', 'email', 'name', 'phone', 'shipping');
const reasons = choice(
  'other',
  'customer_service',
  'low_quality',
  'missing_features',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
);
const proration = choice('none', 'always_invoice', 'create_prorations');
const condition = object({ type: required(choice('decreasing_item_amount', 'shortening_interval')) });

const pause = object({
  duration: object({
    interval_options: clearable(
      list(object({ interval: required(choice('day', 'month', 'week', 'year')), interval_count: integer() })),
    ),
    type: required(choice('indefinite', 'interval_options')),
  }),
  enabled: flag(),
});

const offer = object({
  adjustable_quantity: object({ enabled: required(flag()), maximum: integer(), minimum: integer() }),
  prices: required(list(text())),
  product: required(text()),
});

const reason = {
  enabled: required(flag()),
  feedback_options: unsupported('feedback options are not modelled'),
  options: clearable(list(reasons)),
};
const customer = { allowed_updates: clearable(list(updates)), enabled: flag() };
const cancel = { mode: choice('at_period_end', 'immediately'), proration_behavior: proration };
const switching = {
  billing_cycle_anchor: choice('unchanged', 'now'),
  default_allowed_updates: clearable(list(choice('price', 'promotion_code', 'quantity'))),
  products: clearable(list(offer)),
  proration_behavior: proration,
  trial_update_behavior: choice('continue_trial', 'end_trial'),
};

const same = {
  invoice_history: object({ enabled: required(flag()) }),
  payment_method_update: object({
    enabled: required(flag()),
    payment_method_configuration: clearable(text()),
  }),
  subscription_pause: pause,
};

const createFeatures = {
  ...same,
  customer_update: object({ ...customer, enabled: required(flag()) }),
  subscription_cancel: object({
    ...cancel,
    cancellation_reason: object({ ...reason, options: required(reason.options) }),
    enabled: required(flag()),
  }),
  subscription_update: object({
    ...switching,
    enabled: required(flag()),
    schedule_at_period_end: object({ conditions: list(condition) }),
  }),
};

const updateFeatures = {
  ...same,
  customer_update: object(customer),
  subscription_cancel: object({ ...cancel, cancellation_reason: object(reason), enabled: flag() }),
  subscription_update: object({
    ...switching,
    enabled: flag(),
    schedule_at_period_end: object({ conditions: clearable(list(condition)) }),
  }),
};

const common = {
  default_return_url: clearable(text()),
  login_page: object({ enabled: required(flag()) }),
  name: clearable(text()),
};

/** What a creation takes. https://docs.stripe.com/api/customer_portal/configurations/create */
export const createParams = {
  ...common,
  business_profile: object({
    headline: clearable(text(60)),
    privacy_policy_url: text(),
    terms_of_service_url: text(),
  }),
  features: required(object(createFeatures)),
  metadata: metadata(),
} satisfies Params;

/** What an update takes. https://docs.stripe.com/api/customer_portal/configurations/update */
export const updateParams = {
  ...common,
  active: flag(),
  business_profile: object({
    headline: clearable(text(60)),
    privacy_policy_url: clearable(text()),
    terms_of_service_url: clearable(text()),
  }),
  features: object(updateFeatures),
  metadata: clearable(metadata()),
} satisfies Params;

/** The values of an update, which can say all that a creation can. */
export type Given = Values<typeof updateParams>;
