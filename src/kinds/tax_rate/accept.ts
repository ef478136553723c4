import schema from '../../../schemas/tax_rate.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { metadataLines, metadataName, plainLines, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../kind.ts';
import { decimal } from '../written.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a tax rate says what Stripe has. */
export function acceptInTaxRate(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  // What protects an object in the manifest is not for somebody in Stripe to lift, nor to add.
  if (path === 'protect') return { why: 'protect' };
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, [], { name, live, order: ORDER });
  if (path === 'percentage' && typeof live === 'string')
    return { lines: [{ path: [path], value: decimal(live), order: ORDER }] };
  return plainLines(document, [path], { live, order: ORDER });
}
