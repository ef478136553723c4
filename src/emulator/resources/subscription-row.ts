import type { Call } from '../call.ts';
import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata } from '../metadata.ts';

/** A subscription as stored; `items` holds the ids of its items. https://docs.stripe.com/api/subscriptions/object */
export type Subscription = ReturnType<typeof blankSubscription>;

type Status = 'active' | 'trialing' | 'canceled';
type Collection = 'charge_automatically' | 'send_invoice';

/** Subscriptions. */
export const subscriptions = kind<Subscription>({
  object: 'subscription',
  noun: 'subscription',
  event: 'customer.subscription',
  id: { prefix: 'sub_1', length: 23 },
  groups: ['customer'],
  fields: {
    customer: { as: 'refers', object: 'customer' },
    schedule: { as: 'refers', object: 'subscription_schedule' },
    latest_invoice: { as: 'refers', object: 'invoice' },
    default_payment_method: { as: 'refers', object: 'payment_method' },
    discounts: { as: 'plain' },
    items: {
      as: 'lists',
      object: 'subscription_item',
      url: (row) => `/v1/subscription_items?subscription=${row.id}`,
    },
  },
});

type Given = {
  readonly id: string;
  readonly customer: string;
  readonly currency: string;
  readonly items: readonly string[];
  readonly billing_mode?: { readonly type: 'classic' | 'flexible' } | undefined;
  readonly cancel_at_period_end?: boolean | undefined;
  readonly collection_method?: Collection | undefined;
  readonly days_until_due?: number | undefined;
  readonly description?: string | undefined;
  readonly metadata?: Metadata | null | undefined;
  readonly trial_period_days?: number | undefined;
};

const automatic: Collection = 'charge_automatically';

/** A new subscription with everything that is not modelled at its default. */
export const blankSubscription = (call: Call, given: Given) => {
  const trialDays = given.trial_period_days;
  const flexible = { proration_discounts: 'included' as const };
  const classic = given.billing_mode?.type === 'classic';
  return {
    id: given.id,
    object: 'subscription' as const,
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: call.now,
    billing_cycle_anchor_config: null,
    billing_mode: classic
      ? { flexible: null, type: 'classic' as const }
      : { flexible, type: 'flexible' as const },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null as number | null,
    cancel_at_period_end: given.cancel_at_period_end ?? false,
    canceled_at: null as number | null,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: null as string | null,
    },
    collection_method: given.collection_method ?? automatic,
    created: call.now,
    currency: given.currency,
    customer: given.customer,
    customer_account: null,
    days_until_due: given.days_until_due ?? null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: given.description ?? null,
    discounts: [],
    ended_at: null as number | null,
    invoice_settings: {
      account_tax_ids: null,
      custom_fields: null,
      description: null,
      footer: null,
      issuer: { type: 'self' },
    },
    items: given.items,
    latest_invoice: null,
    livemode: call.livemode,
    managed_payments: { enabled: false },
    metadata: mergeMetadata({}, given.metadata),
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: {
      payment_method_options: null,
      payment_method_types: null,
      save_default_payment_method: 'off',
    },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: call.now,
    status: initialStatus(trialDays),
    test_clock: null,
    transfer_data: null,
    trial_end: trialDays === undefined ? null : call.now + trialDays * 86_400,
    trial_settings: {
      end_behavior: { billing_cycle_anchor: 'now', missing_payment_method: 'create_invoice' },
    },
    trial_start: trialDays === undefined ? null : call.now,
  };
};

const initialStatus = (trialDays: number | undefined): Status =>
  trialDays === undefined ? 'active' : 'trialing';
