import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { Spec } from '../../src/model/spec.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { creation, fields, replacement } from '../render/build.ts';
import { impactOf, review, view } from '../review/build.ts';

const COUPON = 'coupon/forever10';
const CODE = 'promotion_code/WELCOME10';
const TEN: Spec = { percent_off: '10', duration: 'forever', max_redemptions: 100 };
const WELCOME: Spec = { code: 'WELCOME10', coupon: COUPON, first_time_transaction: true, active: true };
const where = { file: 'plans/offers.yaml', line: 1, column: 1 };
const coupon = { lockGroup: COUPON, kind: 'coupon', where } as const;
const code = { lockGroup: CODE, kind: 'promotion_code', where } as const;

function told(change: Change): string {
  const of = review({ changes: [change], livemode: true });
  const applied = new Map([[COUPON, { spec: TEN }]] as const);
  const nouns = { promotion_code: 'promotion code' };
  return reviewComment(of, view(of, { impact: impactOf([]), applied, nouns }));
}

describe('the comment about a discount', () => {
  it('says what is taken off, for how long and how often', () => {
    expect(told(creation(COUPON, TEN, coupon))).toContain('10 % off for good, at most 100 times');
    const five: Spec = { amount_off: '5', currency: 'usd', duration: 'repeating', duration_in_months: 3 };
    expect(told(creation(COUPON, five, coupon))).toContain('5.00 off for 3 months');
    const once: Spec = { percent_off: '20', duration: 'once', applies_to: ['product/pro'] };
    expect(told(creation(COUPON, once, coupon))).toContain('20 % off once, on pro only');
  });

  it('says what a code gives, or by which coupon, and to whom', () => {
    const until: Spec = { ...WELCOME, expires_at: '2027-01-01T00:00:00Z' };
    expect(told(creation(CODE, until, code))).toContain(
      '10 % off for good, at most 100 times, new customers only, until 2027-01-01 00:00 UTC',
    );
    const other: Spec = { ...WELCOME, coupon: 'coupon/unheard' };
    expect(told(creation(CODE, other, code))).toContain('gives unheard, new customers only');
  });

  it('says that the redemptions of a replaced code do not count any more', () => {
    const change = {
      ...replacement(CODE, {
        ...code,
        before: WELCOME,
        target: { ...WELCOME, max_redemptions: 5 },
        fields: fields({ max_redemptions: [null, 5] }),
      }),
      oldFirst: true as const,
    };
    const text = told(change);
    expect(text).toContain('the old one ends first, and its redemptions do not count any more');
    expect(text).not.toContain('a day after the release');
  });

  it('says that what customers have from a deleted coupon stays', () => {
    const { action: _action, ...rest } = creation(COUPON, {}, coupon);
    const raw = { id: 'forever10', object: 'coupon' };
    const note = 'Discounts that customers have from it go on as they are';
    const text = told({ ...rest, action: 'delete', raw, note, fields: [] });
    expect(text).toContain('is deleted in Stripe, for good');
    expect(text).toContain(note);
    expect(text).toContain('1 coupon deleted');
  });
});
