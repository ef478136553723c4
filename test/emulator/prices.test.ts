import { describe, expect, it } from 'vitest';
import { errorOf, fresh, raw } from './client.ts';

const onProduct = async () => {
  const given = await fresh();
  await given.stripe.products.create({ id: 'pro', name: 'Pro' });
  return given;
};
const monthly = {
  product: 'pro',
  currency: 'usd',
  unit_amount: 1000,
  recurring: { interval: 'month' },
} as const;

describe('recurring prices', () => {
  it('have defaults', async () => {
    const { stripe } = await onProduct();
    expect(await stripe.prices.create(monthly)).toMatchObject({
      type: 'recurring',
      billing_scheme: 'per_unit',
      tax_behavior: 'unspecified',
      recurring: {
        interval: 'month',
        interval_count: 1,
        usage_type: 'licensed',
        meter: null,
        trial_period_days: null,
      },
    });
  });

  it('last three years at most', async () => {
    const { stripe } = await onProduct();
    const error = await errorOf(
      stripe.prices.create({ ...monthly, recurring: { interval: 'month', interval_count: 37 } }),
    );
    expect(error).toMatchObject({
      message: "The interval_count for monthly prices can't be greater than 36",
      param: 'recurring[interval_count]',
    });
  });

  it('are metered only by an active meter', async () => {
    const { stripe } = await onProduct();
    expect(
      (
        await errorOf(
          stripe.prices.create({ ...monthly, recurring: { interval: 'month', usage_type: 'metered' } }),
        )
      ).message,
    ).toBe('Starting with Stripe version `2025-03-31.basil`, metered prices must be backed by meters.');
    const meter = await stripe.billing.meters.create({
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    });
    const metered = {
      ...monthly,
      recurring: { interval: 'month', usage_type: 'metered', meter: meter.id },
    } as const;
    expect((await stripe.prices.create(metered)).recurring).toMatchObject({
      meter: meter.id,
      usage_type: 'metered',
    });
    await stripe.billing.meters.deactivate(meter.id);
    await errorOf(stripe.prices.create(metered));
  });
});

describe('lookup keys', () => {
  it('are held by one price, archived or not', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({ ...monthly, lookup_key: 'k', active: false });
    expect(await errorOf(stripe.prices.create({ ...monthly, lookup_key: 'k' }))).toMatchObject({
      message: `A price (\`${price.id}\`) already uses that lookup key.`,
      param: 'lookup_key',
    });
    expect((await stripe.prices.update(price.id, { lookup_key: 'k', nickname: 'same' })).lookup_key).toBe(
      'k',
    );
    expect((await stripe.prices.list({ lookup_keys: ['k', 'none'] })).data.map(({ id }) => id)).toEqual([
      price.id,
    ]);
  });

  it('move atomically, and only the holder is said to change', async () => {
    const { stripe } = await onProduct();
    const old = await stripe.prices.create({ ...monthly, lookup_key: 'k1' });
    const next = await stripe.prices.create({ ...monthly, lookup_key: 'k1', transfer_lookup_key: true });
    expect(await stripe.prices.retrieve(old.id)).toMatchObject({ lookup_key: null, active: true });
    const { data } = await stripe.events.list({ type: 'price.*' });
    expect(
      data.map(({ type, data: { object, previous_attributes } }) => [
        type,
        'id' in object && object.id,
        previous_attributes,
      ]),
    ).toEqual([
      ['price.created', next.id, undefined],
      ['price.updated', old.id, { lookup_key: 'k1' }],
      ['price.created', old.id, undefined],
    ]);
    expect(data[0]?.request?.id).toBe(data[1]?.request?.id);
  });

  it('can be cleared', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({ ...monthly, lookup_key: 'k' });
    expect((await stripe.prices.update(price.id, { lookup_key: '' })).lookup_key).toBeNull();
    expect((await stripe.prices.create({ ...monthly, lookup_key: 'k' })).lookup_key).toBe('k');
  });

  it('stay where they are when the creation that wanted them fails', async () => {
    const { stripe, emulator } = await onProduct();
    const holder = await stripe.prices.create({ ...monthly, lookup_key: 'k' });
    const before = emulator.state().modes;
    await errorOf(
      stripe.prices.create({ product_data: { name: 'x' }, currency: 'usd', unit_amount: 1, lookup_key: 'k' }),
    );
    await errorOf(
      stripe.products.create({ name: 'x', default_price_data: { currency: 'nope', unit_amount: 1 } }),
    );
    expect(emulator.state().modes).toEqual(before);
    expect((await stripe.prices.retrieve(holder.id)).lookup_key).toBe('k');
  });
});

