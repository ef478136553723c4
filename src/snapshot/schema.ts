import type { Rows } from './rows.ts';

/** `Pbok`, in the header of every snapshot. https://www.sqlite.org/fileformat2.html#application_id */
export const APPLICATION_ID = 0x50_62_6f_6b;

/** One version of the tables, and the way to it from the version before. */
export interface SchemaVersion {
  /** As sqlite_schema holds them, to the letter: a reader accepts these tables and nothing else. */
  readonly statements: readonly string[];
  /** Rows of the version before as rows of this one. The digest is checked before. */
  readonly upgrade: (rows: Rows) => Rows;
}

// Statements that several versions share.
const RESOURCES = `CREATE TABLE resources (
  key TEXT NOT NULL PRIMARY KEY CHECK (substr(key, 1, length(kind) + 1) = kind || '/'),
  kind TEXT NOT NULL CHECK (kind <> ''),
  id TEXT NOT NULL CHECK (id <> ''),
  spec TEXT NOT NULL CHECK (json_type(spec) = 'object'),
  commit_sha TEXT
) STRICT, WITHOUT ROWID`;
const IDS = `CREATE TABLE ids (
  key TEXT NOT NULL,
  id TEXT NOT NULL CHECK (id <> ''),
  since TEXT NOT NULL,
  until TEXT,
  retire_at TEXT,
  PRIMARY KEY (key, id)
) STRICT, WITHOUT ROWID`;
const IDS_BY_ID = 'CREATE INDEX ids_by_id ON ids (id)';

const FIRST: SchemaVersion = {
  statements: [
    `CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
    RESOURCES,
    IDS,
    IDS_BY_ID,
    `CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object')
) STRICT, WITHOUT ROWID`,
  ],
  upgrade: (rows) => rows,
};

/** What was reviewed and is not done, and who approved what was not. */
const SECOND: SchemaVersion = {
  statements: [
    `CREATE TABLE snapshot (
  account TEXT NOT NULL PRIMARY KEY CHECK (account <> ''),
  livemode INTEGER NOT NULL CHECK (livemode IN (0, 1)),
  catalog TEXT NOT NULL CHECK (catalog <> ''),
  serial INTEGER NOT NULL CHECK (serial BETWEEN 0 AND 9007199254740991),
  released TEXT,
  reviewed TEXT,
  digest TEXT NOT NULL
) STRICT, WITHOUT ROWID`,
    RESOURCES,
    IDS,
    IDS_BY_ID,
    `CREATE TABLE pending (
  key TEXT NOT NULL PRIMARY KEY,
  action TEXT NOT NULL CHECK (action <> ''),
  fields TEXT NOT NULL CHECK (json_type(fields) = 'object')
) STRICT, WITHOUT ROWID`,
    `CREATE TABLE ledger (
  serial INTEGER NOT NULL PRIMARY KEY,
  at TEXT NOT NULL,
  commit_sha TEXT,
  digest TEXT NOT NULL,
  summary TEXT NOT NULL CHECK (json_type(summary) = 'object'),
  approved_by TEXT
) STRICT, WITHOUT ROWID`,
  ],
  upgrade: ({ snapshot = [], ledger = [], ...same }) => ({
    ...same,
    snapshot: snapshot.map((row) => Object.assign({ reviewed: null }, row)),
    ledger: ledger.map((row) => Object.assign({ approved_by: null }, row)),
    pending: [],
  }),
};

/**
 * Every version of the tables, oldest first; a file's `user_version` is its place in here, from 1. The last one is
 * written, all are read. A new version is one more entry at the end; entries that were released never change.
 */
export const VERSIONS: readonly SchemaVersion[] = [FIRST, SECOND];
