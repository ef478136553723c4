import schema from '../../../schemas/promotion_code.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { metadataLines, metadataName, plainLines, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../kind.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a promotion code says what Stripe has: nothing but the metadata and the switch moves there. */
export function acceptInPromotionCode(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  // What protects an object in the manifest is not for somebody in Stripe to lift, nor to add.
  if (path === 'protect') return { why: 'protect' };
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, [], { name, live, order: ORDER });
  return plainLines(document, [path], { live, order: ORDER });
}
