import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareAmounts, type Amount } from '../../src/lib/money.ts';
import { inUsd, priced, priceSpec, tiered } from './prices.ts';

/** Decimals of a dollar that Stripe keeps. */
const DECIMALS = 14;
const ONE = 10n ** BigInt(DECIMALS);

const textOf = (units: bigint): string => `${units / ONE}.${String(units % ONE).padStart(DECIMALS, '0')}`;

/** An amount as a count of the smallest part of a cent that Stripe keeps. */
function unitsOf(amount: Amount | null): bigint {
  if (amount === null) throw new Error('there is no amount');
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole) * ONE + BigInt(fraction.padEnd(DECIMALS, '0'));
}

interface Step {
  readonly width: number;
  readonly each: bigint;
  readonly flat: bigint;
}

const anyUnits = fc.bigInt({ min: 0n, max: 1000n * ONE });
const anySteps = fc.array(
  fc.record({ width: fc.integer({ min: 1, max: 12 }), each: anyUnits, flat: anyUnits }),
  {
    minLength: 1,
    maxLength: 6,
  },
);
const anyQuantity = fc.nat(60);
const anyMode = fc.constantFrom('graduated', 'volume');

const edgesOf = (steps: readonly Step[]): number[] => {
  let edge = 0;
  return steps.map(({ width }) => (edge += width));
};

const specOf = (mode: 'graduated' | 'volume', steps: readonly Step[]) =>
  tiered(
    mode,
    steps.map(({ each, flat }, index) => [
      index === steps.length - 1 ? 'inf' : (edgesOf(steps)[index] ?? 'inf'),
      textOf(each),
      textOf(flat),
    ]),
  );

/** The step that the unit of this number falls into, the first being 1; none is in the first. */
const stepOf = (steps: readonly Step[], unit: number): number => {
  const index = edgesOf(steps).findIndex((edge) => unit <= edge);
  return index === -1 ? steps.length - 1 : index;
};

/** Unit by unit: slow, and plainly right. */
function naive(mode: 'graduated' | 'volume', steps: readonly Step[], quantity: number): bigint {
  const of = (index: number): Step => steps[index] ?? { width: 0, each: 0n, flat: 0n };
  const last = stepOf(steps, quantity);
  if (mode === 'volume') return of(last).flat + BigInt(quantity) * of(last).each;
  let total = 0n;
  for (let index = 0; index <= last; index += 1) total += of(index).flat;
  for (let unit = 1; unit <= quantity; unit += 1) total += of(stepOf(steps, unit)).each;
  return total;
}

describe('the cost of a tiered price', () => {
  it('is what counting unit by unit in whole numbers says', () => {
    fc.assert(
      fc.property(anyMode, anySteps, anyQuantity, (mode, steps, quantity) => {
        expect(unitsOf(inUsd(specOf(mode, steps), quantity))).toBe(naive(mode, steps, quantity));
      }),
    );
  });

  it('never falls when graduated and the quantity grows', () => {
    fc.assert(
      fc.property(anySteps, anyQuantity, anyQuantity, (steps, a, b) => {
        const [less, more] = [Math.min(a, b), Math.max(a, b)].map((quantity) =>
          inUsd(specOf('graduated', steps), quantity),
        );
        expect(compareAmounts(less!, more!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('is that of a plain price where there is one tier without a flat fee', () => {
    fc.assert(
      fc.property(anyMode, anyUnits, fc.maxSafeNat(), (mode, each, quantity) => {
        const single = tiered(mode, [['inf', textOf(each)]]);
        const plain = inUsd(priceSpec({ amount: textOf(each) }), quantity);
        expect(inUsd(single, quantity)).toBe(plain);
        expect(unitsOf(plain)).toBe(each * BigInt(quantity));
      }),
    );
  });
});

it('counts packages as whole numbers do, however large', () => {
  fc.assert(
    fc.property(
      fc.maxSafeNat(),
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.constantFrom('up', 'down'),
      (quantity, divide_by, round) => {
        const spec = priceSpec({ amount: '1', transform_quantity: { divide_by, round } });
        const [q, d] = [BigInt(quantity), BigInt(divide_by)];
        expect(inUsd(spec, quantity)).toBe(String(round === 'up' ? (q + d - 1n) / d : q / d));
      },
    ),
  );
});

describe('the table of a tiered price', () => {
  it('says what each side costs at quantities that grow from 1', () => {
    fc.assert(
      fc.property(anyMode, anySteps, anySteps, (mode, from, to) => {
        const [before, after] = [specOf(mode, from), specOf(mode, to)];
        const [table, ...others] = priced.tables(before, after);
        const rows = table?.rows ?? [];
        const quantities = rows.map(({ quantity }) => quantity);
        expect(others).toEqual([]);
        expect(quantities[0]).toBe(1);
        expect(quantities).toEqual([...new Set(quantities)].sort((a, b) => a - b));
        for (const row of rows) {
          expect(row).toMatchObject({
            before: inUsd(before, row.quantity),
            after: inUsd(after, row.quantity),
          });
        }
      }),
    );
  });
});
