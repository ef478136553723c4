// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { NO_CHOICES } from '../../src/diff/input.ts';
import { it } from './it.ts';
import { applied, DAY, foreignPrice, idOf, monthly, priceOf, pro } from './shop.ts';
import { brief, type World } from './world.ts';

const KEY = 'price/pro/monthly';
const yaml = (amount = '25', more = '', lines = ''): string => pro({ monthly: monthly(amount, more) }, lines);
const retireAt = { pricebook_retire_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) };
const price = (world: World, id: string) => world.get(`/v1/prices/${id}`);

describe('a replaced price', () => {
  describe('with an amount that somebody changed by hand', () => {
    const options = 'currencies: { eur: 23 }';
    const tampered = async (world: World): Promise<void> => {
      await applied(world, yaml('25', options));
      const params = { currency_options: { eur: { unit_amount: 230 } } };
      await world.post(`/v1/prices/${await idOf(world, KEY)}`, params);
    };
    const euros = async (world: World): Promise<unknown> => {
      const raw = await world.get(`/v1/prices/${await idOf(world, KEY)}?expand[]=currency_options`);
      return raw.currency_options;
    };

    it('is a conflict: nobody asked for that amount', async ({ world }) => {
      await tampered(world);
      const plan = await world.plan(yaml('29', options));
      expect(plan.conflicts).toEqual([
        {
          key: KEY,
          reason: 'both-changed',
          fields: [{ path: 'currencies.eur.amount', applied: '23', live: '2.3', desired: '23' }],
        },
      ]);
    });

    it.for([
      ['manifest', 2300],
      ['stripe', 230],
    ] as const)('takes the side that is chosen: %s', async ([side, amount], { world }) => {
      await tampered(world);
      world.choices = { ...NO_CHOICES, prefer: new Map([[KEY, side]]) };
      const plan = await applied(world, yaml('29', options));
      expect(plan.conflicts).toEqual([]);
      expect(await euros(world)).toMatchObject({ eur: { unit_amount: amount } });
    });
  });

  it('is replaced by a new one that holds its lookup key, and is archived in test mode', async ({
    world,
  }) => {
    await applied(world, yaml());
    const old = await idOf(world, KEY);
    const plan = await applied(world, yaml('29'));
    expect(plan.changes).toMatchObject([{ action: 'replace', reason: 'amount-changed', currency: 'usd' }]);
    expect(await priceOf(world, KEY)).toMatchObject({
      unit_amount: 2900,
      lookup_key: 'pro_monthly',
      active: true,
    });
    expect(await price(world, old)).toMatchObject({ active: false, lookup_key: null });
  });

  it('is on sale for a day in live mode, and then archived by the next apply', async ({ live }) => {
    await applied(live, yaml());
    const old = await idOf(live, KEY);
    await applied(live, yaml('29'));
    expect(await price(live, old)).toMatchObject({ active: true, lookup_key: null, metadata: retireAt });
    const record = (await live.applied()).ids.find(({ id }) => id === old);
    expect(record).toMatchObject({ retireAt: expect.any(String), until: expect.any(String) });
    live.advance(DAY + 1);
    await applied(live, yaml('29'));
    expect(await price(live, old)).toMatchObject({ active: false });
    expect((await live.applied()).ids.find(({ id }) => id === old)).toMatchObject({ retireAt: null });
  });

  it('passes on what no manifest mentions: nickname, tax behaviour, foreign metadata', async ({ world }) => {
    await applied(world, yaml());
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, {
      nickname: 'Theirs',
      tax_behavior: 'exclusive',
      metadata: { color: 'red', plan_code: 'legacy-pro' },
    });
    await applied(world, yaml('29'));
    expect(await priceOf(world, KEY)).toMatchObject({
      unit_amount: 2900,
      nickname: 'Theirs',
      tax_behavior: 'exclusive',
      metadata: { color: 'red', plan_code: 'legacy-pro', pricebook_key: KEY },
    });
  });

  it('passes on its drift, which stays drift', async ({ world }) => {
    const named = (amount: string): string => yaml(amount, 'nickname: Ours');
    await applied(world, named('25'));
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, { nickname: 'Theirs' });
    await applied(world, named('29'));
    expect(await priceOf(world, KEY)).toMatchObject({ nickname: 'Theirs' });
    expect((await world.plan(named('29'))).drift).toMatchObject([
      { key: KEY, fields: [{ path: 'nickname', applied: 'Ours', live: 'Theirs' }] },
    ]);
  });

  it('that somebody pulled is replaced by one that is not on sale either', async ({ world }) => {
    await applied(world, yaml());
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, { active: false });
    await applied(world, yaml('29'));
    expect(await priceOf(world, KEY)).toMatchObject({ unit_amount: 2900, active: false });
    expect((await world.plan(yaml('29'))).drift).toHaveLength(1);
  });

  it('is used again when git goes back, and the other one goes', async ({ world }) => {
    await applied(world, yaml());
    const first = await idOf(world, KEY);
    await applied(world, yaml('29'));
    const second = await idOf(world, KEY);
    expect(brief(await applied(world, yaml()))).toEqual([`replace ${KEY} [amount]`]);
    expect(await idOf(world, KEY)).toBe(first);
    expect(await price(world, first)).toMatchObject({ active: true, lookup_key: 'pro_monthly' });
    expect(await price(world, second)).toMatchObject({ active: false, lookup_key: null });
  });

  it('is used again while it retires, and no longer retires', async ({ live }) => {
    await applied(live, yaml());
    const first = await idOf(live, KEY);
    await applied(live, yaml('29'));
    const second = await idOf(live, KEY);
    const plan = await applied(live, yaml());
    expect(brief(plan)).toEqual([`replace ${KEY} [amount]`]);
    const back = await price(live, first);
    expect(back).toMatchObject({ active: true, lookup_key: 'pro_monthly' });
    expect(back.metadata).not.toHaveProperty('pricebook_retire_at');
    expect(await price(live, second)).toMatchObject({ active: true, metadata: retireAt });
    live.advance(DAY + 1);
    await applied(live, yaml());
    expect(await price(live, first)).toMatchObject({ active: true });
    expect(await price(live, second)).toMatchObject({ active: false });
  });

  it('is not used again when its currencies are others', async ({ world }) => {
    await applied(world, yaml('25', 'currencies: { eur: 23 }'));
    const first = await idOf(world, KEY);
    await applied(world, yaml('29'));
    await applied(world, yaml('25'));
    expect(await idOf(world, KEY)).not.toBe(first);
  });
});

