import type { Kind } from './kind.ts';
import type { Row } from './types.ts';

/** All objects of one kind in one mode, in order of creation, with the indexes that lists need. */
export type Table<R extends Row = Row> = {
  readonly rows: Map<string, R>;
  /** Ids in order of creation; a hole is a deleted object. */
  readonly order: (string | null)[];
  readonly position: Map<string, number>;
  /** By field that never changes: positions in order of creation, by value. */
  readonly groups: Map<string, Map<unknown, number[]>>;
  /** By field that at most one object may hold a value of: its id. */
  readonly unique: Map<string, Map<unknown, string>>;
  /** The store's journal, shared by all its tables. */
  readonly journal: (() => void)[];
};

/** One mode's data, and how to undo what the current request has done to it, newest last. */
export type Store = { readonly tables: Map<string, Table>; readonly journal: (() => void)[] };

/** An empty store. */
export const newStore = (): Store => ({ tables: new Map(), journal: [] });

/** Keeps what the current request did. */
export const commit = (store: Store): void => {
  store.journal.length = 0;
};

/** Undoes what the current request did, so that a refused request leaves nothing behind. */
export const rollBack = (store: Store): void => {
  for (const undo of store.journal.splice(0).reverse()) undo();
};

/** The table of a kind; made on first use. */
export const tableOf = <R extends Row>(store: Store, kind: Kind<R>): Table<R> => {
  const found = store.tables.get(kind.object);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table is only ever filled through its own kind
  if (found !== undefined) return found as unknown as Table<R>;
  const table: Table<R> = {
    rows: new Map(),
    order: [],
    position: new Map(),
    groups: new Map(kind.groups.map((field) => [field, new Map()])),
    unique: new Map(kind.unique.map((field) => [field, new Map()])),
    journal: store.journal,
  };
  store.tables.set(kind.object, table);
  return table;
};

/** Adds an object at the end of the order of creation. */
export const insertRow = <R extends Row>(table: Table<R>, row: R): void => {
  const position = table.order.push(row.id) - 1;
  table.rows.set(row.id, row);
  table.position.set(row.id, position);
  for (const [field, group] of table.groups) {
    const value = fieldOf(row, field);
    const members = group.get(value);
    if (members === undefined) group.set(value, [position]);
    else members.push(position);
  }
  holdUnique(table, row);
  table.journal.push(() => {
    table.order.pop();
    for (const [field, group] of table.groups) group.get(fieldOf(row, field))?.pop();
    forget(table, row);
  });
};

/** Puts a new version in the place of the old one. */
export const replaceRow = <R extends Row>(table: Table<R>, row: R): void => {
  const before = table.rows.get(row.id);
  const put = (old: R | undefined, next: R | undefined): void => {
    if (old !== undefined) releaseUnique(table, old);
    if (next === undefined) return;
    table.rows.set(next.id, next);
    holdUnique(table, next);
  };
  put(before, row);
  table.journal.push(() => put(row, before));
};

/** Takes an object out; its place in the order stays empty, so that positions keep their meaning. */
export const removeRow = <R extends Row>(table: Table<R>, id: string): void => {
  const row = table.rows.get(id);
  const position = table.position.get(id);
  if (row === undefined || position === undefined) return;
  table.order[position] = null;
  forget(table, row);
  table.journal.push(() => {
    table.order[position] = id;
    table.rows.set(id, row);
    table.position.set(id, position);
    holdUnique(table, row);
  });
};

/** All objects in order of creation. */
export const rowsOf = <R extends Row>(table: Table<R>): R[] =>
  table.order.flatMap((id) => {
    const row = id === null ? undefined : table.rows.get(id);
    return row === undefined ? [] : [row];
  });

/** How many objects hold a value in a grouped field, deleted ones included. */
export const groupSize = (table: Table, field: string, value: unknown): number =>
  table.groups.get(field)?.get(value)?.length ?? 0;

const forget = <R extends Row>(table: Table<R>, row: R): void => {
  table.rows.delete(row.id);
  table.position.delete(row.id);
  releaseUnique(table, row);
};

const holdUnique = <R extends Row>(table: Table<R>, row: R): void => {
  for (const [field, holders] of table.unique) {
    const value = fieldOf(row, field);
    if (value !== null) holders.set(value, row.id);
  }
};

const releaseUnique = <R extends Row>(table: Table<R>, row: R): void => {
  for (const [field, holders] of table.unique)
    if (holders.get(fieldOf(row, field)) === row.id) holders.delete(fieldOf(row, field));
};

const fieldOf = (row: Row, field: string): unknown => Reflect.get(row, field);
