import schema from '../../../schemas/tax_rate.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { acceptPlainly, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import { decimal } from '../written.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a tax rate says what Stripe has. */
export function acceptInTaxRate(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  if (path === 'percentage' && typeof live === 'string')
    return { lines: [{ path: [path], value: decimal(live), order: ORDER }] };
  return acceptPlainly(document, field, ORDER);
}
