import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES } from '../../src/lib/currency.ts';
import { intervalText, moneyText } from '../../src/render/money.ts';

describe('money', () => {
  it.each([
    ['25', 'usd', '$25.00'],
    ['230', 'eur', '€230.00'],
    ['36000', 'jpy', '¥36,000'],
    ['1.5', 'kwd', 'KWD 1.500'],
    ['0.0025', 'usd', '$0.0025'],
    ['0', 'usd', '$0.00'],
    ['1234567.891', 'chf', 'CHF 1,234,567.891'],
    ['0.5', 'jpy', '¥0.5'],
    ['9007199254740993.10', 'usd', '$9,007,199,254,740,993.10'],
    ['5', 'usdc', 'USDC 5.00'],
    ['5', 'xxx', '5 xxx'],
    ['-5', 'usd', '-5 usd'],
    ['5', undefined, '5'],
  ])('of %s %s is %s', (amount, currency, shown) => {
    expect(moneyText(amount, currency)).toBe(shown);
  });

  it('keeps every digit in every currency', () => {
    const digits = fc.stringMatching(/^(0|[1-9]\d{0,30})(\.\d{1,14})?$/);
    fc.assert(
      fc.property(digits, fc.constantFrom(...CURRENCIES), (amount, currency) => {
        const shown = moneyText(amount, currency);
        const number = /[\d,]+(\.\d+)?$/.exec(shown)?.[0].replaceAll(',', '') ?? '';
        expect(number.startsWith(amount)).toBe(true);
        expect(number.slice(amount.length)).toMatch(/^\.?0*$/);
      }),
    );
  });
});

describe('an interval', () => {
  it.each([
    [{ interval: 'month', interval_count: 1 }, 'a month'],
    [{ interval: 'year' }, 'a year'],
    [{ interval: 'month', interval_count: 3 }, 'every 3 months'],
    [{ interval: 'once', interval_count: 1 }, 'once'],
    [{}, ''],
  ])('%j is %j', (spec, shown) => {
    expect(intervalText(spec)).toBe(shown);
  });
});
