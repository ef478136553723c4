type Hash = Readonly<Record<string, unknown>>;

/**
 * The `previous_attributes` of an event: what changed, with its old value. Nested hashes are compared
 * leaf by leaf, arrays as a whole, and a key that is new has the old value `null`.
 * https://docs.stripe.com/api/events/object#event_object-data-previous_attributes
 */
export const previousAttributes = (before: Hash, after: Hash): Record<string, unknown> => {
  const previous: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const old = before[key] ?? null;
    const now = after[key] ?? null;
    if (isHash(old) && isHash(now)) {
      const inside = previousAttributes(old, now);
      if (Object.keys(inside).length > 0) previous[key] = inside;
    } else if (JSON.stringify(old) !== JSON.stringify(now)) previous[key] = old;
  }
  return previous;
};

const isHash = (value: unknown): value is Hash =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
