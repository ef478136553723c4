// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { NO_CHOICES } from '../../src/diff/input.ts';
import type { Guard, Plan } from '../../src/model/plan.ts';
import { it } from './it.ts';
import { applied, idOf, monthly, pro, vanish } from './shop.ts';
import type { World } from './world.ts';

const guardsOf = (plan: Plan): readonly string[] => plan.guards.map(({ name }) => name);
const only = (plan: Plan): Guard | undefined => (plan.guards.length === 1 ? plan.guards[0] : undefined);
const allowing = (...allow: readonly string[]) => ({ ...NO_CHOICES, allow: new Set(allow) });
/** A plan of three prices, the first two of which say this. */
const three = (changed: string): string => pro({ p0: changed, p1: changed, p2: monthly('25') });

describe('max_price_change', () => {
  /** What the guard says when `before` becomes `after`. */
  const moved = async (world: World, before: string, after: string): Promise<unknown> => {
    const meter = '\n---\nkind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
    await applied(world, pro({ it: before, other: monthly('1') }) + meter);
    const { guards } = await world.plan(pro({ it: after, other: monthly('1') }) + meter);
    expect(guards.every(({ name }) => name === 'max_price_change')).toBe(true);
    return guards[0]?.actual ?? 'silent';
  };
  const tiers = (amount: string, flat: string, upTo = '10'): string =>
    `currency: usd, interval: month, tiers_mode: volume, tiers: [{ up_to: ${upTo}, amount: 1 }, { up_to: inf, amount: ${amount}, flat: ${flat} }]`;
  const cases: readonly [string, string, string, unknown][] = [
    ['at its limit, up: silent', monthly('20'), monthly('30'), 'silent'],
    ['at its limit, down: silent', monthly('20'), monthly('10'), 'silent'],
    ['beyond its limit, by the smallest step', monthly('20'), monthly('30.01'), 50.1],
    ['to zero', monthly('20'), monthly('0'), 'incomparable'],
    ['from zero', monthly('0'), monthly('20'), 'incomparable'],
    ['a new interval', monthly('20'), 'amount: 20, currency: usd, interval: year', 'incomparable'],
    ['a new interval count', monthly('20'), monthly('20', 'interval_count: 2'), 'incomparable'],
    [
      'a new currency in its place',
      monthly('20'),
      'amount: 20, currency: eur, interval: month',
      'incomparable',
    ],
    [
      'one currency option',
      monthly('20', 'currencies: { eur: 20 }'),
      monthly('20', 'currencies: { eur: 40 }'),
      100,
    ],
    [
      'a currency option from zero',
      monthly('20', 'currencies: { eur: 0 }'),
      monthly('20', 'currencies: { eur: 4 }'),
      'incomparable',
    ],
    [
      'a new currency option beside a new amount',
      monthly('20'),
      monthly('21', 'currencies: { eur: 4 }'),
      'incomparable',
    ],
    ['a removed currency option: silent', monthly('20', 'currencies: { eur: 4 }'), monthly('20'), 'silent'],
    ['one tier', tiers('1', '5'), tiers('2', '5'), 100],
    ['a flat fee', tiers('1', '5'), tiers('1', '9'), 80],
    ['a flat fee to zero', tiers('1', '5'), tiers('1', '0'), 'incomparable'],
    ['other steps', tiers('1', '5'), tiers('1', '5', '20'), 'incomparable'],
    ['tiers in the place of an amount', monthly('20'), tiers('1', '5'), 'incomparable'],
    ['a meter', monthly('20'), monthly('20', 'meter: calls'), 'incomparable'],
    [
      'another divisor',
      monthly('20', 'transform_quantity: { divide_by: 10, round: up }'),
      monthly('20', 'transform_quantity: { divide_by: 5, round: up }'),
      'incomparable',
    ],
    [
      'a bound of a custom amount',
      'currency: usd, interval: once, custom_amount: { minimum: 5 }',
      'currency: usd, interval: once, custom_amount: { minimum: 9 }',
      80,
    ],
    [
      'tax alone: silent',
      monthly('20', 'tax_behavior: inclusive'),
      monthly('20', 'tax_behavior: exclusive'),
      'silent',
    ],
  ];
  for (const [name, before, after, actual] of cases) {
    it(name, async ({ world }) => {
      expect(await moved(world, before, after)).toBe(actual);
    });
  }

  it('looks at what was last applied where a price is gone from Stripe and made again', async ({ world }) => {
    await applied(world, three(monthly('25')));
    vanish(world, await idOf(world, 'price/pro/p0'));
    expect(guardsOf(await world.plan(three(monthly('25'))))).toEqual([]);
    expect(
      only(await world.plan(pro({ p0: monthly('2500'), p1: monthly('25'), p2: monthly('25') }))),
    ).toMatchObject({
      name: 'max_price_change',
      allow: ['recreate:price/pro/p0'],
    });
  });

  it('compares by lookup key, where a price takes it from another one', async ({ world }) => {
    await applied(world, pro({ monthly: monthly('25', 'lookup_key: pro_monthly') }));
    const renamed = pro({ m2: monthly('99', 'lookup_key: pro_monthly') });
    expect(only(await world.plan(renamed))).toMatchObject({ actual: 296, allow: ['create:price/pro/m2'] });
    expect(guardsOf(await world.plan(pro({ m2: monthly('26', 'lookup_key: pro_monthly') })))).toEqual([]);
  });

  it('lists the keys, and is lifted price by price', async ({ world }) => {
    await applied(world, three(monthly('25')));
    const plan = await world.plan(three(monthly('99')));
    expect(only(plan)).toMatchObject({ limit: 50, actual: 296, keys: ['price/pro/p0', 'price/pro/p1'] });
    world.choices = allowing('replace:price/pro/p0');
    expect(only(await world.plan(three(monthly('99'))))).toMatchObject({
      keys: ['price/pro/p1'],
    });
    world.choices = allowing('replace:price/pro/p0', 'replace:price/pro/p1');
    expect(guardsOf(await world.plan(three(monthly('99'))))).toEqual([]);
  });
});

describe('sibling_price', () => {
  const slip = pro({ a: monthly('10'), b: monthly('12'), c: monthly('1000') });

  it('stops a new price that is far from all its siblings, in live mode', async ({ live }) => {
    expect(only(await live.plan(slip))).toMatchObject({
      name: 'sibling_price',
      keys: ['price/pro/c'],
      allow: ['create:price/pro/c'],
    });
    live.choices = allowing('create:price/pro/c');
    expect(guardsOf(await live.plan(slip))).toEqual([]);
  });

  it('is silent in test mode, and below twenty times', async ({ world, live }) => {
    expect(guardsOf(await world.plan(slip))).toEqual([]);
    expect(guardsOf(await live.plan(slip.replace('1000', '199.99')))).toEqual([]);
    expect(guardsOf(await live.plan(slip.replace('1000', '240')))).toEqual(['sibling_price']);
  });

  it('compares by the day, and only what can be compared', async ({ live }) => {
    const yearly = pro({ a: monthly('10'), b: 'amount: 110, currency: usd, interval: year' });
    expect(guardsOf(await live.plan(yearly))).toEqual([]);
    const others = pro({
      a: monthly('10'),
      b: 'amount: 1000, currency: usd, interval: once',
      c: 'amount: 9000, currency: jpy, interval: month',
      d: monthly('0'),
    });
    expect(guardsOf(await live.plan(others))).toEqual([]);
  });
});
