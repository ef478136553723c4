// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import {
  applied,
  errors,
  foreignPrice,
  idOf,
  keepSnapshot,
  loseSnapshot,
  marker,
  monthly,
  priceOf,
  prices,
  pro,
  vanish,
  writes,
} from './shop.ts';
import { brief, type World } from './world.ts';

const one = pro({ monthly: monthly('25.00') });
const two = pro({ monthly: monthly('25.00'), yearly: 'amount: 250, currency: usd, interval: year' });
const meter = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
const actions = (plan: Awaited<ReturnType<World['plan']>>): string[] =>
  plan.changes.map(({ action, key }) => `${action} ${key}`);

describe('desired, neither recorded nor live', () => {
  it('is created', async ({ world }) => {
    expect(actions(await applied(world, one))).toEqual(['create product/pro', 'create price/pro/monthly']);
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({
      unit_amount: 2500,
      lookup_key: 'pro_monthly',
      product: 'pro',
      metadata: { ...marker('price/pro/monthly'), plan_code: 'pro' },
    });
  });

  it('is restored where an identical archived one of the same key exists', async ({ world }) => {
    await applied(world, two);
    const id = await idOf(world, 'price/pro/yearly');
    await applied(world, one);
    expect((await world.get(`/v1/prices/${id}`)).active).toBe(false);
    expect(actions(await applied(world, two))).toEqual(['restore price/pro/yearly']);
    expect(await idOf(world, 'price/pro/yearly')).toBe(id);
    expect(await world.get(`/v1/prices/${id}`)).toMatchObject({ active: true, lookup_key: 'pro_yearly' });
  });

  it('is created where the archived one has a currency more, and takes its lookup key', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25'), other: monthly('9', 'currencies: { eur: 8 }') }));
    const id = await idOf(world, 'price/pro/other');
    await applied(world, one);
    const plan = await applied(world, pro({ monthly: monthly('25'), other: monthly('9') }));
    expect(actions(plan)).toEqual(['create price/pro/other']);
    expect(await priceOf(world, 'price/pro/other')).toMatchObject({ lookup_key: 'pro_other' });
    expect((await world.get(`/v1/prices/${id}`)).lookup_key).toBe(null);
  });

  it('gets back the lookup key that a newer archived one of its key took', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25'), other: monthly('9') }));
    const first = await idOf(world, 'price/pro/other');
    await applied(world, pro({ monthly: monthly('25'), other: monthly('12') }));
    await applied(world, one);
    await applied(world, pro({ monthly: monthly('25'), other: monthly('9') }));
    expect(await idOf(world, 'price/pro/other')).toBe(first);
    expect((await world.get(`/v1/prices/${first}`)).lookup_key).toBe('pro_other');
  });
});

describe('desired and ours, but not recorded', () => {
  it('is relinked after the snapshot was lost, without a write', async ({ world }) => {
    await applied(world, `${two}\n---\n${meter}`);
    loseSnapshot(world);
    world.emulator.resetRequests();
    const plan = await applied(world, `${two}\n---\n${meter}`);
    expect(actions(plan)).toEqual([
      'relink product/pro',
      'adopt meter/calls',
      'relink price/pro/monthly',
      'relink price/pro/yearly',
    ]);
    expect(plan.changes.filter(({ recovery }) => recovery)).toHaveLength(3);
    expect(writes(world)).toEqual([]);
  });

  it('gets what git says now, live counting as last applied', async ({ world }) => {
    await applied(world, one);
    loseSnapshot(world);
    const plan = await applied(world, one.replace('Pro Plan', 'Pro'));
    expect(brief(plan)).toEqual(['relink product/pro [name]', 'relink price/pro/monthly []']);
    expect((await world.get('/v1/products/pro')).name).toBe('Pro');
  });
});

describe('desired and recorded, another of ours is live', () => {
  it('is relinked, and what was interrupted is finished', async ({ world }) => {
    await applied(world, one);
    const first = await idOf(world, 'price/pro/monthly');
    const restore = keepSnapshot(world);
    await applied(world, one.replace('25.00', '29.00'));
    const second = await idOf(world, 'price/pro/monthly');
    await world.post(`/v1/prices/${first}`, { active: true });
    restore();
    const plan = await applied(world, one.replace('25.00', '29.00'));
    expect(actions(plan)).toEqual(['relink price/pro/monthly', 'archive price/pro/monthly']);
    expect(plan.changes.every(({ recovery }) => recovery)).toBe(true);
    expect(await idOf(world, 'price/pro/monthly')).toBe(second);
    expect((await world.get(`/v1/prices/${first}`)).active).toBe(false);
  });

  it('begins the retirement that the interrupted run did not', async ({ live }) => {
    await applied(live, one);
    const first = await idOf(live, 'price/pro/monthly');
    const restore = keepSnapshot(live);
    await applied(live, one.replace('25.00', '29.00'));
    await live.post(`/v1/prices/${first}`, { metadata: { pricebook_retire_at: '' } });
    restore();
    await applied(live, one.replace('25.00', '29.00'));
    const old = await live.get(`/v1/prices/${first}`);
    expect(old).toMatchObject({ active: true, metadata: { pricebook_retire_at: expect.any(String) } });
    expect((await live.plan(one.replace('25.00', '29.00'))).retiring).toHaveLength(1);
  });

  it('leaves a retirement alone whose end nobody can read', async ({ live }) => {
    await applied(live, one);
    const first = await idOf(live, 'price/pro/monthly');
    await applied(live, one.replace('25.00', '29.00'));
    await live.post(`/v1/prices/${first}`, { metadata: { pricebook_retire_at: 'after the sale' } });
    const plan = await live.plan(one.replace('25.00', '29.00'));
    expect(plan.changes).toEqual([]);
    expect(plan.retiring).toMatchObject([{ stripeId: first, due: 'after the sale' }]);
  });

  it('takes back the lookup key when the interrupted run had not moved it', async ({ world }) => {
    await applied(world, one);
    const first = await idOf(world, 'price/pro/monthly');
    const twin = await foreignPrice(world, { unit_amount: '2900', metadata: marker('price/pro/monthly') });
    await applied(world, one.replace('25.00', '29.00'));
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({
      id: twin,
      lookup_key: 'pro_monthly',
    });
    expect(await world.get(`/v1/prices/${first}`)).toMatchObject({ active: false, lookup_key: null });
  });
});

