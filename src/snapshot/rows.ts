import { digestOf } from '../lib/digest.ts';
import { canonicalJson } from '../lib/json.ts';
import type { RecordedChange } from '../model/record.ts';
import type { Applied, AppliedState, IdRecord, LedgerEntry } from '../model/state.ts';

/** What a column can hold. */
type Cell = string | number | null;
export type Row = Readonly<Record<string, Cell>>;
/** The rows of every table, by the table's name. */
export type Rows = Readonly<Record<string, readonly Row[]>>;

/** How many applies the ledger keeps. */
const LEDGER_LENGTH = 50;

/** Each item under its name, the last one where two share it, sorted by name. */
const byName = <Item>(items: Iterable<Item>, name: (item: Item) => string): Item[] => {
  const named = new Map([...items].map((item) => [name(item), item] as const));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
};

/**
 * The rows of a state, in an order of their own: equal states have equal rows, however their maps and lists are
 * ordered. Of two id records of one key and id the later counts, and of two pending changes of one key; of the ledger,
 * the newest fifty.
 */
export function rowsOf(state: AppliedState): Rows {
  const { snapshot, ...tables } = contentOf(state);
  return { snapshot: [{ ...snapshot[0], digest: snapshotDigest(state) }], ...tables };
}

/** The digest of everything that a snapshot of `state` says: its identity. Bytes of a file are not. */
export function snapshotDigest(state: AppliedState): string {
  return rowsDigest(contentOf(state));
}

/** The rows without their digest. */
const contentOf = ({ resources, ids, pending, ledger, ...head }: AppliedState) => ({
  snapshot: [headRow(head)] as const,
  resources: byName(resources.values(), ({ key }) => key).map(resourceRow),
  ids: byName(ids, ({ key, id }) => `${key}\0${id}`).map(idRow),
  pending: byName(pending, ({ key }) => key).map(pendingRow),
  ledger: byName(ledger, ({ serial }) => String(serial).padStart(16, '0'))
    .slice(-LEDGER_LENGTH)
    .map(ledgerRow),
});

/** The digest of all rows but the digest itself, whatever the version of their tables. */
export function rowsDigest(rows: Rows): string {
  const texts = Object.entries(rows).map(([table, list]) => {
    const plain = table === 'snapshot' ? list.map(withoutDigest) : list;
    return [table, plain.map((row) => canonicalJson(row)).sort()] as const;
  });
  return digestOf(Object.fromEntries(texts));
}

const withoutDigest = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => column !== 'digest'));

const headRow = (head: Omit<AppliedState, 'resources' | 'ids' | 'pending' | 'ledger'>): Row => ({
  account: head.account,
  livemode: head.livemode ? 1 : 0,
  catalog: head.catalog,
  serial: head.serial,
  released: head.released,
  reviewed: head.reviewed,
});

const resourceRow = ({ key, kind, id, spec, commit }: Applied): Row => ({
  key,
  kind,
  id,
  spec: canonicalJson(spec),
  commit_sha: commit,
});

const idRow = ({ key, id, since, until, retireAt }: IdRecord): Row => ({
  key,
  id,
  since,
  until,
  retire_at: retireAt,
});

const pendingRow = ({ key, action, fields }: RecordedChange): Row => ({
  key,
  action,
  fields: canonicalJson(fields),
});

const ledgerRow = ({ serial, at, commit, digest, summary, approvedBy }: LedgerEntry): Row => ({
  serial,
  at,
  commit_sha: commit,
  digest,
  summary: canonicalJson(summary),
  approved_by: approvedBy,
});
