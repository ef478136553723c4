import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/model/spec.ts';
import { priced, priceSpec, tiered } from './prices.ts';

/** Each table as its currency and its rows `quantity: before → after`. */
const shown = (before: Spec | null, after: Spec | null) =>
  priced
    .tables(before, after)
    .map(({ currency, rows }) => [currency, ...rows.map((r) => `${r.quantity}: ${r.before} → ${r.after}`)]);

const steps = (...edges: number[]) =>
  [...edges, 'inf' as const].map((upTo, index) => [upTo, String(10 - index)] as const);

describe('a table of what customers pay', () => {
  it('is not needed where one amount says it all', () => {
    expect(shown(priceSpec(), priceSpec({ amount: '29' }))).toEqual([]);
    expect(shown(null, priceSpec({ meter: 'meter/calls', amount: '0.0025' }))).toEqual([]);
    expect(shown(priceSpec(), priceSpec({ currency: 'eur' }))).toEqual([]);
    expect(shown(null, null)).toEqual([]);
  });

  it('shows one, both sides of every edge of both prices, and ten times the last edge', () => {
    expect(shown(tiered('volume', steps(10)), tiered('volume', steps(10, 20)))).toEqual([
      [
        'usd',
        '1: 10 → 10',
        '10: 100 → 100',
        '11: 99 → 99',
        '20: 180 → 180',
        '21: 189 → 168',
        '200: 1800 → 1600',
      ],
    ]);
  });

  it('sets a tiered price against the plain one that it follows', () => {
    expect(
      shown(
        priceSpec({ amount: '5' }),
        tiered('graduated', [
          [2, '0'],
          ['inf', '6'],
        ]),
      ),
    ).toEqual([['usd', '1: 5 → 0', '2: 10 → 0', '3: 15 → 6', '20: 100 → 108']]);
  });

  it('has one side only where a price is new or goes', () => {
    const spec = tiered('graduated', [['inf', '2', '5']]);
    expect(shown(null, spec)).toEqual([['usd', '1: null → 7']]);
    expect(shown(spec, null)).toEqual([['usd', '1: 7 → null']]);
  });

  it('shows packages at one, when full, when one more is begun, and at ten', () => {
    const per = (divide_by: number) =>
      priceSpec({ amount: '10', transform_quantity: { divide_by, round: 'up' } });
    expect(shown(per(5), per(4))).toEqual([
      ['usd', '1: 10 → 10', '4: 10 → 10', '5: 10 → 20', '6: 20 → 20', '50: 100 → 130'],
    ]);
  });

  it('is made for each currency, those that are new or gone included', () => {
    const before = priceSpec({ 'currencies.gbp.amount': '20', 'currencies.eur.amount': '23' });
    const after = priceSpec({ amount: '29', 'currencies.eur.amount': '23', 'currencies.jpy.amount': '3600' });
    expect(shown(before, after)).toEqual([
      ['usd', '1: 25 → 29'],
      ['eur', '1: 23 → 23'],
      ['jpy', '1: null → 3600'],
      ['gbp', '1: 20 → null'],
    ]);
  });

  it('leaves out what customers choose themselves', () => {
    const custom = { minimum: '5', maximum: null, preset: null };
    const chosen = priceSpec({ amount: null, custom_amount: custom, 'currencies.eur.custom_amount': custom });
    expect(shown(null, chosen)).toEqual([]);
    expect(shown(chosen, priceSpec())).toEqual([['usd', '1: null → 25']]);
  });

  it('leaves out quantities that no number can hold', () => {
    const [table] = priced.tables(null, tiered('graduated', steps(Number.MAX_SAFE_INTEGER)));
    expect(table?.rows.map(({ quantity }) => quantity)).toEqual([1, Number.MAX_SAFE_INTEGER]);
  });
});
