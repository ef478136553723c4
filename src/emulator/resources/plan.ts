import type { Call } from '../call.ts';
import { announce } from '../events.ts';
import { kind } from '../kind.ts';
import type { Price } from './price-rules.ts';

/** The older face of a recurring price, under the same id. https://docs.stripe.com/api/plans/object */
export const planOf = (price: Price) => ({
  id: price.id,
  object: 'plan' as const,
  active: price.active,
  amount: price.unit_amount,
  amount_decimal: price.unit_amount_decimal,
  billing_scheme: price.billing_scheme,
  created: price.created,
  currency: price.currency,
  interval: price.recurring?.interval ?? 'month',
  interval_count: price.recurring?.interval_count ?? 1,
  livemode: price.livemode,
  metadata: price.metadata,
  meter: price.recurring?.meter ?? null,
  nickname: price.nickname,
  product: price.product,
  tiers_mode: price.tiers_mode,
  transform_usage: price.transform_quantity,
  trial_period_days: price.recurring?.trial_period_days ?? null,
  usage_type: price.recurring?.usage_type ?? 'licensed',
});

const plans = kind<ReturnType<typeof planOf>>({
  object: 'plan',
  noun: 'plan',
  id: { prefix: 'plan_', length: 14 },
});

/** Announces what a change of a price means for its plan; nothing when the price is not recurring. */
export const planEvent = (call: Call, price: Price, before?: Price): void => {
  if (price.recurring === null) return;
  const happening = {
    type: before === undefined ? 'plan.created' : 'plan.updated',
    kind: plans,
    row: planOf(price),
  };
  announce(call, before === undefined ? happening : { ...happening, before: planOf(before) });
};
