import { describe, expect, it } from 'vitest';
import { clientOf, errorOf, fresh } from './client.ts';

describe('events', () => {
  it('say what changed with its old value, per key in metadata and whole in arrays', async () => {
    const { stripe } = await fresh({ now: 1_800_000_000 });
    await stripe.products.create({
      id: 'p',
      name: 'P',
      metadata: { b: '1' },
      images: ['https://example.com/1'],
    });
    await stripe.products.update(
      'p',
      { description: 'd', metadata: { a: '1', b: '' }, images: ['https://example.com/2'] },
      { idempotencyKey: 'our-key' },
    );
    const event = (await stripe.events.list({ type: 'product.updated' })).data[0];
    expect(event).toMatchObject({
      id: expect.stringMatching(/^evt_1[A-Za-z0-9]{23}$/),
      api_version: '2026-10-28.endive',
      created: 1_800_000_000,
      livemode: false,
      request: { id: expect.stringMatching(/^req_/), idempotency_key: 'our-key' },
    });
    expect(event?.data.previous_attributes).toEqual({
      description: null,
      metadata: { a: null, b: '1' },
      images: ['https://example.com/1'],
    });
  });

  it('do not happen when nothing changes', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'p', name: 'P' });
    await stripe.products.update('p', { name: 'P' });
    expect((await stripe.events.list()).data).toHaveLength(1);
  });

  it('carry no idempotency key when the Dashboard is their cause', async () => {
    const { stripe, emulator } = await fresh();
    await clientOf(emulator, 'sk_test_dashboard').products.create({ name: 'P' });
    expect((await stripe.events.list()).data[0]?.request).toMatchObject({
      id: expect.stringMatching(/^req_/),
      idempotency_key: null,
    });
  });

  it('are strictly ordered within a second, and filtered by type', async () => {
    const { stripe } = await fresh({ now: 1_800_000_000 });
    await stripe.products.create({ id: 'p', name: 'P' });
    const price = await stripe.prices.create({
      product: 'p',
      currency: 'usd',
      unit_amount: 1,
      recurring: { interval: 'month' },
    });
    await stripe.prices.update(price.id, { nickname: 'n' });
    const types = async (params: object) => (await stripe.events.list(params)).data.map(({ type }) => type);
    expect(await types({})).toEqual([
      'plan.updated',
      'price.updated',
      'plan.created',
      'price.created',
      'product.created',
    ]);
    expect(await types({ type: 'price.*' })).toEqual(['price.updated', 'price.created']);
    expect(await types({ types: ['plan.created', 'product.created'] })).toEqual([
      'plan.created',
      'product.created',
    ]);
    expect(await types({ created: { gt: 1_800_000_000 } })).toEqual([]);
  });

  it('vanish after thirty days', async () => {
    const { stripe, emulator } = await fresh();
    await stripe.products.create({ name: 'P' });
    const id = (await stripe.events.list()).data[0]?.id ?? '';
    emulator.advance(30 * 86_400 + 2);
    expect((await stripe.events.list()).data).toEqual([]);
    expect((await errorOf(stripe.events.retrieve(id))).statusCode).toBe(404);
  });
});
