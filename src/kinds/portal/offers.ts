import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import { codesOf, isKey, keyOf, type ResourceKey } from '../../model/key.ts';
import { textOr } from '../kind.ts';
import type { UpdateInput } from '../codec.ts';
import { params } from '../params.ts';
import { product } from '../product/kind.ts';
import { offersOf } from './decode.ts';

/** The product of a price: its key begins with the code of its plan. */
const productOf = (price: ResourceKey): ResourceKey =>
  keyOf(product.name, codesOf(price).split('/')[0] ?? '');

/** The code of the plan that a price belongs to, by the price's key. */
export const planOf = (price: ResourceKey): string => codesOf(productOf(price));

/** What Stripe said of a product that stays: how far its quantity can be changed. No manifest says that. */
function quantityOf(offer: JsonRecord | undefined): JsonRecord | undefined {
  const given = offer?.adjustable_quantity;
  if (!isRecord(given)) return undefined;
  const { enabled, minimum, maximum } = given;
  return params({ enabled, minimum, maximum: maximum ?? undefined });
}

/**
 * `products` of the parameters: the prices by product. A price that has no key, and only stays, is where Stripe has it.
 *
 * @param prices keys, and ids of prices that are nobody's.
 */
export function offers(
  prices: readonly Json[],
  { raw, idOf }: Pick<UpdateInput, 'raw' | 'idOf'>,
): readonly JsonRecord[] {
  const present = offersOf(raw);
  const placed = prices.map((price) => {
    const text = textOr(price, '');
    if (isKey(text)) return { product: idOf(productOf(text)), price: idOf(text) };
    const holder = present.find(({ prices: ids }) => isList(ids) && ids.includes(text));
    return { product: textOr(holder?.product, ''), price: text };
  });
  return [...Map.groupBy(placed, (each) => each.product)].map(([id, members]) => {
    const offer = present.find((each) => each.product === id);
    const adjustable = quantityOf(offer);
    return params({
      product: id,
      prices: members.map(({ price }) => price),
      adjustable_quantity: adjustable,
    });
  });
}
