import type { FieldPolicy } from '../kind.ts';

/** Every field of a product that Pricebook knows. */
export type ProductField =
  | 'id'
  | 'name'
  | 'description'
  | 'features'
  | 'images'
  | 'metadata.*'
  | 'tax_code'
  | 'unit_label'
  | 'statement_descriptor'
  | 'url'
  | 'shippable'
  | 'active'
  | 'default_price'
  | 'protect';

/** https://docs.stripe.com/api/products/update; a descriptor and `shippable` cannot be cleared there. */
export const productFields: Readonly<Record<ProductField, FieldPolicy>> = {
  // Sent at creation only: a product that exists keeps the id it has.
  id: { change: 'computed', absent: 'release', severity: 'info' },
  name: { change: 'mutable', absent: 'keep', severity: 'warning' },
  description: { change: 'mutable', absent: 'clear', severity: 'info' },
  features: { change: 'mutable', absent: 'clear', severity: 'info' },
  images: { change: 'mutable', absent: 'clear', severity: 'info' },
  'metadata.*': { change: 'mutable', absent: 'clear', severity: 'warning' },
  tax_code: { change: 'mutable', absent: 'clear', severity: 'critical' },
  unit_label: { change: 'mutable', absent: 'clear', severity: 'info' },
  statement_descriptor: { change: 'mutable', absent: 'stuck', severity: 'warning' },
  url: { change: 'mutable', absent: 'clear', severity: 'info' },
  shippable: { change: 'mutable', absent: 'stuck', severity: 'warning' },
  active: { change: 'mutable', absent: 'keep', severity: 'critical' },
  default_price: {
    change: 'mutable',
    absent: 'release',
    severity: 'critical',
    reference: 'late',
    to: 'price',
  },
  protect: { change: 'mutable', absent: 'clear', severity: 'warning' },
};
