import { digestOf } from '../lib/digest.ts';
import type { Json } from '../lib/json.ts';
import { decidedFields, type Change, type FieldChange } from '../model/change.ts';
import type { RecordedChange, ReviewRecord } from '../model/record.ts';

/** Hexadecimal digits of a digest that are kept of each value: 64 bits, for values that nobody chose to collide. */
const DIGITS = 16;

const short = (value: Json): string => digestOf(value).slice(0, DIGITS);

/** A change as the record keeps it: no value in it, only what tells whether a value is the same. */
export function recordedChange(change: Change): RecordedChange {
  return {
    key: change.key,
    action: change.action,
    fields: Object.fromEntries(
      decidedFields(change).map(({ path, before, after }) => [path, [short(before), short(after)] as const]),
    ),
  };
}

const isShown = ({ fields }: RecordedChange, { path, before, after }: FieldChange): boolean =>
  fields[path]?.[0] === short(before) && fields[path]?.[1] === short(after);

/**
 * The changes that no pull request showed, each with the fields that were not. A field counts as shown when a record
 * holds it for the same key and action, with the same value before and after; a change without fields, when a record
 * holds the change. Of a record that kept no changes, the plan's digest must be this one.
 *
 * @param digest the digest of the whole plan that `changes` are from.
 */
export function unreviewed(
  { changes, digest }: { readonly changes: readonly Change[]; readonly digest: string },
  records: readonly ReviewRecord[],
): readonly Change[] {
  if (records.some((record) => record.changes === null && record.digest === digest)) return [];
  const shown = Map.groupBy(
    records.flatMap((record) => record.changes ?? []),
    ({ key, action }) => `${action}:${key}`,
  );
  return changes.flatMap((change): readonly Change[] => {
    const entries = shown.get(`${change.action}:${change.key}`) ?? [];
    const fields = decidedFields(change).filter((field) => !entries.some((entry) => isShown(entry, field)));
    return entries.length > 0 && fields.length === 0 ? [] : [{ ...change, fields }];
  });
}
