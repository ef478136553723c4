// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, DAY, errors, idOf, monthly, priceOf, pro, writes } from './shop.ts';

const KEY = 'price/pro/monthly';

describe('the default price', () => {
  const both = (amount: string, lines = ''): string =>
    pro({ monthly: monthly(amount), yearly: 'amount: 250, currency: usd, interval: year' }, lines);

  it('follows the replacement where the manifest mentions it', async ({ world }) => {
    await applied(world, both('25', 'default_price: monthly'));
    await applied(world, both('29', 'default_price: monthly'));
    expect((await world.get('/v1/products/pro')).default_price).toBe(await idOf(world, KEY));
  });

  it('follows the replacement where no manifest mentions it', async ({ world }) => {
    await applied(world, both('25'));
    await world.post('/v1/products/pro', { default_price: await idOf(world, KEY) });
    await applied(world, both('29'));
    expect((await world.get('/v1/products/pro')).default_price).toBe(await idOf(world, KEY));
    expect((await world.plan(both('29'))).drift).toEqual([]);
  });

  it('follows back when git goes back', async ({ live }) => {
    await applied(live, both('25', 'default_price: monthly'));
    await applied(live, both('29', 'default_price: monthly'));
    await applied(live, both('25', 'default_price: monthly'));
    expect((await live.get('/v1/products/pro')).default_price).toBe(await idOf(live, KEY));
    live.advance(DAY + 1);
    await applied(live, both('25', 'default_price: monthly'));
  });

  it('is not removed alone', async ({ world }) => {
    await applied(world, both('25'));
    await world.post('/v1/products/pro', { default_price: await idOf(world, KEY) });
    const yearly = pro({ yearly: 'amount: 250, currency: usd, interval: year' });
    expect(errors(await world.plan(yearly))).toEqual([
      `plan.still-referenced: ${KEY} would go off sale while it is the default_price of product/pro`,
    ]);
  });

  it('is not taken off sale alone', async ({ world }) => {
    await applied(world, both('25'));
    await world.post('/v1/products/pro', { default_price: await idOf(world, KEY) });
    const off = both('25').replace('interval: month', 'interval: month, active: false');
    expect(errors(await world.plan(off))).toHaveLength(1);
  });

  it('is not replaced by one that is off sale', async ({ world }) => {
    await applied(world, both('25'));
    await world.post('/v1/products/pro', { default_price: await idOf(world, KEY) });
    const off = both('29').replace('interval: month', 'interval: month, active: false');
    expect(errors(await world.plan(off))).toEqual([
      `plan.still-referenced: ${KEY} would go off sale while it is the default_price of product/pro`,
    ]);
  });

  it('does not move to another product alone', async ({ world }) => {
    await applied(world, both('25'));
    await world.post('/v1/products/pro', { default_price: await idOf(world, KEY) });
    const moved = (lines: string): string =>
      [
        pro({ yearly: 'amount: 250, currency: usd, interval: year' }, lines),
        'code: max',
        'name: Max Plan',
        `prices: { monthly: { ${monthly('25', 'formerly: pro/monthly')} } }`,
      ]
        .join('\n')
        .replace('\ncode: max', '\n---\ncode: max');
    expect(errors(await world.plan(moved('')))).toEqual([
      'plan.still-referenced: price/max/monthly would move away while it is the default_price of product/pro',
    ]);
    await applied(world, moved('default_price: none'));
    expect(await priceOf(world, 'price/max/monthly')).toMatchObject({ active: true, product: 'max' });
  });

  it('moves to another product while its own goes off sale, which lets go of it first', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }, 'default_price: monthly'));
    const old = await idOf(world, KEY);
    world.emulator.resetRequests();
    await applied(
      world,
      pro({ monthly: monthly('25', 'formerly: pro/monthly') }).replace('code: pro', 'code: max'),
    );
    expect(writes(world).slice(-2)).toEqual(['POST /v1/products/pro', `POST /v1/prices/${old}`]);
  });

  it('is removed where another one is written', async ({ world }) => {
    await applied(world, both('25', 'default_price: monthly'));
    await applied(
      world,
      pro({ yearly: 'amount: 250, currency: usd, interval: year' }, 'default_price: yearly'),
    );
    expect((await world.get('/v1/products/pro')).default_price).toBe(await idOf(world, 'price/pro/yearly'));
  });

  it('is removed where none is written', async ({ world }) => {
    await applied(world, both('25', 'default_price: monthly'));
    await applied(
      world,
      pro({ yearly: 'amount: 250, currency: usd, interval: year' }, 'default_price: none'),
    );
    expect((await world.get('/v1/products/pro')).default_price).toBe(null);
  });

  it('goes off sale where another, new one is written', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }, 'default_price: monthly'));
    const off = {
      monthly: monthly('25', 'active: false'),
      yearly: 'amount: 250, currency: usd, interval: year',
    };
    await applied(world, pro(off, 'default_price: yearly'));
    expect((await world.get('/v1/products/pro')).default_price).toBe(await idOf(world, 'price/pro/yearly'));
    expect(await priceOf(world, KEY)).toMatchObject({ active: false });
  });

  it('moves to another price while the one it was is replaced', async ({ world }) => {
    await applied(world, both('25', 'default_price: monthly'));
    await applied(world, both('29', 'default_price: yearly'));
    expect((await world.get('/v1/products/pro')).default_price).toBe(await idOf(world, 'price/pro/yearly'));
  });
});
