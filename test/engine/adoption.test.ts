// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import {
  applied,
  errors,
  foreignPrice,
  idOf,
  loseSnapshot,
  marker,
  monthly,
  priceOf,
  pro,
  writes,
} from './shop.ts';
import { brief, type World } from './world.ts';

const adopting = (id: string): string =>
  pro({ monthly: monthly('25', `adopt: ${id}`) }, 'adopt: prod_theirs');
const meter = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';

async function theirs(world: World, params = {}): Promise<string> {
  await world.post('/v1/products', { id: 'prod_theirs', name: 'Pro Plan', metadata: { color: 'blue' } });
  return foreignPrice(world, { product: 'prod_theirs', ...params });
}

/** Problems as code, summary and detail, the ids of prices left out. */
const problems = async (world: World, yaml: string): Promise<string> =>
  (await world.plan(yaml)).diagnostics
    .map(({ code, summary, detail }) => `${code}: ${summary}. ${detail}`.replaceAll(/price_1\w+/g, 'price_…'))
    .join('\n');

describe('an unowned object', () => {
  it('is adopted where the manifest says so, with nothing written but the marker', async ({ world }) => {
    const id = await theirs(world, { lookup_key: 'old', nickname: 'Theirs', metadata: { color: 'red' } });
    const plan = await applied(world, adopting(id));
    expect(brief(plan)).toEqual(['adopt product/pro []', 'adopt price/pro/monthly []']);
    expect(await idOf(world, 'product/pro')).toBe('prod_theirs');
    expect(await world.get('/v1/products/prod_theirs')).toMatchObject({
      metadata: { ...marker('product/pro'), color: 'blue', plan_code: 'pro' },
    });
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({
      lookup_key: 'old',
      nickname: 'Theirs',
      metadata: { ...marker('price/pro/monthly'), color: 'red' },
    });
  });

  it('gets the mutable fields that the manifest has', async ({ world }) => {
    const id = await theirs(world);
    const plan = await applied(world, adopting(id).replace('Pro Plan', 'Pro'));
    expect(brief(plan)[0]).toBe('adopt product/pro [name]');
    expect((await world.get('/v1/products/prod_theirs')).name).toBe('Pro');
  });

  it('is no longer looked at once the key is recorded', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }));
    expect(brief(await applied(world, pro({ monthly: monthly('25', 'adopt: price_gone') })))).toEqual([]);
  });

  it('is a meter with the same event name and equal fields: adopted without asking', async ({ world }) => {
    await world.post('/v1/billing/meters', {
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    });
    expect(brief(await applied(world, meter))).toEqual(['adopt meter/calls []']);
    loseSnapshot(world);
    expect(brief(await applied(world, meter))).toEqual(['adopt meter/calls []']);
  });

  it('is a meter with other fields: an error with both sides', async ({ world }) => {
    await world.post('/v1/billing/meters', {
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'count' },
    });
    expect(await problems(world, meter)).toMatch(
      /plan\.adopt-differs: meter\/calls cannot adopt mtr_\w+: aggregation: "sum" in the manifest, "count" in Stripe/,
    );
  });
});

describe('adopting is an error that names the object and the line', () => {
  it('when there is no such object', async ({ world }) => {
    await theirs(world);
    expect(await problems(world, adopting('price_gone'))).toContain(
      'plan.adopt-missing: price/pro/monthly cannot adopt price_gone: Stripe has no such price in this account and mode',
    );
  });

  it('when another tool marks it as its own', async ({ world }) => {
    const id = await theirs(world, { metadata: { managed_by: 'terraform' } });
    expect(await problems(world, adopting(id))).toContain(
      'plan.adopt-owned: price/pro/monthly cannot adopt price_…: it is managed by terraform',
    );
  });

  it('when another catalog owns it', async ({ world }) => {
    const id = await theirs(world, { metadata: marker('price/pro/monthly', 'theirs') });
    expect(await problems(world, adopting(id))).toContain('it is price/pro/monthly of the catalog theirs');
  });

  it('when it is another key’s of this catalog', async ({ world }) => {
    const id = await theirs(world, { metadata: marker('price/pro/other') });
    expect(await problems(world, adopting(id))).toContain('it is price/pro/other of the catalog default');
  });

  it('when an immutable field differs, and nothing is replaced', async ({ world }) => {
    const id = await theirs(world, { unit_amount: '3000' });
    const plan = await world.plan(adopting(id));
    expect(await problems(world, adopting(id))).toContain(
      'plan.adopt-differs: price/pro/monthly cannot adopt price_…: amount: "25" in the manifest, "30" in Stripe',
    );
    expect(brief(plan)).toEqual(['adopt product/pro []']);
  });

  it('when it belongs to another product', async ({ world }) => {
    const id = await theirs(world);
    const yaml = pro({ monthly: monthly('25', `adopt: ${id}`) });
    expect(await problems(world, yaml)).toContain(
      'product: "product/pro" in the manifest, "prod_theirs" in Stripe',
    );
  });

  it('when the product id is taken', async ({ world }) => {
    await world.post('/v1/products', { id: 'pro', name: 'Theirs' });
    expect(await problems(world, pro({ monthly: monthly('25') }))).toContain(
      'plan.taken: product/pro needs the id "pro", which pro has; that one is nobody',
    );
    expect(await problems(world, pro({ monthly: monthly('25') }))).toContain('"adopt: pro"');
  });

  it('when the product id is another catalog’s', async ({ world }) => {
    await world.post('/v1/products', {
      id: 'pro',
      name: 'Theirs',
      metadata: marker('product/pro', 'theirs'),
    });
    expect(await problems(world, pro({ monthly: monthly('25') }))).toContain(
      'that one is product/pro of the catalog theirs',
    );
  });

  it('when the lookup key is taken by an unowned price, archived or not', async ({ world }) => {
    const id = await theirs(world, { lookup_key: 'pro_monthly' });
    const yaml = pro({ monthly: monthly('25') });
    expect(await problems(world, yaml)).toContain(
      'plan.taken: price/pro/monthly needs the lookup_key "pro_monthly", which price_… has; that one is nobody',
    );
    expect(await problems(world, yaml)).toContain('"adopt: price_…"');
    await world.post(`/v1/prices/${id}`, { active: false });
    world.emulator.resetRequests();
    expect(errors(await world.plan(yaml))).toHaveLength(1);
    expect(writes(world)).toEqual([]);
  });
});
