/** The stable name of one object, ours and never Stripe's: `product/pro`, `price/pro/monthly`, `meter/api_calls`. */
export type ResourceKey = `${string}/${string}`;

/** The key of an object of `kind`, from the codes that name it: `keyOf('price', 'pro', 'monthly')`. */
export function keyOf(kind: string, ...codes: readonly string[]): ResourceKey {
  return `${kind}/${codes.join('/')}`;
}

/** The kind that a key names, its first part. */
export function kindOf(key: ResourceKey): string {
  return key.slice(0, key.indexOf('/'));
}

/** True for a text of a key's form. Stripe ids have no slash, so an id is never taken for a key. */
export function isKey(text: string): text is ResourceKey {
  return /^[a-z_]+\/[^/]+(\/[^/]+)?$/.test(text);
}

/** The codes behind the kind: `pro/monthly` for `price/pro/monthly`. */
export function codesOf(key: ResourceKey): string {
  return key.slice(key.indexOf('/') + 1);
}
