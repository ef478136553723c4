import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CURRENCIES, currencyExponent } from '../../../src/lib/currency.ts';
import { fromMinor, parseAmount, toMinor } from '../../../src/lib/money.ts';
import { yamlOf } from './catalogs.ts';
import { newLab, type Lab } from './lab.ts';
import { amount } from './prices.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await newLab();
});
afterAll(() => lab.close());

const digits = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.nat(9).map(String), minLength, maxLength });

it('comes back from minor units as it went, in every currency and with every digit', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CURRENCIES), digits(1, 15), digits(1, 14), (currency, units, below) => {
      const written = parseAmount(`${units}.${below}`);
      expect(written).toBeDefined();
      expect(fromMinor(toMinor(written!, currency), currency)).toBe(written);
      // The same by whole numbers alone.
      const exponent = BigInt(currencyExponent(currency)!);
      const scaled = BigInt(units + below) * 10n ** exponent;
      const [whole = '0', rest = ''] = toMinor(written!, currency).split('.');
      expect(BigInt(whole + rest.padEnd(below.length, '0'))).toBe(scaled);
    }),
    { numRuns: 500, seed: 20_261_122 },
  );
});

it('reaches Stripe as it is written, to the last digit', async () => {
  const written = {
    usd: ['19.99', '0.10', '0.01', '999999.99', '1.005', '0.000000000001', '0.29', '4.35', '1.1'],
    jpy: ['36000', '1', '0.5'],
    kwd: ['1.230', '0.010'],
  };
  const prices = Object.entries(written).flatMap(([currency, amounts]) =>
    amounts.map((text, index) => [
      `${currency}${index}`,
      { currency, amount: amount(text), interval: 'month', fractional: true },
    ]),
  );
  await lab.apply(
    yamlOf({
      plans: [
        { code: 'm', fields: { name: 'M' }, defaultPrice: undefined, prices: Object.fromEntries(prices) },
      ],
    }),
  );
  const minor = Object.fromEntries(
    (lab.emulator.state().modes.test.price ?? []).map((row) => {
      const price: Record<string, unknown> = JSON.parse(JSON.stringify(row));
      return [price.lookup_key, price.unit_amount_decimal];
    }),
  );
  expect(minor).toEqual({
    m_usd0: '1999',
    m_usd1: '10',
    m_usd2: '1',
    m_usd3: '99999999',
    m_usd4: '100.5',
    m_usd5: '0.0000000001',
    m_usd6: '29',
    m_usd7: '435',
    m_usd8: '110',
    m_jpy0: '36000',
    m_jpy1: '1',
    m_jpy2: '0.5',
    m_kwd0: '1230',
    m_kwd1: '10',
  });
});