describe('updates of prices', () => {
  it('refuse what is immutable as unknown', async () => {
    const { stripe, emulator } = await onProduct();
    const price = await stripe.prices.create(monthly);
    for (const param of [
      'unit_amount=1',
      'currency=eur',
      'product=x',
      'recurring[interval]=day',
      'billing_scheme=tiered',
    ])
      expect((await raw(emulator, `POST /v1/prices/${price.id}`, { body: param })).body.error.code).toBe(
        'parameter_unknown',
      );
  });

  it('set the tax behavior once', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create(monthly);
    expect((await stripe.prices.update(price.id, { tax_behavior: 'inclusive' })).tax_behavior).toBe(
      'inclusive',
    );
    await stripe.prices.update(price.id, { tax_behavior: 'inclusive' });
    await errorOf(stripe.prices.update(price.id, { tax_behavior: 'exclusive' }));
    await errorOf(stripe.prices.update(price.id, { tax_behavior: 'unspecified' }));
  });

  it('merge currency options by currency, and clear them all', async () => {
    const { stripe, emulator } = await onProduct();
    const price = await stripe.prices.create({
      ...monthly,
      currency_options: { eur: { unit_amount: 900 }, gbp: { unit_amount: 800 } },
    });
    const update = async (body: string) =>
      (await raw(emulator, `POST /v1/prices/${price.id}`, { body: `${body}&expand[]=currency_options` }))
        .body;
    const seen = await update(
      'currency_options[eur][unit_amount_decimal]=950.5&currency_options[jpy][unit_amount]=7',
    );
    expect(Object.keys(seen.currency_options).sort()).toEqual(['eur', 'gbp', 'jpy', 'usd']);
    expect(seen.currency_options.eur).toMatchObject({ unit_amount: null, unit_amount_decimal: '950.5' });
    expect(seen.currency_options.usd).toMatchObject({ unit_amount: 1000, unit_amount_decimal: '1000' });
    expect(
      (await update('currency_options[eur][tax_behavior]=inclusive')).currency_options.eur,
    ).toMatchObject({
      unit_amount_decimal: '950.5',
      tax_behavior: 'inclusive',
    });
    expect((await update('currency_options[usd][unit_amount]=1')).error.message).toMatch(
      /matches the top-level currency/,
    );
    expect((await update('currency_options[EUR][unit_amount]=1')).error.message).toBe(
      'Currencies must be lowercase when used as keys in a map. Use `eur` instead of `EUR`.',
    );
    expect(Object.keys((await update('currency_options=')).currency_options)).toEqual(['usd']);
  });

  it('archive and restore; nothing deletes', async () => {
    const { stripe, emulator } = await onProduct();
    const price = await stripe.prices.create(monthly);
    expect((await stripe.prices.update(price.id, { active: false })).active).toBe(false);
    expect((await stripe.prices.update(price.id, { active: true })).active).toBe(true);
    const answer = await raw(emulator, `DELETE /v1/prices/${price.id}`);
    expect(answer.status).toBe(404);
    expect(answer.body.error.message).toMatch(`Unrecognized request URL (DELETE: /v1/prices/${price.id})`);
  });
});

describe('the product of a price', () => {
  it('is named in exactly one way, and exists', async () => {
    const { stripe, emulator } = await onProduct();
    const refusal = async (body: string) =>
      (await raw(emulator, 'POST /v1/prices', { body: `currency=usd&unit_amount=1&${body}` })).body.error;
    expect((await refusal('')).message).toBe(
      'You must specify either `product` or `product_data` when creating a price.',
    );
    expect((await refusal('product=pro&product_data[name]=x')).message).toBe(
      'You may only specify one of these parameters: product, product_data.',
    );
    expect(await refusal('product=nope')).toMatchObject({
      code: 'resource_missing',
      message: "No such product: 'nope'",
      param: 'product',
    });
    const error = await errorOf(stripe.prices.list({ product: 'nope' }));
    expect(error).toMatchObject({ statusCode: 400, param: 'product' });
  });

  it('is answered whole when expanded', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({ ...monthly, expand: ['product'] });
    expect(price.product).toMatchObject({ id: 'pro', name: 'Pro' });
    expect((await errorOf(stripe.prices.retrieve(price.id, { expand: ['foo'] }))).message).toBe(
      'This property cannot be expanded (foo).',
    );
    expect((await errorOf(stripe.prices.list({ expand: ['product'] }))).message).toBe(
      'This property cannot be expanded (product).',
    );
  });
});
