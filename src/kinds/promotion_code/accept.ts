import schema from '../../../schemas/promotion_code.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { acceptPlainly, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a promotion code says what Stripe has: nothing but the metadata and the switch moves there. */
export function acceptInPromotionCode(document: ManifestDocument, field: MovedValue): Acceptance {
  return acceptPlainly(document, field, ORDER);
}
