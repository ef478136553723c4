import { describe, expect, it } from 'vitest';
import { errorOf, exactly, fresh, raw } from './client.ts';

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

describe('amounts', () => {
  it('are answered in both forms, exactly', async () => {
    const { emulator } = await onProduct();
    const create = async (amount: string) =>
      (await raw(emulator, 'POST /v1/prices', { body: `product=pro&currency=USD&${amount}` })).body;
    expect(await create('unit_amount=1000')).toMatchObject({
      currency: 'usd',
      unit_amount: 1000,
      unit_amount_decimal: '1000',
    });
    expect(await create('unit_amount_decimal=1000.00')).toMatchObject({
      unit_amount: 1000,
      unit_amount_decimal: '1000',
    });
    expect(await create('unit_amount_decimal=0.100000000001')).toMatchObject({
      unit_amount: null,
      unit_amount_decimal: '0.100000000001',
    });
    expect(await create('unit_amount=0')).toMatchObject({ unit_amount: 0, unit_amount_decimal: '0' });
    expect((await create('unit_amount_decimal=0.1000000000001')).error.param).toBe('unit_amount_decimal');
  });

  it('are said in exactly one way', async () => {
    const { emulator } = await onProduct();
    const refusal = async (amount: string) =>
      (await raw(emulator, 'POST /v1/prices', { body: `product=pro&currency=usd&${amount}` })).body.error;
    expect(await refusal('unit_amount=1&unit_amount_decimal=1')).toMatchObject({
      message: 'You may only specify one of these parameters: unit_amount, unit_amount_decimal.',
      param: 'unit_amount',
    });
    expect((await refusal('')).message).toBe(
      'Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.',
    );
    expect(await refusal('unit_amount=-1')).toMatchObject({
      message: 'Invalid non-negative integer',
      param: 'unit_amount',
    });
    expect((await refusal('unit_amount=1.5')).message).toBe('Invalid integer: 1.5');
  });

  it('may be up to the customer', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({
      product: 'pro',
      currency: 'usd',
      custom_unit_amount: { enabled: true, minimum: 5 },
    });
    expect(price).toMatchObject({
      custom_unit_amount: { minimum: 5, maximum: null, preset: null },
      unit_amount: null,
      unit_amount_decimal: null,
    });
    expect(price.custom_unit_amount).not.toHaveProperty('enabled');
  });

  it('have a currency that Stripe knows', async () => {
    const { stripe } = await onProduct();
    const error = await errorOf(stripe.prices.create({ ...monthly, currency: 'xyz' }));
    expect(error.message).toMatch(
      /^Invalid currency: xyz\. Stripe currently supports these currencies: usd, aed, afn, /,
    );
  });
});

describe('tiers', () => {
  const tiered = {
    product: 'pro',
    currency: 'usd',
    billing_scheme: 'tiered',
    tiers_mode: 'graduated',
    recurring: { interval: 'month' },
  } as const;
  const tiers = [
    { up_to: 10, unit_amount: 5 },
    { up_to: 'inf' as const, unit_amount_decimal: exactly('0.25'), flat_amount: 100 },
  ];

  it('are answered when expanded, with the last open', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({ ...tiered, tiers });
    expect(price).not.toHaveProperty('tiers');
    expect(price).toMatchObject({ unit_amount: null, unit_amount_decimal: null, tiers_mode: 'graduated' });
    const seen = JSON.parse(
      JSON.stringify(await stripe.prices.retrieve(price.id, { expand: ['tiers'] })),
    ).tiers;
    expect(seen).toEqual([
      { flat_amount: null, flat_amount_decimal: null, unit_amount: 5, unit_amount_decimal: '5', up_to: 10 },
      {
        flat_amount: 100,
        flat_amount_decimal: '100',
        unit_amount: null,
        unit_amount_decimal: '0.25',
        up_to: null,
      },
    ]);
    const listed = await stripe.prices.list({ expand: ['data.tiers'] });
    expect(listed.data[0]?.tiers).toHaveLength(2);
  });

  it('ascend, end open and recur', async () => {
    const { stripe } = await onProduct();
    await errorOf(stripe.prices.create({ ...tiered, tiers: [{ up_to: 10, unit_amount: 1 }] }));
    await errorOf(
      stripe.prices.create({
        ...tiered,
        tiers: [
          { up_to: 10, unit_amount: 1 },
          { up_to: 10, unit_amount: 1 },
          { up_to: 'inf', unit_amount: 1 },
        ],
      }),
    );
    const { recurring: _recurring, ...once } = tiered;
    expect(await errorOf(stripe.prices.create({ ...once, tiers }))).toMatchObject({
      message: 'Prices with `type=one_time` are not supported with tiered billing.',
      param: 'interval',
    });
  });

  it('of another currency are answered only when that currency is named', async () => {
    const { stripe } = await onProduct();
    const price = await stripe.prices.create({ ...tiered, tiers, currency_options: { eur: { tiers } } });
    const options = async (path: string) =>
      (await stripe.prices.retrieve(price.id, { expand: [path] })).currency_options ?? {};
    expect((await options('currency_options'))['eur']).not.toHaveProperty('tiers');
    expect((await options('currency_options.eur.tiers'))['eur']?.tiers).toHaveLength(2);
    expect((await options('currency_options.eur.tiers'))['usd']).not.toHaveProperty('tiers');
    await errorOf(
      stripe.prices.create({
        ...tiered,
        tiers,
        currency_options: {
          eur: {
            tiers: [
              { up_to: 11, unit_amount: 1 },
              { up_to: 'inf', unit_amount: 1 },
            ],
          },
        },
      }),
    );
  });
});
