import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { CURRENCIES, currencyExponent } from '../../src/lib/currency.ts';
import { fromMinor, parseAmount, toMinor } from '../../src/lib/money.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import { load, objectOf, planWith } from './support.ts';

const currency = fc.constantFrom(...CURRENCIES);
/** A decimal in minor units that manifests can write: up to 12 decimals, and whole ones of three decimals end in 0. */
const minor = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 12n }), fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }))
  .map(([whole, fraction]) => `${whole * 10n}.${String(fraction).padStart(12, '0')}`);

describe('money', () => {
  it('goes from a manifest to minor units and back without losing a digit', () => {
    fc.assert(
      fc.property(currency, minor, (unit, written) => {
        const amount = fromMinor(written, unit);
        const text = planWith(`amount: ${amount}\ncurrency: ${unit}\ninterval: month\nfractional: true`);
        const read = objectOf(text, 'price/pro/monthly').spec.amount;
        expect(read).toBe(amount);
        expect(fromMinor(toMinor(parseAmount(amount)!, unit), unit)).toBe(amount);
      }),
      { numRuns: 150 },
    );
  });

  it('is the same however many zeros are written, in every currency', () => {
    fc.assert(
      fc.property(currency, fc.nat(10 ** 6), fc.nat(6), (unit, whole, zeros) => {
        const decimals = Math.max(0, (currencyExponent(unit) ?? 0) - 1);
        const amount = `${whole}${decimals === 0 ? '' : `.${'1'.repeat(decimals)}`}`;
        const padded = amount.includes('.') ? `${amount}${'0'.repeat(zeros)}` : amount;
        const of = (written: string): unknown =>
          objectOf(planWith(`amount: ${written}\ncurrency: ${unit}\ninterval: month`), 'price/pro/monthly')
            .spec;
        expect(of(`"${padded}"`)).toEqual(of(amount));
      }),
      { numRuns: 100 },
    );
  });
});

describe('the order of files and documents', () => {
  const documents = Array.from({ length: 8 }, (_, index) =>
    index % 4 === 3
      ? { kind: 'meter', code: `meter${index}`, display_name: 'M', aggregation: 'sum' }
      : {
          code: `plan${index}`,
          name: `Plan ${index}`,
          prices: {
            monthly: {
              amount: index + 1,
              currency: 'usd',
              interval: 'month',
              currencies: { eur: 1, gbp: 2 },
            },
            calls: { amount: '0.01', currency: 'usd', interval: 'month', meter: 'meter3' },
          },
        },
  );
  const desired = (texts: readonly string[]): string => {
    const files = Object.fromEntries(texts.map((text, index) => [`plans/${index}.yaml`, text]));
    const objects = load(files).desired.map(({ key, spec, onCreate }) => ({ key, spec, onCreate }));
    return JSON.stringify(objects);
  };

  it('does not matter', () => {
    const expected = desired(documents.map((document) => stringify(document)));
    fc.assert(
      fc.property(
        fc.shuffledSubarray(documents, { minLength: documents.length }),
        fc.integer({ min: 1, max: documents.length }),
        (shuffled, size) => {
          const texts = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
            shuffled
              .slice(index * size, (index + 1) * size)
              .map((each) => stringify(each))
              .join('---\n'),
          );
          expect(desired(texts)).toBe(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('nothing throws', () => {
  const fields = [
    'code',
    'name',
    'kind',
    'price',
    'prices',
    'interval',
    'currencies',
    'metadata',
    'only',
    'adopt',
    'formerly',
    'features',
    'tiers',
    'amount',
    'default_price',
    'currency',
    'meter',
    'custom_amount',
    'transform_quantity',
    '__proto__',
    'constructor',
    '<<',
  ];
  const survives = (text: string): boolean =>
    load({ 'plans/a.yaml': text }).desired.length >= 0 &&
    parseConfig({ path: 'c.yaml', text }).config.catalog.length > 0;
  const forAll = (texts: fc.Arbitrary<string>, numRuns: number) => (): void => {
    fc.assert(fc.property(texts, survives), { numRuns });
  };

  it('for any text', () => {
    expect(forAll(fc.string({ unit: 'binary', maxLength: 200 }), 300)).not.toThrow();
  });

  it('for texts made of what YAML is made of', () => {
    const token = fc.constantFrom(
      '- ',
      ': ',
      '? ',
      '[',
      ']',
      '{',
      '}',
      ', ',
      '&a ',
      '*a',
      '!t ',
      '"',
      "'",
      '|',
      '>',
      '#',
      '%',
      '\n',
      '\n  ',
      '---\n',
      '...\n',
      '\t',
      '\r\n',
      '~',
      '.inf',
      '0',
      'code',
      'pro',
      'prices',
      'tiers',
      '<<',
    );
    const texts = fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(''));
    expect(forAll(texts, 700)).not.toThrow();
  });

  it('for any bytes', () => {
    const texts = fc.uint8Array({ maxLength: 200 }).map((bytes) => new TextDecoder().decode(bytes));
    expect(forAll(texts, 300)).not.toThrow();
  });

  it('for any value of any field', () => {
    const some = fc.dictionary(fc.constantFrom(...fields), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 8 });
    const texts = fc
      .tuple(some, some)
      .map(([plan, price]) => [
        stringify({ code: 'pro', name: 'Pro', prices: { m: price }, ...plan }),
        stringify({ code: 'pro', name: 'Pro', ...plan, prices: { m: price } }),
      ])
      .map((documents) => documents.join('---\n'));
    expect(forAll(texts, 150)).not.toThrow();
  });

  it('for any text as a value, which is read as it was written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (text) => {
        fc.pre(text.trim() !== '');
        const written = stringify({ code: 'pro', name: text });
        expect(objectOf(written, 'product/pro').spec.name).toBe(text.trim());
      }),
      { numRuns: 200 },
    );
  });
});

describe('a thousand plans', () => {
  const plan = (index: number): string =>
    stringify({
      code: `plan${index}`,
      name: `Plan ${index}`,
      features: ['One', 'Two'],
      prices: {
        monthly: { amount: `${index + 10}.00`, currency: 'usd', interval: 'month', currencies: { eur: 9 } },
        yearly: {
          amount: `${(index + 10) * 10}.00`,
          currency: 'usd',
          interval: 'year',
          currencies: { eur: 90 },
        },
      },
    });
  const texts = Array.from({ length: 1000 }, (_, index) => plan(index));
  it('load the same in one file or in a thousand', { timeout: 60_000 }, () => {
    const loaded = (files: Readonly<Record<string, string>>): readonly string[] =>
      load(files).desired.map(({ key }) => key);
    const files = Object.fromEntries(texts.map((text, index) => [`plans/${index}.yaml`, text]));
    const keys = loaded(files);
    expect(keys).toHaveLength(3000);
    expect(loaded({ 'plans/all.yaml': texts.join('---\n') }).toSorted()).toEqual(keys.toSorted());
  });
});
