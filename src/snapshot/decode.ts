import type { AppliedState } from '../model/state.ts';
import { damaged, SnapshotError } from './error.ts';
import { type Row, type Rows, rowsDigest } from './rows.ts';
import { stateOf } from './rows-to-state.ts';
import { APPLICATION_ID, VERSIONS } from './schema.ts';
import { type Database, openDatabase } from './sqlite.ts';

const MAGIC = 'SQLite format 3\0';

/**
 * What the bytes of a snapshot say. `file` is its name in errors. Rows of older versions are upgraded.
 *
 * @throws {SnapshotError} when the bytes are no snapshot, a newer one, or a damaged one: SQLite's own integrity,
 * the tables to the letter, the digest of the content and the form of every row are checked.
 */
export async function decodeSnapshot(
  file: string,
  bytes: Buffer,
  versions = VERSIONS,
): Promise<AppliedState> {
  const version = versionOf(file, bytes);
  const schema = versions[version - 1];
  if (schema === undefined) {
    throw version > versions.length
      ? newer(file, version, versions.length)
      : damaged(file, `no version ${version} was ever written`);
  }
  const db = await openDatabase(bytes, { readonly: true });
  try {
    const rows = readRows(db, schema.statements);
    return stateOf(versions.slice(version).reduce((older, { upgrade }) => upgrade(older), rows));
  } catch (error) {
    throw damaged(file, error instanceof Error ? error.message : String(error));
  } finally {
    db.close();
  }
}

/** The version in the header: https://www.sqlite.org/fileformat2.html#the_database_header */
function versionOf(file: string, bytes: Buffer): number {
  if (bytes.length === 0) throw damaged(file, 'it is empty');
  const magic = bytes.toString('latin1', 0, MAGIC.length);
  if (!MAGIC.startsWith(magic)) throw notASnapshot(file, 'no SQLite database');
  if (bytes.length < 100) throw damaged(file, 'it is cut off');
  if (bytes.readInt32BE(68) !== APPLICATION_ID) throw notASnapshot(file, 'a database of another program');
  return bytes.readInt32BE(60);
}

/** All rows of all tables, once everything about the database was found in order. */
function readRows(db: Database, statements: readonly string[]): Rows {
  // A planted view, trigger or virtual table could run functions as soon as a table is read.
  db.pragma('trusted_schema = OFF');
  db.pragma('cell_size_check = ON');
  const found = db.prepare<[], string>('SELECT sql FROM sqlite_schema').pluck().all();
  if ([...found].sort().join(';') !== [...statements].sort().join(';')) {
    throw new TypeError('its tables are not those of its version');
  }
  const integrity = db.pragma('integrity_check(1)', { simple: true });
  if (integrity !== 'ok') throw new TypeError(String(integrity).replaceAll('\n', ', '));
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const rows: Rows = Object.fromEntries(
    tables.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM ${table}`).all()]),
  );
  const stored = rows.snapshot?.[0]?.digest;
  if (stored !== rowsDigest(rows)) throw new TypeError('its content does not match its digest');
  return rows;
}

function newer(file: string, version: number, known: number): SnapshotError {
  return new SnapshotError(
    'snapshot.newer',
    `the snapshot ${file} has version ${version}, this Pricebook knows versions up to ${known}`,
    'A newer Pricebook wrote it. Update this one, and pin the same version everywhere.',
  );
}

function notASnapshot(file: string, what: string): SnapshotError {
  return new SnapshotError(
    'snapshot.not-a-snapshot',
    `${file} is ${what}, not a snapshot`,
    'Check `--snapshot` and `--env`. If a snapshot was here (a Git LFS pointer or a text filter can take its place), ' +
      'restore it from git, or move this file away and run `pricebook snapshot rebuild`.',
  );
}
