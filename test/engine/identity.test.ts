// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, DAY, errors, idOf, loseSnapshot, marker, monthly, priceOf, prices, pro } from './shop.ts';
import { brief } from './world.ts';

const old = pro(
  { monthly: monthly('25'), yearly: 'amount: 250, currency: usd, interval: year' },
  'default_price: monthly',
);
const renamed = old.replace('code: pro', 'code: team').replace('name:', 'formerly: pro\nname:');

describe('formerly', () => {
  it('on a plan moves the identity: nothing is recreated, ids and lookup keys stay', async ({ world }) => {
    await applied(world, old);
    const before = [...(await prices(world)).keys()].sort();
    const id = await idOf(world, 'price/pro/monthly');
    expect(brief(await applied(world, renamed))).toEqual([
      'update product/team [key]',
      'update price/team/monthly [key]',
      'update price/team/yearly [key]',
    ]);
    expect([...(await prices(world)).keys()].sort()).toEqual(before);
    expect(await idOf(world, 'product/team')).toBe('pro');
    expect(await idOf(world, 'price/team/monthly')).toBe(id);
    expect(await priceOf(world, 'price/team/monthly')).toMatchObject({
      lookup_key: 'pro_monthly',
      metadata: { ...marker('price/team/monthly'), plan_code: 'team' },
    });
    expect((await world.get('/v1/products/pro')).metadata).toMatchObject({
      ...marker('product/team'),
      plan_code: 'team',
    });
    expect([...(await world.applied()).resources.keys()].sort()).toEqual([
      'price/team/monthly',
      'price/team/yearly',
      'product/team',
    ]);
  });

  it('may stay, and may go, once it is applied', async ({ world }) => {
    await applied(world, old);
    await applied(world, renamed);
    expect(brief(await applied(world, renamed))).toEqual([]);
    expect(brief(await applied(world, renamed.replace('formerly: pro\n', '')))).toEqual([]);
  });

  it('leaves a plan code that somebody else wrote', async ({ world }) => {
    await applied(world, old);
    await world.post('/v1/products/pro', { metadata: { plan_code: 'theirs' } });
    await applied(world, renamed);
    expect((await world.get('/v1/products/pro')).metadata).toMatchObject({ plan_code: 'theirs' });
  });

  it('finds the objects though the snapshot is lost', async ({ world }) => {
    await applied(world, old);
    loseSnapshot(world);
    const plan = await applied(world, renamed);
    expect(plan.changes.map(({ action }) => action)).toEqual(['relink', 'relink', 'relink']);
    expect(plan.orphans).toEqual([]);
    expect(await idOf(world, 'product/team')).toBe('pro');
  });

  it('changes fields in the same update', async ({ world }) => {
    await applied(world, old);
    const plan = await applied(world, renamed.replace('Pro Plan', 'Team'));
    expect(brief(plan)[0]).toBe('update product/team [key name]');
  });

  it('replaces in the same release, and what retires belongs to the new name', async ({ live }) => {
    await applied(live, old);
    const first = await idOf(live, 'price/pro/monthly');
    await applied(live, renamed.replace('amount: 25,', 'amount: 29,'));
    expect(await priceOf(live, 'price/team/monthly')).toMatchObject({
      lookup_key: 'pro_monthly',
      unit_amount: 2900,
    });
    const plan = await live.plan(renamed.replace('amount: 25,', 'amount: 29,'));
    expect(plan).toMatchObject({
      changes: [],
      orphans: [],
      retiring: [{ key: 'price/team/monthly', stripeId: first }],
    });
    expect((await live.get('/v1/products/pro')).default_price).toBe(await idOf(live, 'price/team/monthly'));
    live.advance(DAY + 1);
    await applied(live, renamed.replace('amount: 25,', 'amount: 29,').replace('formerly: pro\n', ''));
    expect((await live.get(`/v1/prices/${first}`)).active).toBe(false);
  });

  it('on a price moves its identity alone', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25') }));
    const id = await idOf(world, 'price/pro/monthly');
    expect(brief(await applied(world, pro({ base: monthly('25', 'formerly: monthly') })))).toEqual([
      'update price/pro/base [key]',
    ]);
    expect(await priceOf(world, 'price/pro/base')).toMatchObject({ id, lookup_key: 'pro_monthly' });
  });

  it('on a price of another product is a replacement there, with the lookup key', async ({ world }) => {
    await applied(
      world,
      pro({ monthly: monthly('25'), yearly: 'amount: 250, currency: usd, interval: year' }),
    );
    const first = await idOf(world, 'price/pro/monthly');
    const moved = `${pro({ yearly: 'amount: 250, currency: usd, interval: year' })}\n---\n${pro({
      monthly: monthly('25', 'formerly: pro/monthly'),
    }).replace('code: pro', 'code: team')}`;
    const plan = await applied(world, moved);
    expect(brief(plan)).toEqual([
      'create product/team [active id name]',
      'replace price/team/monthly [product]',
    ]);
    expect(await priceOf(world, 'price/team/monthly')).toMatchObject({
      product: 'team',
      lookup_key: 'pro_monthly',
    });
    expect(await world.get(`/v1/prices/${first}`)).toMatchObject({ active: false, product: 'pro' });
    expect(brief(await applied(world, moved))).toEqual([]);
  });

  it('of a plan that has a record of its own leaves the former one to its removal', async ({ world }) => {
    const team = pro({ monthly: monthly('25') }).replace('code: pro', 'code: team');
    await applied(world, `${old}\n---\n${team}`);
    const plan = await applied(world, team.replace('name:', 'formerly: pro\nname:'));
    expect(plan.changes.map(({ action, key }) => `${action} ${key}`)).toEqual([
      'archive product/pro',
      'archive price/pro/monthly',
      'archive price/pro/yearly',
    ]);
    expect([...(await world.applied()).resources.keys()].sort()).toEqual([
      'price/team/monthly',
      'product/team',
    ]);
  });
});

