// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, errors, idOf } from './shop.ts';

/** People choose the ids of products and of coupons, and may well choose one for both. */
const NAMESAKES = `code: launch
name: Launch
entitlements: [launch]
default_price: monthly
prices: { monthly: { amount: 5, currency: usd, interval: month } }
---
kind: coupon
code: launch
percent_off: 10
applies_to: [launch]
---
kind: promotion_code
code: launch
coupon: launch
---
kind: entitlement
code: launch
name: Launch
`;

describe('a plan and a coupon of one id', () => {
  it('are two things to everything that refers to them', async ({ world }) => {
    await applied(world, NAMESAKES);
    expect([await idOf(world, 'product/launch'), await idOf(world, 'coupon/launch')]).toEqual([
      'launch',
      'launch',
    ]);
    await applied(
      world,
      NAMESAKES.replace('amount: 5', 'amount: 6').replace('percent_off', 'name: L\npercent_off'),
    );
  });

  it('are adopted beside each other', async ({ world }) => {
    await world.post('/v1/products', { id: 'launch', name: 'Launch' });
    await world.post('/v1/coupons', { id: 'launch', percent_off: '10', duration: 'once' });
    const yaml =
      'code: launch\nname: Launch\nadopt: launch\n---\nkind: coupon\ncode: launch\npercent_off: 10\nadopt: launch\n';
    expect(errors(await applied(world, yaml))).toEqual([]);
  });
});
