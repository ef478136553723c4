import { isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import { isKey, kindOf, type ResourceKey } from '../model/key.ts';
import type { RecordedChange } from '../model/record.ts';
import type { Applied, AppliedState, IdRecord, LedgerEntry } from '../model/state.ts';
import type { Row, Rows } from './rows.ts';

/**
 * The state that rows of the present version hold; maps and lists sorted by key, the ledger oldest first.
 *
 * @throws {TypeError} when they cannot be the rows of a state.
 */
export function stateOf(rows: Rows): AppliedState {
  const [head, ...more] = rows.snapshot ?? [];
  if (head === undefined || more.length > 0) throw new TypeError('not one row in the table snapshot');
  const resources = (rows.resources ?? []).map(resourceOf);
  return {
    account: text(head, 'account'),
    livemode: head.livemode === 1,
    catalog: text(head, 'catalog'),
    serial: integer(head, 'serial'),
    released: optional(head, 'released'),
    reviewed: optional(head, 'reviewed'),
    pending: (rows.pending ?? []).map(pendingOf),
    resources: new Map(resources.map((resource) => [resource.key, resource])),
    ids: (rows.ids ?? []).map(idOf),
    ledger: (rows.ledger ?? []).map(entryOf),
  };
}

const resourceOf = (row: Row): Applied => {
  const key = keyIn(row);
  return {
    key,
    kind: kindOf(key),
    id: text(row, 'id'),
    spec: record(row, 'spec'),
    commit: optional(row, 'commit_sha'),
  };
};

const idOf = (row: Row): IdRecord => ({
  key: keyIn(row),
  id: text(row, 'id'),
  since: text(row, 'since'),
  until: optional(row, 'until'),
  retireAt: optional(row, 'retire_at'),
});

const entryOf = (row: Row): LedgerEntry => ({
  serial: integer(row, 'serial'),
  at: text(row, 'at'),
  commit: optional(row, 'commit_sha'),
  digest: text(row, 'digest'),
  summary: counts(record(row, 'summary')),
  approvedBy: optional(row, 'approved_by'),
});

const pendingOf = (row: Row): RecordedChange => ({
  key: keyIn(row),
  action: text(row, 'action'),
  fields: pairs(record(row, 'fields')),
});

const text = (row: Row, column: string): string => {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`no text in the column ${column}`);
  return value;
};

const optional = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

const integer = (row: Row, column: string): number => {
  const value = row[column];
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) {
    throw new TypeError(`no whole number in the column ${column}`);
  }
  return value;
};

const record = (row: Row, column: string): JsonRecord => {
  const value: unknown = JSON.parse(text(row, column));
  if (!isRecord(value)) throw new TypeError(`no JSON object in the column ${column}`);
  return value;
};

const counts = (values: JsonRecord): Record<string, number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      if (typeof value !== 'number') throw new TypeError('no count in the column summary');
      return [name, value];
    }),
  );

const pairs = (values: JsonRecord): RecordedChange['fields'] =>
  Object.fromEntries(Object.entries(values).map(([path, value]) => [path, pairOf(value)]));

const pairOf = (value: Json): readonly [string, string] => {
  const [before, after, ...more] = isList(value) ? value : [];
  if (typeof before !== 'string' || typeof after !== 'string' || more.length > 0) {
    throw new TypeError('no pair of texts in the column fields');
  }
  return [before, after];
};

const keyIn = (row: Row): ResourceKey => {
  const key = text(row, 'key');
  if (!isKey(key)) throw new TypeError('no key in the column key');
  return key;
};
