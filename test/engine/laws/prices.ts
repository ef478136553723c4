import fc from 'fast-check';
import type { Json, JsonRecord } from '../../../src/lib/json.ts';

/** A price as a manifest has it; names, lookup key and default are its plan's business. */
export type PriceText = JsonRecord;

const DECIMALS = { usd: 2, eur: 2, gbp: 2, jpy: 0, kwd: 3 } as const;
type Currency = keyof typeof DECIMALS;
const CURRENCIES = Object.keys(DECIMALS).filter((code): code is Currency => code in DECIMALS);

/** Amounts are marked while they are data, so that the text writes them as numbers with every digit they have. */
export const amount = (digits: string): string => `#${digits}`;

/** Minor units as a manifest writes them, with all decimals of the currency. */
function major(minor: number, currency: Currency): string {
  const decimals = DECIMALS[currency];
  // Stripe takes three-decimal currencies to the hundredth only.
  const whole = decimals === 3 ? minor * 10 : minor;
  const digits = whole.toString().padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

const minor = fc.oneof(fc.constant(0), fc.nat(99_999_999), fc.constantFrom(1, 5, 100, 1999, 2500));

/** An amount of whole minor units. */
const whole = (currency: Currency): fc.Arbitrary<string> =>
  minor.map((value) => amount(major(value, currency)));

/** An amount with decimals below the minor unit, up to the twelve that Stripe keeps. */
const fine = (currency: Currency): fc.Arbitrary<string> =>
  fc
    .tuple(fc.nat(9999), fc.integer({ min: 1, max: 999_999_999_999 }))
    .map(([units, below]) => amount(`${units}.${'0'.repeat(DECIMALS[currency])}${below}`));

const recurring = fc.record(
  {
    interval: fc.constantFrom('day', 'week', 'month', 'year'),
    interval_count: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['interval'] },
);
const taxed = fc.record({ tax_behavior: fc.constantFrom('inclusive', 'exclusive') }, { requiredKeys: [] });

/** Options in currencies other than the price's own, or none. */
function options(
  base: Currency,
  option: (currency: Currency) => fc.Arbitrary<JsonRecord>,
): fc.Arbitrary<JsonRecord> {
  return fc
    .subarray(
      CURRENCIES.filter((code) => code !== base),
      { maxLength: 2 },
    )
    .chain((codes) => fc.record(Object.fromEntries(codes.map((code) => [code, option(code)]))))
    .map((currencies): JsonRecord => (Object.keys(currencies).length === 0 ? {} : { currencies }));
}

const merged = (...parts: readonly fc.Arbitrary<JsonRecord>[]): fc.Arbitrary<JsonRecord> =>
  fc.tuple(...parts).map((records): JsonRecord => Object.assign({}, ...records));

const flat = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  merged(
    whole(currency).map((value) => ({ amount: value })),
    fc.oneof(recurring, fc.constant({ interval: 'once' })),
    taxed,
    options(currency, (code) =>
      merged(
        whole(code).map((value) => ({ amount: value })),
        taxed,
      ),
    ),
  );

function tiersOf(currency: Currency, steps: readonly number[]): fc.Arbitrary<Json> {
  const amounts = fc.record(
    { amount: fc.oneof(whole(currency), fine(currency)), flat: whole(currency) },
    { requiredKeys: ['amount'] },
  );
  return fc
    .array(amounts, { minLength: steps.length + 1, maxLength: steps.length + 1 })
    .map((tiers) => tiers.map((tier, index) => ({ up_to: steps[index] ?? 'inf', ...tier })));
}

const steps = fc
  .uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 3 })
  .map((list) => list.sort((a, b) => a - b));

const tiered = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  steps.chain((list) =>
    merged(
      tiersOf(currency, list).map((tiers) => ({ tiers })),
      fc.constantFrom('graduated', 'volume').map((mode) => ({ tiers_mode: mode })),
      recurring,
      fc.constantFrom({}, { meter: 'calls' }),
      options(currency, (code) => tiersOf(code, list).map((tiers) => ({ tiers }))),
    ),
  );

const metered = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  merged(
    fine(currency).map((value) => ({ amount: value, meter: 'calls' })),
    recurring,
    options(currency, (code) => fine(code).map((value) => ({ amount: value }))),
  );

const packaged = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  merged(
    fine(currency).map((value) => ({ amount: value })),
    recurring,
    fc
      .record({ divide_by: fc.integer({ min: 1, max: 1000 }), round: fc.constantFrom('up', 'down') })
      .map((transform) => ({ transform_quantity: transform })),
  );

const limits = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  fc
    .array(fc.nat(1_000_000), { minLength: 3, maxLength: 3 })
    .map((list) => list.sort((a, b) => a - b).map((value) => amount(major(value, currency))))
    .map(([minimum = '', preset = '', maximum = '']) => ({ custom_amount: { minimum, preset, maximum } }));

const chosen = (currency: Currency): fc.Arbitrary<JsonRecord> =>
  merged(limits(currency), fc.constant({ interval: 'once' }), options(currency, limits));

/** Fields that any price may have. */
const extras = fc.record(
  {
    nickname: fc.constantFrom('For friends', 'Old', '日本 ☃'),
    metadata: fc.dictionary(fc.constantFrom('tier', 'team', 'a b'), fc.constantFrom('1', 'two', 'x=y&z')),
    active: fc.constantFrom(true, true, false),
  },
  { requiredKeys: [] },
);

/** A price of every shape that manifests can write. */
export const anyPrice: fc.Arbitrary<PriceText> = fc.constantFrom(...CURRENCIES).chain((currency) =>
  merged(
    fc.constant({ currency }),
    fc.oneof(
      { arbitrary: flat(currency), weight: 3 },
      tiered(currency),
      metered(currency),
      packaged(currency),
      chosen(currency),
      fine(currency).map((value) => ({ amount: value, interval: 'month', fractional: true })),
    ),
    extras,
  ),
);
