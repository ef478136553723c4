import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { redeem } from '../offers.ts';
import { newLab, type Lab } from './lab.ts';

/** What Stripe fixes of each coupon, at first and once it is replaced. */
const COUPONS = {
  ten: ['percent_off: 10\nduration: forever', 'percent_off: 20\nduration: once'],
  five: ['amount_off: 5\ncurrency: usd\napplies_to: [basic, pro]', 'amount_off: 5\ncurrency: usd'],
  once: [
    'percent_off: 33.33\nmax_redemptions: 50\nredeem_by: 2029-01-01T00:00:00Z',
    'percent_off: 33.33\nmax_redemptions: 60\nredeem_by: 2029-01-01T00:00:00Z',
  ],
} as const;

const PLANS = ['basic', 'pro'].map((code) => `code: ${code}\nname: ${code}\n`);

interface Code {
  readonly coupon: keyof typeof COUPONS;
  readonly most: number | undefined;
  readonly first: boolean;
  readonly active: boolean;
}

interface Offers {
  /** A name, and which of the two it is. */
  readonly coupons: Readonly<Partial<Record<keyof typeof COUPONS, readonly [string, 0 | 1]>>>;
  readonly codes: Readonly<Partial<Record<'WELCOME' | 'LAUNCH', Code>>>;
}

const coupon = fc.constantFrom<keyof typeof COUPONS>('ten', 'five', 'once');
const anyCode = fc.record({
  coupon,
  most: fc.constantFrom(undefined, 5, 9),
  first: fc.boolean(),
  active: fc.boolean(),
});
const names = fc.tuple(fc.constantFrom('A', 'B'), fc.constantFrom<0 | 1>(0, 1));

const anyOffers: fc.Arbitrary<Offers> = fc.record({
  coupons: fc.record({ ten: names, five: names, once: names }, { requiredKeys: [] }),
  codes: fc.record({ WELCOME: anyCode, LAUNCH: anyCode }, { requiredKeys: [] }),
});

/** Codes without their coupon are left out: the manifests would be refused. */
const kept = ({ coupons, codes }: Offers): (readonly [string, Code])[] =>
  Object.entries(codes).filter(([, code]) => code.coupon in coupons);

function yamlOf(offers: Offers): string {
  const coupons = Object.entries(COUPONS).flatMap(([code, lines]) => {
    const [name, which] = offers.coupons[code as keyof typeof COUPONS] ?? [];
    return name === undefined || which === undefined
      ? []
      : [`kind: coupon\ncode: ${code}\nname: ${name}\nreplace: true\n${lines[which]}\n`];
  });
  const codes = kept(offers).map(
    ([code, { coupon: of, most, first, active }]) =>
      `kind: promotion_code\ncode: ${code}\ncoupon: ${of}\nfirst_time_transaction: ${first}\nactive: ${active}\n${most === undefined ? '' : `max_redemptions: ${most}\n`}`,
  );
  return [...PLANS, ...coupons, ...codes].join('---\n');
}

/** As much of an object as is looked at. */
interface Row {
  readonly id: string;
  readonly name: string | null;
  readonly active: boolean;
  readonly code: string;
  readonly promotion: { readonly coupon: string };
  readonly max_redemptions: number | null;
  readonly times_redeemed: number;
  readonly percent_off: number | null;
  readonly duration: string;
  readonly applies_to: { readonly products: readonly string[] } | null;
  readonly restrictions: { readonly first_time_transaction: boolean };
}

/** The coupon's terms in one word, of either sort. */
function termsOf({ duration, applies_to: scope, max_redemptions: most }: Row): 0 | 1 {
  return duration === 'forever' || scope !== null || most === 50 ? 0 : 1;
}

/**
 * What customers can use, and the coupons there are; each code with as much as the manifest allows in all: what is left,
 * and every redemption that there ever was.
 */
function offered(lab: Lab): readonly string[] {
  const rows: Readonly<Record<string, readonly Row[] | undefined>> = JSON.parse(
    JSON.stringify(lab.emulator.state().modes.test),
  );
  const all = rows.promotion_code ?? [];
  const before = (row: Row): number =>
    all.filter(({ code }) => code === row.code).reduce((sum, { times_redeemed: times }) => sum + times, 0) -
    row.times_redeemed;
  return [
    ...(rows.coupon ?? []).map((row) => `${row.id} ${row.name} ${termsOf(row)}`),
    ...all
      .filter(({ active }) => active)
      .map((row) => {
        const { code, promotion, max_redemptions: most, restrictions } = row;
        const inAll = most === null ? null : most + before(row);
        return [code, promotion.coupon, inAll, restrictions.first_time_transaction].join(' ');
      }),
  ].sort();
}

/** Each code that can be used is redeemed once: of the least limit, something is always left. */
const redeemed = (lab: Lab): void => redeem(lab, { WELCOME: 1, LAUNCH: 1, ten: 2, five: 2, once: 2 });

const wanted = (offers: Offers): readonly string[] =>
  [
    ...Object.entries(offers.coupons).map(([code, [name, which]]) => `${code} ${name} ${which}`),
    ...kept(offers)
      .filter(([, { active }]) => active)
      .map(([code, { coupon: of, most, first }]) => [code, of, most, first].join(' ')),
  ].sort();

describe('coupons and promotion codes', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab();
  });
  afterAll(() => lab.close());

  it(
    'are what the manifests say after every apply, and then nothing is left to do',
    { timeout: 120_000 },
    () =>
      fc.assert(
        fc.asyncProperty(fc.array(anyOffers, { minLength: 1, maxLength: 4 }), async (releases) => {
          lab.reset();
          for (const offers of releases) {
            // Stripe counts in seconds when something was made.
            lab.advance(1);
            redeemed(lab);
            const { outcomes, left } = await lab.apply(yamlOf(offers));
            expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
            expect(left.changes).toEqual([]);
            expect(offered(lab)).toEqual(wanted(offers));
          }
        }),
        { numRuns: 12 },
      ),
  );

  it('end the same wherever a run is killed, with or without the snapshot', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          before: anyOffers,
          after: anyOffers,
          write: fc.integer({ min: 1, max: 12 }),
          moment: fc.constantFrom('before' as const, 'after' as const),
          lost: fc.boolean(),
        }),
        async ({ before, after, write, moment, lost }) => {
          lab.reset();
          await lab.apply(yamlOf(before));
          lab.advance(1);
          redeemed(lab);
          const snapshot = lab.snapshot();
          await lab.applyUntil(yamlOf(after), { write, moment });
          lab.advance(1);
          if (lost) lab.putBack(snapshot);
          const { outcomes, left } = await lab.apply(yamlOf(after));
          expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
          expect(left.changes).toEqual([]);
          expect(offered(lab)).toEqual(wanted(after));
        },
      ),
      { numRuns: 20 },
    ),
  );
});
