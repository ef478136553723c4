import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/server.ts';
import { clientOf, errorOf, fresh, raw } from './client.ts';

describe('faults', () => {
  it('can lose the answer to a request that took effect, which its idempotency key then gives back', async () => {
    const { stripe, emulator } = await fresh();
    emulator.faults({ fail: [{ method: 'POST', path: '/v1/products', nth: 1, kind: 'drop-after' }] });
    const create = () => stripe.products.create({ name: 'P' }, { idempotencyKey: 'k' });
    // The SDK itself retries a reset connection once, whatever it was told, and so may already succeed.
    await create().catch(() => undefined);
    const product = await create();
    expect((await stripe.products.list()).data.map(({ id }) => id)).toEqual([product.id]);
    expect(emulator.log()[0]).toMatchObject({
      status: 0,
      route: '/v1/products',
      key: 'sk_test',
      idempotencyKey: 'k',
    });
  });

  it('can fail before or after the effect, and the failure is what is replayed', async () => {
    const { stripe, emulator } = await fresh();
    emulator.faults({
      fail: [
        { method: 'POST', nth: 1, kind: 'error-before' },
        { method: 'POST', nth: 2, kind: 'error-after' },
      ],
    });
    expect(
      (await errorOf(stripe.products.create({ id: 'a', name: 'A' }, { idempotencyKey: 'a' }))).statusCode,
    ).toBe(500);
    expect(
      (await errorOf(stripe.products.create({ id: 'b', name: 'B' }, { idempotencyKey: 'b' }))).statusCode,
    ).toBe(500);
    expect((await stripe.products.list()).data.map(({ id }) => id)).toEqual(['b']);
    expect(
      (await errorOf(stripe.products.create({ id: 'b', name: 'B' }, { idempotencyKey: 'b' }))).statusCode,
    ).toBe(500);
  });

  it('match templates and concrete paths, and count from one', async () => {
    const { stripe, emulator } = await fresh();
    for (const id of ['a', 'b']) await stripe.products.create({ id, name: id });
    emulator.faults({
      fail: [
        { path: '/v1/products/{id}', nth: 2, kind: 'rate-limit' },
        { path: '/v1/products/b', nth: 2, kind: 'lock-timeout' },
      ],
    });
    await stripe.products.retrieve('a');
    const limited = await errorOf(stripe.products.retrieve('b'));
    expect(limited).toMatchObject({ type: 'StripeRateLimitError', statusCode: 429, code: 'rate_limit' });
    expect(limited.headers).not.toHaveProperty('stripe-should-retry');
    const locked = await errorOf(stripe.products.retrieve('b'));
    expect(locked.headers).toMatchObject({ 'stripe-should-retry': 'true' });
    await stripe.products.retrieve('b');
  });

  it('storm in the same way for the same seed', async () => {
    const { stripe, emulator } = await fresh();
    const storm = async () => {
      emulator.faults({ fail: [{ rate: 0.5, seed: 7, kind: 'rate-limit' }] });
      const outcomes = [];
      for (let index = 0; index < 20; index += 1)
        outcomes.push(
          await stripe.products.list().then(
            () => true,
            () => false,
          ),
        );
      return outcomes;
    };
    const first = await storm();
    expect(new Set(first).size).toBe(2);
    expect(await storm()).toEqual(first);
  });

  it('limit the rate of each endpoint and of all', async () => {
    const { stripe, emulator } = await fresh();
    const reasons = async () => {
      const seen: unknown[] = [];
      for (let index = 0; index < 4; index += 1)
        await stripe.products
          .list()
          .catch((error: { headers: Record<string, string> }) =>
            seen.push(error.headers['stripe-rate-limited-reason']),
          );
      return seen;
    };
    emulator.faults({ rateLimit: { perSecond: 0.001, burst: 3 } });
    expect(await reasons()).toEqual(['global-rate']);
    emulator.faults({ rateLimit: { perEndpoint: 0.001, burst: 3 } });
    expect(await reasons()).toEqual(['endpoint-rate']);
    await stripe.prices.list();
  });
});

