import { attachment } from './attachment/kind.ts';
import { coupon } from './coupon/kind.ts';
import { entitlement } from './entitlement/kind.ts';
import type { Kind } from './kind.ts';
import { meter } from './meter/kind.ts';
import { portal } from './portal/kind.ts';
import { price } from './price/kind.ts';
import { product } from './product/kind.ts';
import { promotionCode } from './promotion_code/kind.ts';
import { taxRate } from './tax_rate/kind.ts';
import { webhook } from './webhook/kind.ts';

/** Every kind of object, in the order in which they are created: none refers early to one after it. */
export const kinds: readonly Kind[] = [
  product,
  meter,
  price,
  taxRate,
  coupon,
  promotionCode,
  entitlement,
  attachment,
  portal,
  webhook,
];

const byName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));

/**
 * The kind of that name.
 *
 * @throws {Error} for a name that is none: a snapshot of a newer version is refused before it gets here.
 */
export function kindNamed(name: string): Kind {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`unknown kind ${JSON.stringify(name)}`);
  return kind;
}
