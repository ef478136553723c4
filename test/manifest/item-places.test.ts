import { describe, expect, it } from 'vitest';
import { load } from './support.ts';

const PRO = 'code: pro\nname: Pro\nprices:\n  monthly: { amount: 5, currency: usd, interval: month }\n---\n';

const problems = (text: string): readonly string[] =>
  load({ 'plans/a.yaml': `${PRO}${text}` }, { environment: 'test' }).diagnostics.map(
    ({ summary, detail, where }) => `${where?.line}:${where?.column} ${summary}. ${detail}`,
  );

describe('an error in a list', () => {
  it('is at the plan that does not exist, and calls it a plan', () => {
    expect(problems('kind: coupon\ncode: c\npercent_off: 5\napplies_to:\n  - pro\n  - prro\n')).toEqual([
      '11:5 no manifest describes the plan `prro`. Did you mean `pro`?',
    ]);
  });

  it('is at the price that a portal cannot offer', () => {
    expect(problems('kind: portal\ncode: p\nswitch_plans:\n  prices: [pro/monthly, pro/monthlyy]\n')).toEqual(
      ['9:25 no manifest describes the price `pro/monthlyy`. Did you mean `pro/monthly`?'],
    );
  });

  it('says what to do about an empty one', () => {
    expect(problems('kind: coupon\ncode: c\npercent_off: 5\napplies_to: []\n')).toEqual([
      '9:1 `applies_to` is empty. Name at least one, or remove the line.',
    ]);
  });
});

describe('an error in a number or an amount', () => {
  it('says the least that may be written', () => {
    expect(problems('kind: coupon\ncode: c\npercent_off: 5\nmax_redemptions: 0\n')).toEqual([
      '9:18 `max_redemptions` is the number `0`; expected a whole number. Write a whole number, at least 1.',
    ]);
  });

  it('is at the minimum of a promotion code', () => {
    const codes = 'kind: coupon\ncode: c\npercent_off: 5\n---\nkind: promotion_code\ncode: P\ncoupon: c\n';
    expect(problems(`${codes}currency: usd\nminimum_amount: 0\n`)).toEqual([
      '14:17 a minimum of zero asks for nothing. Remove `minimum_amount`.',
    ]);
  });
});
