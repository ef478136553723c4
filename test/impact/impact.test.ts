import { describe, expect, it } from 'vitest';
import { impactOf } from '../../src/commands/impact.ts';
import { planFrom } from '../../src/commands/make-plan.ts';
import { recordedLive } from '../../src/commands/offline.ts';
import { NO_CHOICES } from '../../src/diff/input.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import { connectReader } from '../../src/stripe/client.ts';
import { idOf, monthly, pro } from '../engine/shop.ts';
import { brief } from '../engine/world.ts';
import { multiply, subscribe } from './crowd.ts';
import { desiredOf, released, reviewed } from './review.ts';

const YEARLY = (amount: string) => `amount: ${amount}, currency: usd, interval: year`;
const entries = <Key, Value>(map: ReadonlyMap<Key, Value>) => Object.fromEntries(map);

describe('who subscribes', () => {
  it('is asked about what is replaced, archived or set inactive, and nothing else', async () => {
    const before = { monthly: monthly('25'), yearly: YEARLY('250'), old: monthly('9'), stays: monthly('7') };
    const world = await released(pro(before));
    await subscribe(world.writer, { [await idOf(world, 'price/pro/monthly')]: 2 });
    await subscribe(world.writer, { [await idOf(world, 'price/pro/yearly')]: 1 });
    await subscribe(world.writer, { [await idOf(world, 'price/pro/stays')]: 1 });
    const after = {
      monthly: monthly('29'),
      yearly: `${YEARLY('250')}, active: false`,
      stays: monthly('7', 'nickname: Stays'),
      fresh: monthly('1'),
    };
    const { review, impact, requests } = await reviewed(world, pro(after));
    expect(brief(review.plan)).toHaveLength(5);
    expect(requests).toBe(3);
    if (impact.subscribers.status !== 'counted') throw new Error(impact.subscribers.status);
    expect(entries(impact.subscribers.byKey)).toEqual({
      'price/pro/monthly': { statuses: { active: 1 }, more: false, monthly: { usd: '50' }, metered: false },
      'price/pro/yearly': {
        statuses: { active: 1 },
        more: false,
        monthly: { usd: '20.83333333333333333333' },
        metered: false,
      },
      'price/pro/old': { statuses: {}, more: false, monthly: {}, metered: false },
    });
  });

  it('are those of the old price, at what it costs in Stripe', async () => {
    const world = await released(pro({ monthly: monthly('25') }));
    const id = await idOf(world, 'price/pro/monthly');
    await world.post(`/v1/prices/${id}`, { currency_options: { eur: { unit_amount: '2300' } } });
    await subscribe(world.writer, { [id]: 1 }, { currency: 'eur' });
    const { impact } = await reviewed(world, pro({ other: monthly('1') }));
    expect(impact.subscribers).toMatchObject({ status: 'counted', left: 0 });
    if (impact.subscribers.status !== 'counted') return;
    expect(impact.subscribers.byKey.get('price/pro/monthly')?.monthly).toEqual({ eur: '23' });
  });

  it('is counted to a thousand, with ten requests', async () => {
    const world = await released(pro({ monthly: monthly('25') }));
    const id = await subscribe(world.writer, { [await idOf(world, 'price/pro/monthly')]: 1 });
    multiply(world.emulator, id, { count: 1049 });
    const { impact, requests } = await reviewed(world, pro({ monthly: monthly('29') }));
    if (impact.subscribers.status !== 'counted') throw new Error(impact.subscribers.status);
    expect(impact.subscribers.byKey.get('price/pro/monthly')).toMatchObject({
      statuses: { active: 1000 },
      more: true,
    });
    expect(requests).toBe(10);
  });

  it('is not asked when hidden, offline, or about nothing', async () => {
    const world = await released(pro({ monthly: monthly('25') }));
    const replaced = pro({ monthly: monthly('29') });
    const statusOf = async (yaml: string, how: Parameters<typeof reviewed>[2]) => {
      const { impact, requests } = await reviewed(world, yaml, how);
      return [impact.subscribers.status, requests];
    };
    expect(await statusOf(replaced, { show: false })).toEqual(['hidden', 0]);
    expect(await statusOf(replaced, { reader: null })).toEqual(['unasked', 0]);
    expect(await statusOf(pro({ monthly: monthly('25') }, 'description: New'), {})).toEqual(['unasked', 0]);
  });

  it('is forbidden to a key without the permission, and the rest is there', async () => {
    const world = await released(pro({ yearly: YEARLY('250') }));
    const key = { secret: 'rk_test_nosubscriptions', livemode: false };
    const reader = connectReader({ key, base: world.emulator.url, requestsPerSecond: 1000 });
    const { impact } = await reviewed(world, pro({ yearly: YEARLY('300') }), { reader });
    expect(impact.subscribers).toEqual({ status: 'forbidden' });
    expect(impact.names.get('product/pro')).toBe('Pro Plan');
    expect(impact.monthly.size).toBe(1);
  });
});