describe('only', () => {
  const yaml = `${pro({ monthly: monthly('25'), pilot: monthly('5', 'only: [test]') })}\n---\ncode: big\nname: Big\nonly: [live]\nprices: { monthly: { ${monthly('99')} } }`;

  it('leaves out what exists in another environment', async ({ world, live }) => {
    expect((await applied(world, yaml)).changes.map(({ key }) => key)).toEqual([
      'product/pro',
      'price/pro/monthly',
      'price/pro/pilot',
    ]);
    expect((await applied(live, yaml)).changes.map(({ key }) => key)).toEqual([
      'product/big',
      'product/pro',
      'price/big/monthly',
      'price/pro/monthly',
    ]);
  });

  it('removes what existed here before', async ({ world }) => {
    await applied(world, yaml);
    const plan = await applied(world, yaml.replace('only: [test]', 'only: [live]'));
    expect(brief(plan)).toEqual(['archive price/pro/pilot [active]']);
  });
});

describe('two catalogs in one account', () => {
  const theirs = pro({ monthly: monthly('7', 'lookup_key: theirs') }).replace(
    'name:',
    'id: prod_theirs\nname:',
  );

  it('never touch each other', async ({ world }) => {
    await applied(world, old);
    const before = JSON.stringify([...(await prices(world)).values()]);
    const ours = world.file;
    Object.assign(world, { config: 'catalog: theirs', file: `${ours}.theirs` });
    const first = await applied(world, theirs);
    expect(first.unmanaged).toEqual({ product: 1, price: 2 });
    await applied(world, theirs.replace('amount: 7', 'amount: 8'));
    await applied(world, 'code: none\nname: None\nprices: {}');
    Object.assign(world, { config: null, file: ours });
    const plan = await applied(world, old);
    expect(plan).toMatchObject({ changes: [], drift: [], orphans: [], unmanaged: { product: 2, price: 2 } });
    const after = [...(await prices(world)).values()].filter(({ product }) => product === 'pro');
    expect(JSON.stringify(after)).toBe(before);
  });

  it('are told apart when they want the same product id', async ({ world }) => {
    await applied(world, old);
    Object.assign(world, { config: 'catalog: theirs', file: `${world.file}.theirs` });
    expect(errors(await world.plan(old))[0]).toContain('that one is product/pro of the catalog default');
  });
});
