import schema from '../../../schemas/coupon.schema.json' with { type: 'json' };
import type { MovedValue } from '../../model/accept.ts';
import { acceptPlainly, without, type Acceptance } from '../acceptance.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import { decimal } from '../written.ts';

const ORDER = Object.keys(schema.properties);
const OPTION = /^currencies\.([a-z]+)\.amount_off$/;

/** How the document of a coupon says what Stripe has: a name, metadata, a currency that was added there. */
export function acceptInCoupon(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  const currency = OPTION.exec(path)?.[1];
  if (currency === undefined) return acceptPlainly(document, field, ORDER);
  const at = ['currencies', currency];
  if (typeof live !== 'string') return { lines: without(document, at) };
  return { lines: [{ path: at, value: decimal(live), order: ORDER }] };
}
