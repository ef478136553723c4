import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newLab, type Lab } from './lab.ts';

/** Coupons never change in what Stripe fixes; another one has another code. */
const COUPONS = {
  ten: 'percent_off: 10\nduration: forever',
  five: 'amount_off: 5\ncurrency: usd\napplies_to: [basic, pro]',
  once: 'percent_off: 33.33\nmax_redemptions: 50\nredeem_by: 2029-01-01T00:00:00Z',
} as const;

const PLANS = ['basic', 'pro'].map((code) => `code: ${code}\nname: ${code}\n`);

interface Code {
  readonly coupon: keyof typeof COUPONS;
  readonly most: number | undefined;
  readonly first: boolean;
  readonly active: boolean;
}

interface Offers {
  readonly coupons: Readonly<Partial<Record<keyof typeof COUPONS, string>>>;
  readonly codes: Readonly<Partial<Record<'WELCOME' | 'LAUNCH', Code>>>;
}

const coupon = fc.constantFrom<keyof typeof COUPONS>('ten', 'five', 'once');
const anyCode = fc.record({
  coupon,
  most: fc.constantFrom(undefined, 5, 9),
  first: fc.boolean(),
  active: fc.boolean(),
});
const names = fc.constantFrom('A', 'B');

const anyOffers: fc.Arbitrary<Offers> = fc.record({
  coupons: fc.record({ ten: names, five: names, once: names }, { requiredKeys: [] }),
  codes: fc.record({ WELCOME: anyCode, LAUNCH: anyCode }, { requiredKeys: [] }),
});

/** Codes without their coupon are left out: the manifests would be refused. */
const kept = ({ coupons, codes }: Offers): (readonly [string, Code])[] =>
  Object.entries(codes).filter(([, code]) => code.coupon in coupons);

function yamlOf(offers: Offers): string {
  const coupons = Object.entries(COUPONS).flatMap(([code, lines]) => {
    const name = offers.coupons[code as keyof typeof COUPONS];
    return name === undefined ? [] : [`kind: coupon\ncode: ${code}\nname: ${name}\n${lines}\n`];
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
  readonly restrictions: { readonly first_time_transaction: boolean };
}

/** What customers can use, and the coupons there are. */
function offered(lab: Lab): readonly string[] {
  const rows: Readonly<Record<string, readonly Row[] | undefined>> = JSON.parse(
    JSON.stringify(lab.emulator.state().modes.test),
  );
  const codes = (rows.promotion_code ?? []).filter(({ active }) => active);
  return [
    ...(rows.coupon ?? []).map(({ id, name }) => `${id} ${name}`),
    ...codes.map(({ code, promotion, max_redemptions: most, restrictions }) =>
      [code, promotion.coupon, most, restrictions.first_time_transaction].join(' '),
    ),
  ].sort();
}

const wanted = (offers: Offers): readonly string[] =>
  [
    ...Object.entries(offers.coupons).map(([code, name]) => `${code} ${name}`),
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
            const { outcomes, left } = await lab.apply(yamlOf(offers));
            expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
            expect(left.changes).toEqual([]);
            expect(offered(lab)).toEqual(wanted(offers));
          }
        }),
        { numRuns: 25 },
      ),
  );

  it('end the same wherever a run is killed, with or without the snapshot', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          before: anyOffers,
          after: anyOffers,
          write: fc.integer({ min: 1, max: 9 }),
          moment: fc.constantFrom('before' as const, 'after' as const),
          lost: fc.boolean(),
        }),
        async ({ before, after, write, moment, lost }) => {
          lab.reset();
          await lab.apply(yamlOf(before));
          const snapshot = lab.snapshot();
          await lab.applyUntil(yamlOf(after), { write, moment });
          if (lost) lab.putBack(snapshot);
          const { outcomes, left } = await lab.apply(yamlOf(after));
          expect(outcomes.filter(({ status }) => status !== 'done')).toEqual([]);
          expect(left.changes).toEqual([]);
          expect(offered(lab)).toEqual(wanted(after));
        },
      ),
      { numRuns: 60 },
    ),
  );
});
