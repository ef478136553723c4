import fc from 'fast-check';
import type { JsonRecord } from '../../../src/lib/json.ts';
import { amount } from './prices.ts';

/** A percentage as a manifest writes it. */
const anyPercentage = fc.constantFrom('0', '7', '19', '19.60', '8.875', '7.1234', '100').map(amount);

/** The fields of a tax rate as a manifest has them, but for its code. */
export const anyRate: fc.Arbitrary<JsonRecord> = fc.record(
  {
    display_name: fc.constantFrom('VAT', 'Sales tax', 'Ünïcode ☃'),
    percentage: anyPercentage,
    inclusive: fc.boolean(),
    country: fc.constantFrom('DE', 'NO', 'US'),
    state: fc.constantFrom('NY', 'TX'),
    jurisdiction: fc.constantFrom('Germany', 'yes'),
    tax_type: fc.constantFrom('vat', 'sales_tax'),
    description: fc.constantFrom('By hand', '0123'),
    metadata: fc.dictionary(fc.constantFrom('ledger', 'team'), fc.constantFrom('1', 'two', 'true'), {
      noNullPrototype: true,
    }),
    active: fc.boolean(),
  },
  { requiredKeys: ['display_name', 'percentage', 'inclusive'] },
);