describe('desired and recorded, but gone from Stripe', () => {
  it('is recreated, which is reported as a recovery', async ({ world }) => {
    await applied(world, two);
    vanish(world, await idOf(world, 'price/pro/monthly'));
    const plan = await applied(world, two);
    expect(actions(plan)).toEqual(['recreate price/pro/monthly']);
    expect(plan.changes[0]).toMatchObject({ recovery: true, reason: 'missing-in-stripe' });
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ lookup_key: 'pro_monthly' });
  });

  it('is recreated with its product', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }, 'default_price: monthly'));
    vanish(world, 'pro', await idOf(world, 'price/pro/monthly'));
    const plan = await applied(world, pro({ monthly: monthly('25') }, 'default_price: monthly'));
    expect(actions(plan)).toEqual(['recreate product/pro', 'recreate price/pro/monthly']);
    const product = await world.get('/v1/products/pro');
    expect(product.default_price).toBe(await idOf(world, 'price/pro/monthly'));
  });

  it('is recreated when somebody deleted the product over the API', async ({ world }) => {
    const bare = 'code: bare\nname: Bare\nprices: {}';
    await applied(world, bare);
    const deleted = await fetch(`${world.emulator.url}/v1/products/bare`, {
      method: 'DELETE',
      headers: { Authorization: 'Bearer sk_test_dashboard_123' },
    });
    expect(deleted.status).toBe(200);
    expect(actions(await applied(world, bare))).toEqual(['recreate product/bare']);
  });

  it('is restored instead where an identical archived one is left', async ({ world }) => {
    await applied(world, one);
    const first = await idOf(world, 'price/pro/monthly');
    const restore = keepSnapshot(world);
    await applied(world, one.replace('25.00', '29.00'));
    const second = await idOf(world, 'price/pro/monthly');
    restore();
    vanish(world, first);
    await world.post(`/v1/prices/${second}`, { active: false });
    expect(actions(await applied(world, one.replace('25.00', '29.00')))).toEqual([
      'restore price/pro/monthly',
    ]);
    expect(await idOf(world, 'price/pro/monthly')).toBe(second);
  });
});

describe('neither desired nor recorded', () => {
  it('is an orphan when it is ours and active: reported, and never removed', async ({ world }) => {
    await applied(world, one);
    const orphan = await foreignPrice(world, { metadata: marker('price/pro/lost') });
    const plan = await world.plan(one);
    expect(plan.orphans).toEqual([{ key: 'price/pro/lost', stripeId: orphan }]);
    await applied(world, one);
    expect((await world.get(`/v1/prices/${orphan}`)).active).toBe(true);
  });

  it('is nothing when it is ours and archived', async ({ world }) => {
    await applied(world, two);
    await applied(world, one);
    const plan = await world.plan(one);
    expect(plan).toMatchObject({ orphans: [], unmanaged: {}, changes: [] });
  });

  it('is unmanaged when it is nobody’s: counted, and left alone', async ({ world }) => {
    await world.post('/v1/products', { id: 'prod_theirs', name: 'Theirs' });
    await foreignPrice(world, { product: 'prod_theirs' });
    await world.post('/v1/products', {
      id: 'prod_tool',
      name: 'Tool',
      metadata: { managed_by: 'terraform' },
    });
    const before = [...(await prices(world)).values()];
    const plan = await applied(world, one);
    expect(plan.unmanaged).toEqual({ product: 2, price: 1 });
    expect([...(await prices(world)).values()]).toEqual(expect.arrayContaining(before));
  });

  it('stops a plan only where a key resolves to it and it cannot be understood', async ({ world }) => {
    await applied(world, one);
    await foreignPrice(world, { currency: 'isk', metadata: marker('price/pro/lost') });
    expect(errors(await world.plan(one))).toEqual([]);
    const id = await foreignPrice(world, { currency: 'isk', metadata: marker('price/pro/monthly') });
    expect(errors(await world.plan(one))).toEqual([
      `plan.not-understood: price/pro/monthly is ${id} in Stripe, which cannot be understood: its currency is isk, which Pricebook cannot count`,
    ]);
  });

  it('never stops a plan, however strange it is', async ({ world }) => {
    await world.post('/v1/products', { id: 'prod_theirs', name: 'Theirs' });
    await foreignPrice(world, { product: 'prod_theirs', currency: 'isk' });
    expect(errors(await applied(world, one))).toEqual([]);
  });
});
