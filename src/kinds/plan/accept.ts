import schema from '../../../schemas/plan.schema.json' with { type: 'json' };
import { isList } from '../../lib/json.ts';
import { codesOf, isKey, kindOf } from '../../model/key.ts';
import type { MovedValue } from '../../model/accept.ts';
import { attachment } from '../attachment/kind.ts';
import { metadataLines, metadataName, plainLines, valueAt, type Acceptance } from '../acceptance.ts';
import { textOr } from '../kind.ts';
import type { ManifestDocument } from '../manifest-kind.ts';
import { acceptInPrice } from './accept-price.ts';
import { acceptInShortForm } from './accept-short.ts';
import { MAIN } from './expand.ts';
import { NONE } from './price.ts';

const ORDER = Object.keys(schema.properties);

/** How the document of a plan says what Stripe has of its product or of one of its prices. */
export function acceptInPlan(document: ManifestDocument, field: MovedValue): Acceptance {
  // What protects an object in the manifest is not for somebody in Stripe to lift, nor to add.
  if (field.path === 'protect') return { why: 'protect' };
  if (kindOf(field.key) === attachment.name) return acceptDetached(document, field);
  const [, price] = codesOf(field.key).split('/');
  if (price === undefined) return acceptInProduct(document, field);
  return document.has(['price'])
    ? acceptInShortForm(document, field, ORDER)
    : acceptInPrice(document, ['prices', price], field);
}

/** One code less in `entitlements`: somebody detached it. */
function acceptDetached(document: ManifestDocument, { key, live }: MovedValue): Acceptance {
  if (live !== null) return { why: 'cannot-say' };
  const [, gone] = codesOf(key).split('/');
  const path = ['entitlements'];
  const codes = valueAt(document, path);
  const rest = isList(codes) ? codes.filter((code) => code !== gone) : [];
  return plainLines(document, path, { live: rest, order: ORDER });
}

function acceptInProduct(document: ManifestDocument, field: MovedValue): Acceptance {
  const { path, live } = field;
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, [], { name, live, order: ORDER });
  if (path !== 'default_price') return plainLines(document, [path], { live, order: ORDER });
  if (live === null) return { lines: [{ path: [path], value: NONE, order: ORDER }] };
  const price = priceNamed(document, textOr(live, ''));
  return price === undefined
    ? { why: 'unknown-object' }
    : { lines: [{ path: [path], value: price, order: ORDER }] };
}

/** The name of a price of the plan that has this key. */
function priceNamed(document: ManifestDocument, key: string): string | undefined {
  const [plan, price] = isKey(key) ? codesOf(key).split('/') : [];
  if (price === undefined || plan !== textOr(document.data.code, '').trim()) return undefined;
  const isThere = document.has(['price']) ? price === MAIN : document.has(['prices', price]);
  return isThere ? price : undefined;
}
