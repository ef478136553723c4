import type { Stripe } from 'stripe';
import { describe, expect, it } from 'vitest';
import { errorOf, fresh } from './client.ts';

const subscribed = async () => {
  const { stripe, emulator } = await fresh({ now: Date.UTC(2027, 0, 31) / 1000 });
  await stripe.products.create({ id: 'pro', name: 'Pro' });
  const priced = (unit_amount: number, interval: 'month' | 'year' = 'month') =>
    stripe.prices.create({ product: 'pro', currency: 'usd', unit_amount, recurring: { interval } });
  const [old, next, yearly] = [await priced(10), await priced(20), await priced(100, 'year')];
  const customer = await stripe.customers.create({ email: 'a@example.com' });
  const subscription = await stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: old.id, quantity: 3 }],
  });
  return { stripe, emulator, old, next, yearly, customer, subscription };
};

const itemsOf = ({ items }: Stripe.Subscription) =>
  items.data.map(({ price, quantity }) => [price.id, quantity]);

describe('subscriptions', () => {
  it('embed their items with price and plan, and run for one period', async () => {
    const { subscription, old, customer } = await subscribed();
    expect(subscription).toMatchObject({
      status: 'active',
      customer: customer.id,
      billing_mode: { type: 'flexible' },
      currency: 'usd',
    });
    expect(subscription.items.data[0]).toMatchObject({
      price: { id: old.id, unit_amount: 10 },
      plan: { id: old.id, amount: 10 },
      quantity: 3,
      current_period_start: Date.UTC(2027, 0, 31) / 1000,
      current_period_end: Date.UTC(2027, 1, 28) / 1000,
    });
  });

  it('survive the archiving of their price, which takes no new ones', async () => {
    const { stripe, subscription, old, customer } = await subscribed();
    await stripe.prices.update(old.id, { active: false });
    expect((await stripe.subscriptions.retrieve(subscription.id)).status).toBe('active');
    const error = await errorOf(
      stripe.subscriptions.create({ customer: customer.id, items: [{ price: old.id }] }),
    );
    expect(error.message).toBe('The price specified is inactive. This field only accepts active prices.');
  });

  it('set the quantity to one when an item changes its price without it', async () => {
    const { stripe, subscription, next } = await subscribed();
    const id = subscription.items.data[0]?.id ?? '';
    const changed = await stripe.subscriptions.update(subscription.id, { items: [{ id, price: next.id }] });
    expect(itemsOf(changed)).toEqual([[next.id, 1]]);
    const event = (await stripe.events.list({ type: 'customer.subscription.updated' })).data[0];
    expect(event?.data.previous_attributes).toHaveProperty('items');
  });

  it('get a second item when an update names none', async () => {
    const { stripe, subscription, old, yearly } = await subscribed();
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ price: yearly.id, quantity: 2 }],
    });
    expect(itemsOf(changed)).toEqual([
      [old.id, 3],
      [yearly.id, 2],
    ]);
  });

  it('are found by price, status and customer', async () => {
    const { stripe, subscription, old, next, customer } = await subscribed();
    const ids = async (params: Stripe.SubscriptionListParams) =>
      (await stripe.subscriptions.list(params)).data.map(({ id }) => id);
    expect(await ids({ price: old.id, status: 'all' })).toEqual([subscription.id]);
    expect(await ids({ price: next.id, status: 'all' })).toEqual([]);
    expect(await ids({ customer: customer.id })).toEqual([subscription.id]);
    expect((await stripe.subscriptions.cancel(subscription.id)).status).toBe('canceled');
    expect(await ids({ price: old.id })).toEqual([]);
    expect(await ids({ price: old.id, status: 'ended' })).toEqual([subscription.id]);
    expect((await errorOf(stripe.subscriptions.cancel(subscription.id))).statusCode).toBe(404);
  });

  it('change by their items too', async () => {
    const { stripe, subscription, next } = await subscribed();
    const item = subscription.items.data[0]?.id ?? '';
    await stripe.subscriptionItems.update(item, { price: next.id, quantity: 4 });
    const added = await stripe.subscriptionItems.create({ subscription: subscription.id, price: next.id });
    expect(
      (await stripe.subscriptionItems.list({ subscription: subscription.id })).data.map(({ id }) => id),
    ).toEqual([added.id, item]);
    expect((await stripe.subscriptionItems.del(added.id)).deleted).toBe(true);
    expect(itemsOf(await stripe.subscriptions.retrieve(subscription.id))).toEqual([[next.id, 4]]);
    await errorOf(stripe.subscriptionItems.del(item));
  });

  it('expand deep into their prices', async () => {
    const { stripe, subscription } = await subscribed();
    const { data } = await stripe.subscriptions.list({ expand: ['data.customer', 'data.items.data.price'] });
    expect(data[0]).toMatchObject({ id: subscription.id, customer: { object: 'customer' } });
    const deep = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ['items.data.price.currency_options'],
    });
    expect(deep.items.data[0]?.price.currency_options).toHaveProperty('usd');
    await errorOf(stripe.subscriptions.list({ expand: ['data.items.data.price.currency_options'] }));
  });

  it('refuse what the emulator does not model, in so many words', async () => {
    const { stripe, subscription } = await subscribed();
    const error = await errorOf(stripe.subscriptions.update(subscription.id, { off_session: true }));
    expect(error.message).toBe(
      'The emulator does not model the parameter: off_session (no invoices or payments).',
    );
  });
});

describe('meters', () => {
  it('change their display name only, and hold their event name even when inactive', async () => {
    const { stripe } = await fresh();
    const given = {
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    } as const;
    const meter = await stripe.billing.meters.create(given);
    expect(meter).toMatchObject({
      id: expect.stringMatching(/^mtr_test_61/),
      customer_mapping: { event_payload_key: 'stripe_customer_id', type: 'by_id' },
      value_settings: { event_payload_key: 'value' },
      event_time_window: null,
      status: 'active',
    });
    expect((await stripe.billing.meters.update(meter.id, { display_name: 'API calls' })).display_name).toBe(
      'API calls',
    );
    const inactive = await stripe.billing.meters.deactivate(meter.id);
    expect(inactive).toMatchObject({
      status: 'inactive',
      status_transitions: { deactivated_at: expect.any(Number) },
    });
    expect((await errorOf(stripe.billing.meters.create(given))).statusCode).toBe(400);
    expect((await stripe.billing.meters.list({ status: 'inactive' })).data).toHaveLength(1);
    expect((await stripe.billing.meters.reactivate(meter.id)).status).toBe('active');
    const { data } = await stripe.events.list();
    expect(data.map(({ type }) => type.replace('billing.meter.', ''))).toEqual([
      'reactivated',
      'deactivated',
      'updated',
      'created',
    ]);
  });
});
