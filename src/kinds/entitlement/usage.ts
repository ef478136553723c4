import { attachment } from '../attachment/kind.ts';
import type { Usage } from '../kind.ts';
import { price } from '../price/kind.ts';

/** Everything that is sold of the products that have an entitlement, whoever attached it. */
export const entitlementUsage: Usage = {
  needs: [attachment],
  users(id, objects) {
    const joined = (objects.get(attachment.name) ?? [])
      .map((raw) => attachment.decode(raw))
      .flatMap((decoded) => ('spec' in decoded ? [decoded.spec] : []));
    const products = new Set(
      joined.filter(({ entitlement }) => entitlement === id).map(({ product }) => product),
    );
    return (objects.get(price.name) ?? [])
      .filter(({ product }) => products.has(product))
      .map((raw) => ({ kind: price, raw }));
  },
};
