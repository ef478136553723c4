// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, idOf, loseSnapshot, priceOf, pro } from './shop.ts';
import { brief } from './world.ts';

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';

/** Each shape of a price, with what Stripe then has of it. */
const shapes: Readonly<Record<string, readonly [string, object]>> = {
  flat: ['amount: 19.99, currency: usd, interval: month', { unit_amount: 1999, unit_amount_decimal: '1999' }],
  free: ['amount: 0, currency: usd, interval: month', { unit_amount: 0 }],
  'one-time': ['amount: 49, currency: usd, interval: once', { recurring: null, type: 'one_time' }],
  'every third week': [
    'amount: 7.5, currency: usd, interval: week, interval_count: 3',
    { recurring: { interval: 'week', interval_count: 3 } },
  ],
  'sub-cent, metered': [
    'amount: 0.000123456789, currency: usd, interval: month, meter: calls',
    { unit_amount: null, unit_amount_decimal: '0.0123456789', recurring: { usage_type: 'metered' } },
  ],
  'sub-cent, said to be fractional': [
    'amount: 0.125, currency: usd, interval: month, fractional: true',
    { unit_amount: null, unit_amount_decimal: '12.5' },
  ],
  'graduated tiers with flat fees': [
    'currency: usd, interval: month, meter: calls, tiers_mode: graduated, tiers: [{ up_to: 1000, amount: 0 }, { up_to: inf, amount: 0.0025, flat: 5.00 }]',
    { billing_scheme: 'tiered', tiers_mode: 'graduated' },
  ],
  'volume tiers with flat fees alone': [
    'currency: usd, interval: month, tiers_mode: volume, tiers: [{ up_to: 10, flat: 10 }, { up_to: inf, flat: 15.50, amount: 1 }]',
    { billing_scheme: 'tiered', tiers_mode: 'volume' },
  ],
  'tiers inside a currency option': [
    'currency: usd, interval: month, tiers_mode: graduated, tiers: [{ up_to: 5, amount: 1 }, { up_to: inf, amount: 0.5 }], currencies: { eur: { tiers: [{ up_to: 5, amount: 0.9 }, { up_to: inf, amount: 0.45, flat: 1 }] } }',
    { billing_scheme: 'tiered', currency_options: { eur: { unit_amount: null } } },
  ],
  'currency options': [
    'amount: 25, currency: usd, interval: month, currencies: { eur: 23.00, jpy: { amount: 3600, tax_behavior: inclusive }, kwd: 7.510 }',
    {
      currency_options: {
        eur: { unit_amount: 2300 },
        jpy: { unit_amount: 3600 },
        kwd: { unit_amount: 7510 },
      },
    },
  ],
  'a transformed quantity': [
    'amount: 5, currency: usd, interval: month, transform_quantity: { divide_by: 100, round: up }',
    { transform_quantity: { divide_by: 100, round: 'up' } },
  ],
  'a custom amount': [
    'currency: usd, interval: once, custom_amount: { minimum: 5, maximum: 500.50, preset: 20 }',
    { custom_unit_amount: { minimum: 500, maximum: 50_050, preset: 2000 } },
  ],
  'a custom amount without bounds': [
    'currency: usd, interval: once, custom_amount: {}',
    { custom_unit_amount: { minimum: null, maximum: null, preset: null } },
  ],
  'a currency without a minor unit': ['amount: 3600, currency: jpy, interval: month', { unit_amount: 3600 }],
  'a currency with three decimals': ['amount: 7.510, currency: kwd, interval: month', { unit_amount: 7510 }],
  'everything that is written beside the amount': [
    'amount: 1, currency: usd, interval: day, nickname: Nick, metadata: { a: b }, tax_behavior: inclusive, lookup_key: mine, protect: true',
    { nickname: 'Nick', tax_behavior: 'inclusive', lookup_key: 'mine', metadata: { a: 'b' } },
  ],
};

describe('every shape of a price comes back as it was sent', () => {
  for (const [name, [shape, expected]] of Object.entries(shapes)) {
    it(name, async ({ world }) => {
      const yaml = `${pro({ it: shape })}\n---\n${METER}`;
      await applied(world, yaml);
      const plan = await world.plan(yaml);
      expect(plan).toMatchObject({ changes: [], drift: [], catchUps: [], unchanged: 3 });
      expect(await priceOf(world, 'price/pro/it')).toMatchObject(expected);
      const id = await idOf(world, 'price/pro/it');
      loseSnapshot(world);
      expect(brief(await applied(world, yaml))).toEqual([
        'relink product/pro []',
        'adopt meter/calls []',
        'relink price/pro/it []',
      ]);
      expect(await idOf(world, 'price/pro/it')).toBe(id);
    });
  }

  it('and is found again when it was archived', async ({ world }) => {
    const all = Object.entries(shapes).map(([, [shape]], index) => [`p${index}`, shape] as const);
    const yaml = `${pro(Object.fromEntries(all.filter(([, shape]) => !shape.includes('protect'))))}\n---\n${METER}`;
    await applied(world, yaml);
    const ids = [...(await world.applied()).resources.values()].map(({ id }) => id).sort();
    await applied(world, 'code: pro\nname: Pro Plan\nprices: {}');
    const plan = await applied(world, yaml);
    expect(plan.changes.filter(({ kind }) => kind === 'price').map(({ action }) => action)).toEqual(
      all.slice(1).map(() => 'restore'),
    );
    expect([...(await world.applied()).resources.values()].map(({ id }) => id).sort()).toEqual(ids);
  });
});