describe('hooks', () => {
  it('are called around the effect, and can drop the connection at either moment', async () => {
    const { stripe, emulator } = await fresh();
    const seen: string[] = [];
    emulator.onRequest(({ phase, number, method, route }) => {
      seen.push(`${number} ${phase} ${method} ${route}`);
    });
    await stripe.products.create({ id: 'a', name: 'A' });
    expect(seen).toEqual(['1 before POST /v1/products', '1 after POST /v1/products']);
    emulator.onRequest(({ phase }) => (phase === 'before' ? 'drop' : undefined));
    await errorOf(stripe.products.create({ id: 'b', name: 'B' }));
    emulator.onRequest(null);
    expect((await stripe.products.list()).data.map(({ id }) => id)).toEqual(['a']);
  });

  it('may let another client act first', async () => {
    const { stripe, emulator } = await fresh();
    const other = clientOf(emulator, 'sk_test_other');
    emulator.onRequest(async ({ number, phase }) => {
      if (number === 1 && phase === 'before') await other.products.create({ id: 'a', name: 'Theirs' });
    });
    expect((await errorOf(stripe.products.create({ id: 'a', name: 'Ours' }))).code).toBe(
      'resource_already_exists',
    );
  });
});

describe('control routes', () => {
  it('count requests by route, themselves not among them', async () => {
    const { stripe, emulator } = await fresh();
    await stripe.products.create({ id: 'a', name: 'A' });
    await stripe.products.retrieve('a');
    await stripe.products.retrieve('a');
    const counts = { total: 3, routes: { 'POST /v1/products': 1, 'GET /v1/products/{id}': 2 } };
    expect((await raw(emulator, 'GET /_emulator/requests')).body).toEqual(counts);
    expect(emulator.requests()).toEqual(counts);
    emulator.resetRequests();
    expect(emulator.requests()).toEqual({ total: 0, routes: {} });
  });

  it('save, reset and load everything, and repeat ids exactly', async () => {
    const { stripe, emulator } = await fresh({ now: 1_800_000_000 });
    const act = async () => (await stripe.products.create({ name: 'A' }, { idempotencyKey: 'k' })).id;
    const id = await act();
    const { body } = await raw(emulator, 'GET /_emulator/state');
    await raw(emulator, 'POST /_emulator/reset');
    expect((await stripe.products.list()).data).toEqual([]);
    expect(await act()).toBe(id);
    await stripe.products.create({ name: 'B' });
    await raw(emulator, 'PUT /_emulator/state', { body: JSON.stringify(body) });
    expect(emulator.state()).toEqual(body);
    expect((await stripe.products.list()).data.map((product) => product.id)).toEqual([id]);
    expect(await act()).toBe(id);
  });

  it('move the clock and set faults', async () => {
    const { stripe, emulator } = await fresh({ now: 1_800_000_000 });
    await raw(emulator, 'POST /_emulator/clock', { body: '{"advance":60}' });
    expect((await stripe.products.create({ name: 'A' })).created).toBe(1_800_000_060);
    await raw(emulator, 'POST /_emulator/faults', { body: '{"fail":[{"kind":"rate-limit"}]}' });
    expect((await errorOf(stripe.products.list())).statusCode).toBe(429);
    expect(
      (await raw(emulator, 'POST /_emulator/faults', { body: '{"fail":[{"kind":"nonsense"}]}' })).status,
    ).toBe(400);
    expect((await raw(emulator, 'POST /_emulator/clock', { body: '{}' })).status).toBe(400);
    expect((await raw(emulator, 'GET /_emulator/nothing')).status).toBe(404);
  });

  it('leave a file that the next emulator starts from', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'emulator-'));
    const stateFile = join(directory, 'state.json');
    const first = await startEmulator({ stateFile });
    await clientOf(first).products.create({ id: 'a', name: 'A' });
    await first.close();
    expect(JSON.parse(await readFile(stateFile, 'utf8')).version).toBe(1);
    const second = await startEmulator({ stateFile });
    expect((await clientOf(second).products.retrieve('a')).name).toBe('A');
    await second.close();
    await rm(directory, { recursive: true });
  });
});
