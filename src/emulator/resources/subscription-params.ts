import { metadata } from '../metadata.ts';
import { choice, flag, integer, list, object, text } from '../param-types.ts';
import { type Params, clearable, required, unsupported } from '../params.ts';

const left = (reason: string, ...names: readonly string[]): Params =>
  Object.fromEntries(names.map((name) => [name, unsupported(reason)]));

const money = 'no invoices or payments';
const scheduling = 'no trials, schedules or billing anchors beyond the basics';

const itemLeft = left(
  money,
  'billing_thresholds',
  'current_trial',
  'discounts',
  'plan',
  'price_data',
  'tax_rates',
);

/** One item of a new subscription. */
const newItem = object({
  ...itemLeft,
  metadata: metadata(),
  price: text(),
  quantity: integer({ min: 0 }),
});

/** One entry of `items` in an update: with `id` it changes an item, without it adds one. */
const changedItem = object({
  ...itemLeft,
  clear_usage: flag(),
  deleted: flag(),
  id: text(),
  metadata: clearable(metadata()),
  price: text(),
  quantity: integer({ min: 0 }),
});

/** How a change is to be charged: accepted and without effect, because there are no invoices. */
const charging = {
  payment_behavior: choice(
    'allow_incomplete',
    'default_incomplete',
    'error_if_incomplete',
    'pending_if_incomplete',
  ),
  proration_behavior: choice('none', 'always_invoice', 'create_prorations'),
};

const common = {
  ...left(
    money,
    'add_invoice_items',
    'application_fee_percent',
    'automatic_tax',
    'billing_thresholds',
    'default_payment_method',
  ),
  ...left(
    money,
    'default_source',
    'default_tax_rates',
    'discounts',
    'invoice_settings',
    'off_session',
    'on_behalf_of',
  ),
  ...left(money, 'payment_settings', 'pending_invoice_item_interval', 'transfer_data'),
  ...left(scheduling, 'billing_schedules', 'cancel_at', 'trial_from_plan', 'trial_settings'),
  ...charging,
  cancel_at_period_end: flag(),
  collection_method: choice('charge_automatically', 'send_invoice'),
  days_until_due: integer({ min: 0 }),
  metadata: clearable(metadata()),
};

/** `POST /v1/subscriptions`. */
export const createParams = {
  ...common,
  ...left(
    scheduling,
    'backdate_start_date',
    'billing_cycle_anchor',
    'billing_cycle_anchor_config',
    'trial_end',
  ),
  ...left(money, 'customer_account'),
  billing_mode: object({
    flexible: object({ proration_discounts: choice('included', 'itemized') }),
    type: required(choice('classic', 'flexible')),
  }),
  currency: text(),
  customer: required(text()),
  description: text(500),
  items: required(list(newItem, 20)),
  trial_period_days: integer({ min: 1 }),
};

/** `POST /v1/subscriptions/{id}`. */
export const updateParams = {
  ...common,
  ...left(scheduling, 'billing_cycle_anchor', 'cancellation_details', 'pause_collection', 'trial_end'),
  description: clearable(text(500)),
  items: list(changedItem, 20),
  proration_date: integer(),
};

/** `GET /v1/subscriptions`. */
export const filters = {
  ...left(money, 'automatic_tax', 'customer_account', 'plan'),
  ...left(scheduling, 'current_period_end', 'current_period_start'),
  ...left('test clocks; move the emulator clock instead', 'test_clock'),
  collection_method: choice('charge_automatically', 'send_invoice'),
  customer: text(),
  price: text(),
  status: choice(
    'active',
    'canceled',
    'incomplete',
    'incomplete_expired',
    'past_due',
    'paused',
    'trialing',
    'unpaid',
    'all',
    'ended',
  ),
};

/** `DELETE /v1/subscriptions/{id}`. */
export const cancelParams = {
  ...left(scheduling, 'cancellation_details'),
  invoice_now: flag(),
  prorate: flag(),
};

/** What items of their own routes take, beside the price and the quantity. */
export const itemParams = {
  ...itemLeft,
  ...charging,
  proration_date: integer(),
  quantity: integer({ min: 0 }),
};
