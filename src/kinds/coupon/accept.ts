import schema from '../../../schemas/coupon.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { metadataLines, metadataName, plainLines, without, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../kind.ts';
import { decimal } from '../written.ts';

const ORDER = Object.keys(schema.properties);
const OPTION = /^currencies\.([a-z]+)\.amount_off$/;

/** How the document of a coupon says what Stripe has: a name, metadata, a currency that was added there. */
export function acceptInCoupon(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  // What protects an object in the manifest is not for somebody in Stripe to lift, nor to add.
  if (path === 'protect') return { why: 'protect' };
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, [], { name, live, order: ORDER });
  const currency = OPTION.exec(path)?.[1];
  if (currency === undefined) return plainLines(document, [path], { live, order: ORDER });
  const at = ['currencies', currency];
  if (typeof live !== 'string') return { lines: without(document, at) };
  return { lines: [{ path: at, value: decimal(live), order: ORDER }] };
}
