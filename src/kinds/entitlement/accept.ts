import schema from '../../../schemas/entitlement.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { acceptPlainly, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of an entitlement says what Stripe has. */
export function acceptInEntitlement(document: ManifestDocument, field: MovedValue): Acceptance {
  return acceptPlainly(document, field, ORDER);
}
