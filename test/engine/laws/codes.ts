import fc from 'fast-check';
import type { Json, JsonRecord } from '../../../src/lib/json.ts';
import type { LawKind } from './kind.ts';
import { pick } from './marks.ts';
import { anyMetadata } from './metadata.ts';
import { amount } from './prices.ts';
import { anyEnd, isOver } from './times.ts';

const anyMinimum = fc.constantFrom<JsonRecord>(
  {},
  {},
  { minimum_amount: amount('20.00'), currency: 'usd' },
  { minimum_amount: amount('2000'), currency: 'jpy' },
);

/** Less than what any coupon allows: more is refused. */
const anyRest: fc.Arbitrary<JsonRecord> = fc.record(
  {
    coupon: fc.nat(9).map((number) => pick('coupon', number)),
    max_redemptions: fc.constantFrom(5, 9),
    expires_at: anyEnd(300),
    first_time_transaction: fc.boolean(),
    metadata: anyMetadata,
    protect: fc.constantFrom(true, false),
    active: fc.constantFrom(true, true, false),
    only: fc.constantFrom(['test'], ['live']),
  },
  { requiredKeys: ['coupon'] },
);

const LIMITS = ['max_redemptions', 'expires_at', 'first_time_transaction', 'minimum_amount', 'currency'];

/** Promotion codes. */
export const codes: LawKind = {
  kind: 'promotion_code',
  most: 3,
  any: fc
    .tuple(anyMinimum, anyRest)
    .map((parts): JsonRecord => Object.assign({}, ...parts))
    // What is protected is not withdrawn by its own manifest.
    .map((code) => (code.protect === true ? { ...code, active: true } : code)),
  changes: {
    /** Other limits: another object. Nothing is made of what is over, nor anything that is over out of something. */
    limit: (before, { other }) =>
      isOver(before.expires_at) || isOver(other.expires_at)
        ? {}
        : Object.fromEntries(LIMITS.map((name) => [name, other[name] ?? null])),
    recouple: (before, { number, objects }) => {
      const usable = objects.filter(({ kind, fields }) => kind === 'coupon' && !isOver(fields.redeem_by));
      const all: readonly Json[] = usable.map(({ code }) => `@coupon:${code}`);
      const coupon = all.includes(before.coupon ?? null) ? all[number % all.length] : undefined;
      return coupon === undefined ? {} : { coupon };
    },
    toggle: ({ active }) => ({ active: active === false }),
    note: (_, { other }) => ({ metadata: other.metadata ?? null }),
  },
  forGood: [],
  // No code lasts longer than its coupon.
  fitted({ expires_at: end, ...fields }, { objects = [] }) {
    const coupon = objects.find(({ kind, code }) => `@${kind}:${code}` === fields.coupon);
    return end === undefined || isOver(coupon?.fields.redeem_by) ? fields : { ...fields, expires_at: end };
  },
  needs: ['coupon'],
  shrinks: false,
};
