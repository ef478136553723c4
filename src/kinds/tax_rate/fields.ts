import type { FieldPolicy } from '../kind.ts';

/** Every field of a tax rate that Pricebook knows. */
export type TaxRateField =
  | 'display_name'
  | 'percentage'
  | 'inclusive'
  | 'country'
  | 'state'
  | 'jurisdiction'
  | 'tax_type'
  | 'description'
  | 'metadata.*'
  | 'active'
  | 'protect';

const fixed: FieldPolicy = { change: 'immutable', absent: 'keep', severity: 'critical' };
/** Where the tax is owed: what customers and tax authorities read on an invoice. */
const owed: FieldPolicy = { change: 'mutable', absent: 'stuck', severity: 'warning' };

/** https://docs.stripe.com/api/tax_rates/update has no way to clear a text, and does not take what is fixed. */
export const taxRateFields: Readonly<Record<TaxRateField, FieldPolicy>> = {
  display_name: { change: 'mutable', absent: 'keep', severity: 'warning' },
  percentage: fixed,
  inclusive: fixed,
  country: owed,
  state: owed,
  jurisdiction: owed,
  tax_type: owed,
  description: { change: 'mutable', absent: 'stuck', severity: 'info' },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  active: { change: 'mutable', absent: 'keep', severity: 'critical' },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
};