describe('what cannot be carried over', () => {
  it('stops the replacement: a currency option that no manifest mentions', async ({ world }) => {
    await applied(world, yaml());
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, {
      currency_options: { eur: { unit_amount: 2300, tax_behavior: 'exclusive' } },
    });
    expect((await world.plan(yaml())).drift).toEqual([]);
    expect((await world.plan(yaml('29'))).guards).toEqual([
      {
        name: 'unmanaged_fields',
        limit: 0,
        actual: 'currencies.eur.amount',
        keys: [KEY],
        allow: [`drop:${KEY}`],
      },
    ]);
  });

  it('may go when the user says so', async ({ world }) => {
    await applied(world, yaml());
    await world.post(`/v1/prices/${await idOf(world, KEY)}`, {
      currency_options: { eur: { unit_amount: 2300, tax_behavior: 'exclusive' } },
    });
    world.choices = { ...NO_CHOICES, allow: new Set([`drop:${KEY}`]) };
    const plan = await applied(world, yaml('29'));
    expect(plan.guards).toEqual([]);
    expect((await priceOf(world, KEY)).currency_options).toEqual({ usd: expect.anything() });
  });

  it('stops the replacement: trial days', async ({ world }) => {
    await applied(world, 'code: pro\nname: Pro Plan\nprices: {}');
    const trial = await foreignPrice(world, { recurring: { interval: 'month', trial_period_days: 14 } });
    await applied(world, yaml('25', `adopt: ${trial}`));
    expect((await world.plan(yaml('29'))).guards).toMatchObject([
      { name: 'unmanaged_fields', actual: 'trial_period_days' },
    ]);
    world.choices = { ...NO_CHOICES, allow: new Set([`drop:${KEY}`]) };
    await applied(world, yaml('29'));
    expect((await priceOf(world, KEY)).recurring).toMatchObject({ trial_period_days: null });
  });
});

describe('active', () => {
  it('is switched off and on again, on the same price', async ({ world }) => {
    await applied(world, yaml());
    const id = await idOf(world, KEY);
    await applied(world, yaml('25', 'active: false'));
    expect(await price(world, id)).toMatchObject({ active: false });
    await applied(world, yaml('25', 'active: true'));
    await applied(world, yaml());
    expect(await price(world, id)).toMatchObject({ active: true });
    expect(await idOf(world, KEY)).toBe(id);
  });

  it('is switched on together with a new amount', async ({ world }) => {
    await applied(world, yaml());
    await applied(world, yaml('25', 'active: false'));
    await applied(world, yaml('29'));
    expect(await priceOf(world, KEY)).toMatchObject({ active: true, unit_amount: 2900 });
  });

  it('may be false from the start, and stays so when the snapshot is lost', async ({ world }) => {
    await applied(world, yaml('25', 'active: false'));
    expect(await priceOf(world, KEY)).toMatchObject({ active: false });
  });
});
