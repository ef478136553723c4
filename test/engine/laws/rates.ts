import fc from 'fast-check';
import type { LawKind } from './kind.ts';
import { anyMetadata } from './metadata.ts';
import { amount } from './prices.ts';

/** A percentage as a manifest writes it. */
const anyPercentage = fc.constantFrom('0', '7', '19', '19.60', '8.875', '7.1234', '100').map(amount);

const PLACE: ReadonlySet<string> = new Set(['country', 'state', 'jurisdiction', 'tax_type', 'description']);

/** Tax rates. */
export const rates: LawKind = {
  kind: 'tax_rate',
  most: 2,
  any: fc.record(
    {
      display_name: fc.constantFrom('VAT', 'Sales tax', 'Ünïcode ☃'),
      percentage: anyPercentage,
      inclusive: fc.boolean(),
      country: fc.constantFrom('DE', 'NO', 'US'),
      state: fc.constantFrom('NY', 'TX'),
      jurisdiction: fc.constantFrom('Germany', 'yes'),
      tax_type: fc.constantFrom('vat', 'sales_tax'),
      description: fc.constantFrom('By hand', '0123'),
      metadata: anyMetadata,
      active: fc.boolean(),
    },
    { requiredKeys: ['display_name', 'percentage', 'inclusive'] },
  ),
  changes: {
    /** Another percentage, or the other way of counting it: another object. */
    fix: (_, { number, other }) => ({ percentage: other.percentage ?? null, inclusive: number % 2 === 0 }),
    rename: (_, { number }) => ({ display_name: `Tax ${number}` }),
    toggle: ({ active }) => ({ active: active === false }),
    /** Where it is owed, which can be said and never taken back. */
    place: (_, { other }) => Object.fromEntries(Object.entries(other).filter(([name]) => PLACE.has(name))),
  },
  forGood: ['place'],
  needs: [],
  shrinks: false,
};
