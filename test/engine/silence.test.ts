// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, idOf, monthly, priceOf, pro } from './shop.ts';
import { brief, type World } from './world.ts';

const yaml = (lines = 'description: Good'): string => pro({ monthly: monthly('25') }, lines);
const product = (world: World) => world.get('/v1/products/pro');

describe('a field that no line mentions', () => {
  it('is left alone', async ({ world }) => {
    await applied(world, yaml(''));
    await world.post('/v1/products/pro', {
      description: 'By hand',
      metadata: { theirs: 'x' },
      unit_label: 'seat',
    });
    expect(await applied(world, yaml(''))).toMatchObject({ changes: [], drift: [] });
    await applied(world, yaml('url: https://example.com'));
    expect(await product(world)).toMatchObject({
      description: 'By hand',
      unit_label: 'seat',
      metadata: { theirs: 'x' },
    });
  });

  it('is cleared when we had applied it', async ({ world }) => {
    const lines =
      'description: Good\nfeatures: [A]\nimages: [https://example.com/a.png]\nmetadata: { tier: "2" }\nunit_label: seat\nurl: https://example.com\ntax_code: txcd_10103001';
    await applied(world, yaml(lines));
    await world.post('/v1/products/pro', { metadata: { theirs: 'x' } });
    await applied(world, yaml(''));
    const now = await product(world);
    expect(now).toMatchObject({
      description: null,
      marketing_features: [],
      images: [],
      unit_label: null,
      url: null,
      tax_code: null,
    });
    expect(now.metadata).toMatchObject({ theirs: 'x' });
    expect(now.metadata).not.toHaveProperty('tier');
  });

  it('is a conflict when we had applied it and somebody moved it', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    expect((await world.plan(yaml(''))).conflicts).toHaveLength(1);
  });

  it('is cleared on a price too: its nickname and metadata', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25', 'nickname: Nick, metadata: { a: b }') }));
    const id = await idOf(world, 'price/pro/monthly');
    expect(brief(await applied(world, yaml('')))).toEqual(['update price/pro/monthly [metadata.a nickname]']);
    const price = await priceOf(world, 'price/pro/monthly');
    expect(price).toMatchObject({ id, nickname: null });
    expect(price.metadata).not.toHaveProperty('a');
  });

  it('is kept with a warning where Stripe cannot clear it', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25', 'tax_behavior: exclusive') }));
    const plan = await applied(world, pro({ monthly: monthly('25') }));
    expect(plan.changes).toEqual([]);
    expect(plan.diagnostics).toMatchObject([
      { severity: 'warning', code: 'plan.cannot-clear', summary: expect.stringContaining('tax_behavior') },
    ]);
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ tax_behavior: 'exclusive' });
  });

  it('is kept with a warning inside a currency option, too', async ({ world }) => {
    const option = (more: string): string =>
      pro({ monthly: monthly('25', `currencies: { eur: { amount: 23${more} } }`) });
    await applied(world, option(', tax_behavior: exclusive'));
    const plan = await applied(world, option(''));
    expect(plan.changes).toEqual([]);
    expect(plan.diagnostics).toMatchObject([{ severity: 'warning', code: 'plan.cannot-clear' }]);
  });

  it('is kept when it is the lookup key: written once, then not', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25', 'lookup_key: mine') }));
    expect(brief(await applied(world, pro({ monthly: monthly('25') })))).toEqual([]);
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ lookup_key: 'mine' });
    const replaced = await applied(world, pro({ monthly: monthly('29') }));
    expect(brief(replaced)).toEqual(['replace price/pro/monthly [amount]']);
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ lookup_key: 'mine' });
  });

  it('is cleared when it is the lookup key and the line says none', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }));
    await applied(world, pro({ monthly: monthly('25', 'lookup_key: none') }));
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ lookup_key: null });
  });

  it('is released when it is the default price', async ({ world }) => {
    const prices = { monthly: monthly('25'), yearly: 'amount: 250, currency: usd, interval: year' };
    await applied(world, pro(prices, 'default_price: monthly'));
    expect(await applied(world, pro(prices))).toMatchObject({ changes: [], drift: [] });
    await world.post('/v1/products/pro', { default_price: await idOf(world, 'price/pro/yearly') });
    expect(await applied(world, pro(prices))).toMatchObject({ changes: [], drift: [] });
    expect(await product(world)).toMatchObject({ default_price: await idOf(world, 'price/pro/yearly') });
  });

  it('is cleared when it is the default price and the line says none', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }, 'default_price: monthly'));
    await applied(world, pro({ monthly: monthly('25') }, 'default_price: none'));
    expect(await product(world)).toMatchObject({ default_price: null });
  });
});
