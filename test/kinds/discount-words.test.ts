import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { Spec } from '../../src/model/spec.ts';
import { changeItem } from '../../src/render/change.ts';
import { terminalPhrase } from '../../src/render/phrase.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { archive, creation, fields, replacement } from '../render/build.ts';
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

  it('says what a code gives by a coupon of the same pull request, and until when itself', () => {
    const twelve: Spec = { ...TEN, percent_off: '12', redeem_by: '2028-01-01T00:00:00Z' };
    const until: Spec = { ...WELCOME, expires_at: '2027-01-01T00:00:00Z' };
    const changes = [creation(COUPON, twelve, coupon), creation(CODE, until, code)];
    const text = reviewComment(
      review({ changes }),
      view(review({ changes }), { impact: impactOf([]), applied: new Map() }),
    );
    expect(text).toContain('new customers only, until 2027-01-01 00:00 UTC');
    expect(text.match(/: 12 % off for good, at most 100 times/g)).toHaveLength(2);
  });

  it('says what a code that is withdrawn gave', () => {
    const applied = new Map([
      [COUPON, { spec: TEN }],
      [CODE, { spec: WELCOME }],
    ] as const);
    const change = archive(CODE, 'promo_1', code);
    const of = review({ changes: [change] });
    expect(reviewComment(of, view(of, { impact: impactOf([]), applied }))).toContain(
      '10 % off for good, at most 100 times, new customers only, is withdrawn',
    );
  });

  it('says that the redemptions of a replaced code count, and how many are left', () => {
    const change = {
      ...replacement(CODE, {
        ...code,
        before: WELCOME,
        target: { ...WELCOME, max_redemptions: 5 },
        fields: fields({ max_redemptions: [null, 5] }),
      }),
      oldFirst: true as const,
      redeemed: { times: 4, left: 1 },
    };
    const text = told(change);
    expect(text).toContain('the old one ends first. 4 redemptions so far count: 1 is left.');
    expect(text).not.toContain('a day after the release');
  });

  const replaced = replacement(COUPON, {
    ...coupon,
    old: { id: 'forever10', object: 'coupon' },
    before: TEN,
    target: { ...TEN, percent_off: '20' },
    fields: fields({ percent_off: ['10', '20'] }),
    oldFirst: true,
    deletes: {
      redeemed: 40,
      others: { promotion_code: 2 },
      note: 'Discounts that customers have from it go on as they are',
    },
  });
  const LOST =
    '40 redemptions so far are forgotten, 2 promotion codes that no manifest describes end with it';

  it('says in large letters what is lost with a replaced coupon, and what stays', () => {
    const text = told(replaced);
    expect(text).toContain(`REPLACED: ${LOST}.`);
    expect(text).toContain('the old one is deleted first, and the new one has its id');
    expect(text).toContain('Discounts that customers have from it go on as they are.');
  });

  it('says what ends with a coupon that goes, in the comment and on a terminal', () => {
    const note = 'Discounts that customers have from it go on as they are';
    const deleted: Change = {
      ...archive(COUPON, 'forever10', { kind: 'coupon', fields: [] }),
      action: 'delete',
      note,
      others: { promotion_code: 1 },
    };
    const ends = '1 promotion code that no manifest describes ends with it';
    expect(told(deleted)).toContain(ends);
    expect(terminalPhrase(changeItem(deleted, 0).what)).toBe(
      `delete forever10: no manifest asks for it any more; ${ends}. ${note}`,
    );
  });

  it('says so on a terminal', () => {
    const { what, notes } = changeItem(replaced, 0);
    expect(terminalPhrase(what)).toBe(`replace forever10: ${LOST}`);
    expect(notes.map(terminalPhrase)).toEqual([
      'Stripe cannot change this in place: forever10 is deleted, and a new coupon is created under the same id.',
      'Discounts that customers have from it go on as they are.',
    ]);
  });

  it('says why a code is replaced of which nothing changes', () => {
    const change = replacement(CODE, {
      ...code,
      old: { id: 'promo_1', object: 'promotion_code' },
      before: WELCOME,
      target: WELCOME,
      oldFirst: true,
      endsWith: COUPON,
      redeemed: { times: 1, left: null },
    });
    expect(told(change)).toContain('It ends with forever10, which is made anew.');
    expect(changeItem(change, 0).notes.map(terminalPhrase)).toEqual([
      'It ends with coupon/forever10: a new promotion code is created, and promo_1 is archived at once.',
      'It goes first.',
      '1 redemption so far counts.',
    ]);
  });

  it('says that what customers have from a deleted coupon stays', () => {
    const { action: _action, ...rest } = creation(COUPON, {}, coupon);
    const raw = { id: 'forever10', object: 'coupon' };
    const note = 'Discounts that customers have from it go on as they are';
    const text = told({ ...rest, action: 'delete', cause: 'removed', raw, note, fields: [] });
    expect(text).toContain('is deleted in Stripe, for good');
    expect(text).toContain(note);
    expect(text).toContain('1 coupon deleted');
  });
});
