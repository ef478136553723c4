import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf, errorOf, fresh, raw } from './client.ts';

const product = { id: 'pro', name: 'Pro' };

describe('idempotency keys', () => {
  it('make any number of repetitions one effect with one answer', async () => {
    const { emulator } = await fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 15 }),
        async (sequence) => {
          emulator.reset();
          const bodies = new Map<number, string>();
          for (const number of sequence) {
            const answer = await raw(emulator, 'POST /v1/products', {
              body: `name=p${number}`,
              headers: { 'Idempotency-Key': `key-${number}` },
            });
            const text = JSON.stringify(answer.body);
            expect(text).toBe(bodies.get(number) ?? text);
            expect(answer.headers.get('idempotent-replayed')).toBe(bodies.has(number) ? 'true' : null);
            bodies.set(number, text);
          }
          expect(emulator.state().modes.test['product']).toHaveLength(bodies.size);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('are said on replay, with the request that came first', async () => {
    const { stripe } = await fresh();
    const first = await stripe.products.create(product, { idempotencyKey: 'k' });
    const second = await stripe.products.create(product, { idempotencyKey: 'k' });
    expect(second).toEqual(first);
    expect(second.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
      'idempotency-key': 'k',
      'stripe-version': '2026-10-28.endive',
    });
    expect(second.lastResponse.requestId).not.toBe(first.lastResponse.requestId);
  });

  it('belong to one request, in one mode', async () => {
    const { stripe, emulator } = await fresh();
    await stripe.products.create(product, { idempotencyKey: 'k' });
    expect(await errorOf(stripe.products.create({ name: 'Other' }, { idempotencyKey: 'k' }))).toMatchObject({
      statusCode: 400,
      rawType: 'idempotency_error',
      type: 'StripeIdempotencyError',
    });
    expect(
      (await clientOf(emulator, 'sk_live_x').products.create(product, { idempotencyKey: 'k' })).livemode,
    ).toBe(true);
  });

  it('are forgotten after 24 hours', async () => {
    const { stripe, emulator } = await fresh();
    await stripe.products.create(product, { idempotencyKey: 'k' });
    emulator.advance(24 * 3600 - 2);
    await stripe.products.create(product, { idempotencyKey: 'k' });
    emulator.advance(4);
    expect((await errorOf(stripe.products.create(product, { idempotencyKey: 'k' }))).code).toBe(
      'resource_already_exists',
    );
  });

  it('keep no parameter error and no 429, but every refusal and failure', async () => {
    const { stripe, emulator } = await fresh();
    await errorOf(stripe.products.create({ name: '' }, { idempotencyKey: 'k1' }));
    await stripe.products.create(product, { idempotencyKey: 'k1' });
    await errorOf(stripe.products.create(product, { idempotencyKey: 'k2' }));
    const again = await errorOf(stripe.products.create(product, { idempotencyKey: 'k2' }));
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    emulator.faults({
      fail: [
        { kind: 'lock-timeout', nth: 1 },
        { kind: 'error-before', nth: 2 },
      ],
    });
    const create = () => stripe.products.create({ name: 'x' }, { idempotencyKey: 'k3' });
    expect(await errorOf(create())).toMatchObject({ statusCode: 429, code: 'lock_timeout' });
    expect((await errorOf(create())).statusCode).toBe(500);
    expect((await errorOf(create())).headers?.['idempotent-replayed']).toBe('true');
  });

  it('are refused while their first request is under way', async () => {
    const { stripe, emulator } = await fresh();
    emulator.faults({ latencyMs: 60 });
    const calls = await Promise.allSettled([
      stripe.products.create(product, { idempotencyKey: 'k' }),
      stripe.products.create(product, { idempotencyKey: 'k' }),
    ]);
    expect(calls.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const rejected = calls.find((call) => call.status === 'rejected');
    expect(rejected?.reason).toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
  });
});
