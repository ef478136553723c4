const DECIMAL: unique symbol = Symbol('decimal');

/** A decimal that a document has without quotes, with every digit as it is. */
export interface Decimal {
  readonly [DECIMAL]: string;
}

/** What a document says, its names in the order in which people write them. */
export type Written = null | boolean | number | string | Decimal | readonly Written[] | WrittenRecord;

/** A map of a document. */
export interface WrittenRecord {
  readonly [name: string]: Written;
}

/** The decimal with these digits; `25.00` stays `25.00`. */
export function decimal(digits: string): Decimal {
  return { [DECIMAL]: digits };
}

/** The digits of a decimal, or undefined for anything else. */
export function digitsOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && DECIMAL in value && typeof value[DECIMAL] === 'string'
    ? value[DECIMAL]
    : undefined;
}

/** True for a map. */
export function isWrittenRecord(value: Written | undefined): value is WrittenRecord {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && digitsOf(value) === undefined
  );
}

/** The fields that are there: undefined ones are left out. */
export function written(entries: Readonly<Record<string, Written | undefined>>): WrittenRecord {
  const present = Object.entries(entries).filter(
    (entry): entry is [string, Written] => entry[1] !== undefined,
  );
  return Object.fromEntries(present);
}
