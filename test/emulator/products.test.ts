import { describe, expect, it } from 'vitest';
import { errorOf, fresh, raw } from './client.ts';

describe('products', () => {
  it('fills in what Stripe fills in', async () => {
    const { stripe } = await fresh({ now: 1_800_000_000 });
    expect(await stripe.products.create({ name: '  Pro ' })).toMatchObject({
      id: expect.stringMatching(/^prod_[A-Za-z0-9]{14}$/),
      object: 'product',
      active: true,
      created: 1_800_000_000,
      updated: 1_800_000_000,
      name: 'Pro',
      default_price: null,
      description: null,
      images: [],
      marketing_features: [],
      metadata: {},
      shippable: null,
      tax_details: null,
      type: 'service',
      livemode: false,
    });
  });

  it('takes an id of the caller, once', async () => {
    const { stripe } = await fresh();
    expect((await stripe.products.create({ id: 'pro', name: 'Pro' })).id).toBe('pro');
    expect(await errorOf(stripe.products.create({ id: 'pro', name: 'Pro' }))).toMatchObject({
      statusCode: 400,
      code: 'resource_already_exists',
      message: 'Product already exists.',
      param: 'id',
    });
  });

  it('leaves alone what an update does not mention, and clears what it empties', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({
      id: 'pro',
      name: 'Pro',
      description: 'd',
      images: ['https://example.com/a.png'],
      metadata: { a: '1', b: '2' },
      marketing_features: [{ name: 'Fast' }],
      unit_label: 'seat',
    });
    expect(await stripe.products.update('pro', { metadata: { a: '', c: '3' }, images: [] })).toMatchObject({
      description: 'd',
      images: ['https://example.com/a.png'],
      metadata: { b: '2', c: '3' },
    });
    expect(
      await stripe.products.update('pro', {
        description: '',
        images: '',
        marketing_features: '',
        metadata: '',
        unit_label: '',
      }),
    ).toMatchObject({
      description: null,
      images: [],
      marketing_features: [],
      metadata: {},
      unit_label: null,
      name: 'Pro',
    });
  });

  it('refuses to clear a name', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    const error = await errorOf(stripe.products.update('pro', { name: '' }));
    expect(error).toMatchObject({ statusCode: 400, code: 'parameter_invalid_empty', param: 'name' });
    expect(error.message).toMatch(/^You passed an empty string for 'name'\./);
  });

  it('refuses what it does not know and what is missing in Stripe words', async () => {
    const { stripe, emulator } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    const unknown = await raw(emulator, 'POST /v1/products/pro', { body: 'coupon=x' });
    expect(unknown.body.error).toMatchObject({
      code: 'parameter_unknown',
      message: 'Received unknown parameter: coupon',
      param: 'coupon',
    });
    expect((await raw(emulator, 'POST /v1/products/pro', { body: 'type=good' })).body.error.code).toBe(
      'parameter_unknown',
    );
    expect((await raw(emulator, 'POST /v1/products', { body: '' })).body.error).toMatchObject({
      code: 'parameter_missing',
      message: 'Missing required param: name.',
      param: 'name',
    });
    expect(await errorOf(stripe.products.retrieve('nope'))).toMatchObject({
      statusCode: 404,
      code: 'resource_missing',
      message: "No such product: 'nope'",
      param: 'id',
    });
  });

  it('makes the default price with the product, the product first', async () => {
    const { stripe } = await fresh();
    const product = await stripe.products.create({
      name: 'Pro',
      default_price_data: { currency: 'usd', unit_amount: 500, recurring: { interval: 'month' } },
      expand: ['default_price'],
    });
    expect(product.default_price).toMatchObject({ object: 'price', unit_amount: 500, product: product.id });
    const { data } = await stripe.events.list({ types: ['product.created', 'price.created'] });
    expect(data.map((event) => event.type)).toEqual(['price.created', 'product.created']);
    expect(data[1]?.data.object).toMatchObject({ default_price: expect.stringMatching(/^price_1/) });
  });

  it('takes as default price only an active price of its own', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    const other = await stripe.prices.create({
      product_data: { name: 'Other' },
      currency: 'usd',
      unit_amount: 1,
    });
    const archived = await stripe.prices.create({
      product: 'pro',
      currency: 'usd',
      unit_amount: 1,
      active: false,
    });
    const own = await stripe.prices.create({ product: 'pro', currency: 'usd', unit_amount: 1 });
    expect(await errorOf(stripe.products.update('pro', { default_price: 'price_x' }))).toMatchObject({
      statusCode: 400,
      message: "No such price: 'price_x'",
      param: 'default_price',
    });
    await errorOf(stripe.products.update('pro', { default_price: other.id }));
    await errorOf(stripe.products.update('pro', { default_price: archived.id }));
    expect((await stripe.products.update('pro', { default_price: own.id })).default_price).toBe(own.id);
    expect(await errorOf(stripe.prices.update(own.id, { active: false }))).toMatchObject({
      message: 'This price cannot be archived because it is the default price of its product.',
    });
    expect((await stripe.products.update('pro', { default_price: '' })).default_price).toBeNull();
    expect((await stripe.prices.update(own.id, { active: false })).active).toBe(false);
  });

  it('leaves the prices of an archived product active', async () => {
    const { stripe } = await fresh();
    const price = await stripe.prices.create({
      product_data: { id: 'pro', name: 'Pro' },
      currency: 'usd',
      unit_amount: 1,
    });
    await stripe.products.update('pro', { active: false });
    expect((await stripe.prices.retrieve(price.id)).active).toBe(true);
  });

  it('deletes a product that never had a price, and no other', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    expect(await stripe.products.del('pro')).toMatchObject({ id: 'pro', object: 'product', deleted: true });
    expect((await errorOf(stripe.products.retrieve('pro'))).statusCode).toBe(404);
    const event = (await stripe.events.list({ type: 'product.deleted' })).data[0];
    expect(event?.data.object).toMatchObject({ active: false });
    await stripe.products.create({ id: 'pro', name: 'Again' });
    await stripe.prices.create({ product: 'pro', currency: 'usd', unit_amount: 1, active: false });
    expect((await errorOf(stripe.products.del('pro'))).message).toBe(
      'This product cannot be deleted because it has one or more user-created prices.',
    );
  });

  it('holds metadata to its limits', async () => {
    const { stripe } = await fresh();
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']));
    await errorOf(stripe.products.create({ name: 'x', metadata: many }));
    await errorOf(stripe.products.create({ name: 'x', metadata: { ['k'.repeat(41)]: 'v' } }));
    await errorOf(stripe.products.create({ name: 'x', metadata: { k: 'v'.repeat(501) } }));
    expect((await stripe.products.list()).data).toEqual([]);
  });

  it('filters its list, and skips unknown ids', async () => {
    const { stripe } = await fresh();
    for (const id of ['a', 'b', 'c']) await stripe.products.create({ id, name: id, active: id !== 'b' });
    const ids = async (params: object) =>
      (await stripe.products.list(params)).data.map((product) => product.id);
    expect(await ids({})).toEqual(['c', 'b', 'a']);
    expect(await ids({ active: false })).toEqual(['b']);
    expect(await ids({ ids: ['a', 'nope', 'c'] })).toEqual(['c', 'a']);
    expect(await ids({ created: { lt: 1 } })).toEqual([]);
    await errorOf(stripe.products.list({ ids: ['a'], starting_after: 'c' }));
  });
});
