import fc from 'fast-check';
import type { JsonRecord } from '../../../src/lib/json.ts';
import type { LawKind } from './kind.ts';
import { pick } from './marks.ts';
import { anyMetadata } from './metadata.ts';
import { amount } from './prices.ts';
import { anyEnd, isOver } from './times.ts';

const anyDiscount: fc.Arbitrary<JsonRecord> = fc.oneof(
  fc.constantFrom('10', '33.33', '0.01', '12.50', '100').map((percent) => ({ percent_off: amount(percent) })),
  fc.constantFrom<JsonRecord>(
    { amount_off: amount('5.00'), currency: 'usd' },
    { amount_off: amount('500'), currency: 'jpy' },
    { amount_off: amount('1.230'), currency: 'kwd', currencies: { usd: amount('4') } },
    { amount_off: amount('0.01'), currency: 'eur', currencies: { jpy: amount('1'), gbp: amount('0.50') } },
  ),
);

const anyDuration = fc.constantFrom<JsonRecord>(
  {},
  { duration: 'once' },
  { duration: 'forever' },
  { duration: 'repeating', duration_in_months: 3 },
);

const anyRest: fc.Arbitrary<JsonRecord> = fc.record(
  {
    name: fc.constantFrom('Ten percent', '10 %: now', 'Ünïcode ☃'),
    max_redemptions: fc.constantFrom(50, 500),
    redeem_by: anyEnd(700),
    applies_to: fc.array(
      fc.nat(9).map((number) => pick('plan', number)),
      { minLength: 1, maxLength: 2 },
    ),
    metadata: anyMetadata,
    protect: fc.constantFrom(true, false),
    only: fc.constantFrom(['test'], ['live'], ['live', 'test']),
  },
  { requiredKeys: [] },
);

/** What Stripe fixes. */
const FIXED = [
  'percent_off',
  'amount_off',
  'currency',
  'currencies',
  'duration',
  'duration_in_months',
  'max_redemptions',
  'redeem_by',
  'applies_to',
];

/** Coupons. What Stripe fixes is another coupon. */
export const coupons: LawKind = {
  kind: 'coupon',
  most: 3,
  any: fc.tuple(anyDiscount, anyDuration, anyRest).map((parts): JsonRecord => Object.assign({}, ...parts)),
  changes: {
    /** Another coupon in its place, since the manifest says so. */
    replace: (before, { other }) =>
      isOver(before.redeem_by) || isOver(other.redeem_by)
        ? {}
        : { ...Object.fromEntries(FIXED.map((name) => [name, other[name] ?? null])), replace: true },
    rename: (_, { number }) => ({ name: `Coupon ${number}` }),
    note: (_, { other }) => ({ metadata: other.metadata ?? null }),
    addCurrency: ({ amount_off: off, currencies }, { number }) =>
      off === undefined
        ? {}
        : { currencies: { ...Object(currencies), cad: Object(currencies).cad ?? amount(`${number}.00`) } },
  },
  forGood: ['replace', 'addCurrency', 'remove'],
  needs: [],
  shrinks: false,
};
