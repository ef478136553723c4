/** Anything that JSON can hold. Amounts are strings in here, never numbers. */
export type Json = null | boolean | number | string | readonly Json[] | JsonRecord;

/** A plain JSON object. */
export interface JsonRecord {
  readonly [name: string]: Json;
}

/** True for a list. */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/** True for a plain object: neither null nor a list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The one text of a value: names sorted, no white space. Equal values have equal texts, so this is both the
 * equality of the engine and what digests are taken over.
 */
export function canonicalJson(value: Json): string {
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson(value[name] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** The entries of a list, or a value that is none as the only one. */
export function entriesOf(value: Json): readonly Json[] {
  return isList(value) ? value : [value];
}

/** Sorts values by their texts: a list that is a set to Stripe gets its one order. */
export function byText(a: Json, b: Json): number {
  const [left, right] = [canonicalJson(a), canonicalJson(b)];
  return left < right ? -1 : Number(left > right);
}

/** Deep equality of two values; a missing value equals null, a missing member does not. */
export function equal(a: Json | undefined, b: Json | undefined): boolean {
  const left = a ?? null;
  const right = b ?? null;
  if (left === right) return true;
  if (isList(left)) {
    return (
      isList(right) && left.length === right.length && left.every((item, index) => equal(item, right[index]))
    );
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const names = Object.keys(left);
  return (
    names.length === Object.keys(right).length &&
    names.every((name) => name in right && equal(left[name], right[name]))
  );
}
