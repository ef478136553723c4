import { describe, expect, it } from 'vitest';
import { load } from '../manifest/support.ts';

const codesOf = (text: string): readonly string[] =>
  load({ 'plans/a.yaml': text }, { environment: 'test' }).diagnostics.map(({ code }) => code);
const coupon = (lines: string): string => `kind: coupon\ncode: ten\n${lines}\n`;
const code = (lines: string): string =>
  `${coupon('percent_off: 10\nmax_redemptions: 9\nredeem_by: 2029-01-01T00:00:00Z')}---\nkind: promotion_code\ncode: WELCOME10\ncoupon: ten\n${lines}\n`;

describe('the manifest of a coupon', () => {
  it.each([
    ['percent_off: 10', []],
    ['percent_off: 0.01', []],
    ['amount_off: 5.00\ncurrency: usd\ncurrencies: { eur: 4 }', []],
    ['name: Nothing', ['manifest.bad-discount']],
    ['percent_off: 10\namount_off: 5', ['manifest.bad-discount']],
    ['percent_off: 0', ['manifest.bad-discount']],
    ['percent_off: 100.5', ['manifest.bad-discount']],
    ['percent_off: 100.00000000000000001', ['manifest.bad-discount']],
    ['percent_off: 33.3333333333333', ['manifest.bad-discount']],
    ['percent_off: 10\ncurrency: usd', ['manifest.bad-discount']],
    ['amount_off: 0\ncurrency: usd', ['manifest.bad-discount']],
    ['amount_off: 5', ['manifest.no-currency']],
    ['amount_off: 5.005\ncurrency: usd', ['manifest.fraction']],
    ['amount_off: 5\ncurrency: usd\ncurrencies: { usd: 4 }', ['manifest.base-currency']],
    ['percent_off: 10\nduration: repeating', ['manifest.bad-duration']],
    ['percent_off: 10\nduration_in_months: 3', ['manifest.bad-duration']],
    ['percent_off: 10\nredeem_by: 2029-02-30T00:00:00Z', ['manifest.bad-time']],
    ['percent_off: 10\nredeem_by: 2029-02-01', ['manifest.bad-time']],
    ['percent_off: 10\napplies_to: [pro]', ['manifest.unknown-reference']],
  ])('%s: %j', (lines, expected) => {
    expect(codesOf(coupon(lines))).toEqual(expected);
  });
});

describe('the manifest of a promotion code', () => {
  it.each([
    ['max_redemptions: 9\nexpires_at: 2028-01-01T00:00:00Z', []],
    ['minimum_amount: 50.00\ncurrency: usd', []],
    ['minimum_amount: 50.00', ['manifest.bad-minimum']],
    ['currency: usd', ['manifest.bad-minimum']],
    ['minimum_amount: 0\ncurrency: usd', ['manifest.bad-minimum']],
    ['max_redemptions: 10', ['manifest.code-exceeds-coupon']],
    ['expires_at: 2029-06-01T00:00:00Z', ['manifest.code-exceeds-coupon']],
  ])('%s: %j', (lines, expected) => {
    expect(codesOf(code(lines))).toEqual(expected);
  });

  it('needs its coupon, and a text of its own in whatever case', () => {
    expect(codesOf('kind: promotion_code\ncode: A\ncoupon: ten\n')).toEqual(['manifest.unknown-reference']);
    const two = `${code('')}---\nkind: promotion_code\ncode: welcome10\ncoupon: ten\n`;
    expect(codesOf(two)).toEqual(['manifest.duplicate-value']);
    expect(codesOf(`${two}active: false\n`)).toEqual([]);
  });
});