describe('what customers pay', () => {
  const tiers = (amount: string) =>
    `currency: usd, interval: month, tiers_mode: graduated, tiers: [{ up_to: 10, amount: ${amount} }, { up_to: inf, amount: 1 }]`;

  it('is set against what they pay now', async () => {
    const world = await released(pro({ seats: tiers('2'), plain: monthly('5') }));
    const { impact } = await reviewed(world, pro({ seats: tiers('3'), plain: monthly('6') }));
    expect(entries(impact.tables)).toEqual({
      'price/pro/seats': [
        {
          currency: 'usd',
          rows: [
            { quantity: 1, before: '2', after: '3' },
            { quantity: 10, before: '20', after: '30' },
            { quantity: 11, before: '21', after: '31' },
            { quantity: 100, before: '110', after: '120' },
          ],
        },
      ],
    });
    expect(impact.monthly.size).toBe(0);
  });

  it('is shown in all currencies when one is added', async () => {
    const world = await released(pro({ monthly: monthly('25') }));
    const { impact, review } = await reviewed(
      world,
      pro({ monthly: monthly('25', 'currencies: { eur: 23 }') }),
    );
    expect(review.own.map(({ action }) => action)).toEqual(['update']);
    expect(impact.tables.get('price/pro/monthly')).toEqual([
      { currency: 'usd', rows: [{ quantity: 1, before: '25', after: '25' }] },
      { currency: 'eur', rows: [{ quantity: 1, before: null, after: '23' }] },
    ]);
  });

  it('is new for a new price, and for one that comes back', async () => {
    const world = await released(pro({ seats: tiers('2'), plain: monthly('5') }));
    await world.apply(pro({ plain: monthly('5') }));
    const { impact, review } = await reviewed(
      world,
      pro({ seats: tiers('2'), plain: monthly('5'), more: tiers('4') }),
    );
    expect(review.own.map(({ action, key }) => `${action} ${key}`).sort()).toEqual([
      'create price/pro/more',
      'restore price/pro/seats',
    ]);
    for (const [tables] of impact.tables.values()) {
      expect(tables?.rows.map(({ before }) => before)).toEqual([null, null, null, null]);
    }
    expect(impact.tables.size).toBe(2);
  });

  it('is in no table when something else changes, or the price goes', async () => {
    const world = await released(pro({ seats: tiers('2'), gone: tiers('2'), year: YEARLY('100') }));
    const { impact, review } = await reviewed(
      world,
      pro({ seats: `${tiers('2')}, nickname: Seats`, year: `${YEARLY('100')}, nickname: Year` }),
    );
    expect(review.own).toHaveLength(3);
    expect([impact.tables.size, impact.monthly.size]).toEqual([0, 0]);
  });

  it('is the same offline, out of the snapshot', async () => {
    const world = await released(pro({ plain: monthly('5') }));
    const applied = await world.applied();
    const desired = desiredOf(pro({ plain: monthly('5', 'currencies: { eur: 4 }') }));
    const recorded = recordedLive(applied, kinds, applied.catalog);
    const plan = planFrom(
      { config: parseConfig(null).config, desired, diagnostics: [] },
      { applied, live: recorded.live },
      { choices: NO_CHOICES, now: world.now(), kinds: recorded.kinds },
    );
    const review = { plan, own: plan.changes, earlier: [], withdrawn: [] };
    const impact = await impactOf(review, { desired, baseDesired: [], applied, reader: null, show: true });
    expect(impact.tables.get('price/pro/plain')).toEqual([
      { currency: 'usd', rows: [{ quantity: 1, before: '5', after: '5' }] },
      { currency: 'eur', rows: [{ quantity: 1, before: null, after: '4' }] },
    ]);
  });
});

describe('a price that is not paid by the month', () => {
  it('has its monthly equivalent', async () => {
    const world = await released(
      pro({ yearly: YEARLY('250'), weekly: 'amount: 3, currency: usd, interval: week' }),
    );
    const { impact } = await reviewed(
      world,
      pro({ yearly: YEARLY('300'), weekly: 'amount: 6, currency: usd, interval: week', free: YEARLY('0') }),
    );
    expect(entries(impact.monthly)).toEqual({
      'price/pro/yearly': { currency: 'usd', before: '20.83333333333333333333', after: '25' },
      'price/pro/weekly': { currency: 'usd', before: '13', after: '26' },
    });
  });

  it('has it when the interval alone changes, and none when it is paid once', async () => {
    const world = await released(pro({ a: monthly('12'), b: YEARLY('12') }));
    const { impact } = await reviewed(
      world,
      pro({ a: YEARLY('12'), b: 'amount: 12, currency: usd, interval: once' }),
    );
    expect(entries(impact.monthly)).toEqual({
      'price/pro/a': { currency: 'usd', before: '12', after: '1' },
      'price/pro/b': { currency: 'usd', before: '1', after: null },
    });
  });
});

describe('what else of the catalog', () => {
  it('has a name, removed objects included, the newest name first', async () => {
    const other = 'code: team\nname: Team\nprice: 5\ncurrency: usd\ninterval: month';
    const world = await released(`${pro({ monthly: monthly('25') })}\n---\n${other}`);
    const renamed = pro({ monthly: monthly('25') }).replace('Pro Plan', 'Pro');
    const { impact } = await reviewed(world, renamed);
    expect(entries(impact.names)).toEqual({ 'product/pro': 'Pro', 'product/team': 'Team' });
  });

  it('points at what is replaced', async () => {
    const lines = 'default_price: monthly';
    const world = await released(pro({ monthly: monthly('25'), yearly: YEARLY('250') }, lines));
    const { impact } = await reviewed(world, pro({ monthly: monthly('29'), yearly: YEARLY('250') }, lines));
    expect(entries(impact.referrers)).toEqual({
      'price/pro/monthly': [{ key: 'product/pro', path: 'default_price' }],
    });
  });
});
