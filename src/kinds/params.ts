import type { Json, JsonRecord } from '../lib/json.ts';

/** The parameters that are there: undefined ones are dropped, everything else is sent as it is. */
export function params(entries: Readonly<Record<string, Json | undefined>>): JsonRecord {
  const present = Object.entries(entries).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return Object.fromEntries(present);
}

/**
 * A value for an update: null and empty lists become the empty text, which clears. Stripe's encoding of an empty
 * list is nothing at all, and nothing changes nothing.
 */
export function orClear(value: Json | undefined): Json | undefined {
  return value === null || (Array.isArray(value) && value.length === 0) ? '' : value;
}

/** A value for a creation: what is absent or empty is not sent. */
export function orOmit(value: Json | undefined): Json | undefined {
  return value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;
}
