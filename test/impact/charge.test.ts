import { describe, expect, it } from 'vitest';
import { inUsd, priced, priceSpec, tiered } from './prices.ts';

/** The example of https://docs.stripe.com/products-prices/pricing-models#tiered-pricing */
const EXAMPLE = [
  [5, '5', '10'],
  [10, '4', '20'],
  [15, '3', '30'],
  [20, '2', '40'],
  ['inf', '1', '50'],
] as const;

describe('what a quantity costs', () => {
  it('is the amount for each of a plain price', () => {
    expect([0, 1, 3].map((quantity) => inUsd(priceSpec(), quantity))).toEqual(['0', '25', '75']);
  });

  it('is exact where binary floats are not', () => {
    expect(inUsd(priceSpec({ amount: '0.1' }), 3)).toBe('0.3');
    expect(inUsd(priceSpec({ amount: '0.00000000000001' }), 9_007_199_254_740_991)).toBe('90.07199254740991');
  });

  it('is nothing, and not unknown, where the price is free', () => {
    expect(inUsd(priceSpec({ amount: '0' }), 7)).toBe('0');
  });

  it('counts each unit in its own tier when graduated, with the flat fee of every tier that is entered', () => {
    const spec = tiered('graduated', EXAMPLE);
    expect([0, 1, 5, 6, 12, 21].map((quantity) => inUsd(spec, quantity))).toEqual([
      '10',
      '15',
      '35',
      '59',
      '111',
      '221',
    ]);
  });

  it('counts all units in the tier of their number by volume, with the flat fee of that tier alone', () => {
    const spec = tiered('volume', EXAMPLE);
    expect([0, 5, 6, 12, 21].map((quantity) => inUsd(spec, quantity))).toEqual([
      '10',
      '35',
      '44',
      '66',
      '71',
    ]);
  });

  it('is the first flat fee, or nothing, for a quantity of 0', () => {
    for (const mode of ['graduated', 'volume'] as const) {
      expect(
        inUsd(
          tiered(mode, [
            [1, '10'],
            ['inf', null, '20'],
          ]),
          0,
        ),
      ).toBe('0');
      expect(inUsd(tiered(mode, [['inf', null, '20']]), 0)).toBe('20');
    }
  });

  it('is in packages where the quantity is transformed', () => {
    const per = (round: string) => priceSpec({ amount: '10', transform_quantity: { divide_by: 5, round } });
    expect([0, 1, 5, 6, 10].map((quantity) => inUsd(per('up'), quantity))).toEqual([
      '0',
      '10',
      '10',
      '20',
      '20',
    ]);
    expect([0, 1, 5, 9, 10].map((quantity) => inUsd(per('down'), quantity))).toEqual([
      '0',
      '0',
      '10',
      '10',
      '20',
    ]);
  });

  it('is asked in each currency, and unknown in one that the price does not have', () => {
    const spec = priceSpec({ 'currencies.eur.amount': '23', 'currencies.jpy.amount': null });
    expect(priced.currencies(spec)).toEqual(['usd', 'eur']);
    expect(priced.charge(spec, { currency: 'eur', quantity: 2 })).toBe('46');
    expect(priced.charge(spec, { currency: 'jpy', quantity: 2 })).toBeNull();
    expect(priced.charge(spec, { currency: 'gbp', quantity: 2 })).toBeNull();
  });

  it('takes the tiers of the currency, in the mode of the price', () => {
    const spec = tiered(
      'volume',
      [
        [10, '1'],
        ['inf', '0.5'],
      ],
      {
        'currencies.eur.tiers': [
          { up_to: 10, amount: '0.9', flat: null },
          { up_to: 'inf', amount: '0.4', flat: '1' },
        ],
      },
    );
    expect(priced.charge(spec, { currency: 'eur', quantity: 20 })).toBe('9');
  });

  it('is unknown where the customer chooses it', () => {
    const spec = priceSpec({ amount: null, custom_amount: { minimum: '5', maximum: null, preset: null } });
    expect(inUsd(spec, 1)).toBeNull();
    expect(priced.currencies(spec)).toEqual(['usd']);
  });
});

describe('what it comes to in a month', () => {
  const monthly = (fields: Record<string, string | number>) =>
    priced.monthly(priceSpec({ amount: '120', ...fields }), { currency: 'usd', quantity: 2 });

  it.each([
    [{ interval: 'month' }, '240'],
    [{ interval: 'month', interval_count: 3 }, '80'],
    [{ interval: 'year' }, '20'],
    [{ interval: 'year', interval_count: 2 }, '10'],
    [{ interval: 'week' }, '1040'],
    [{ interval: 'week', interval_count: 4 }, '260'],
    [{ interval: 'day' }, '7300'],
    [{ interval: 'day', interval_count: 73 }, '100'],
  ])('of %o is %s', (fields, expected) => {
    expect(monthly(fields)).toBe(expected);
  });

  it('has at most twenty decimals', () => {
    expect(monthly({ amount: '250', interval: 'year' })).toBe('41.66666666666666666667');
  });

  it('is unknown where it is paid once, by use, or as the customer chooses', () => {
    expect(monthly({ interval: 'once' })).toBeNull();
    expect(monthly({ meter: 'meter/calls' })).toBeNull();
    const chosen = priceSpec({ amount: null, custom_amount: { minimum: '5', maximum: null, preset: null } });
    expect(priced.monthly(chosen, { currency: 'usd', quantity: 1 })).toBeNull();
    expect(priced.metered(priceSpec({ meter: 'meter/calls' }))).toBe(true);
    expect(priced.metered(priceSpec())).toBe(false);
  });
});
