import { existsSync } from 'node:fs';
import { SnapshotError } from './error.ts';
import { type Database, openDatabase, sqliteCode } from './sqlite.ts';

/** Where the record of an apply on the snapshot in `file` lies while it runs. */
export function workingPath(file: string): string {
  return `${file}.working`;
}

/** Of the texts of changes in here; a record of another format is stale. */
const FORMAT = 1;

/**
 * The record beside `file`, locked, begun on the base with `digest`; and what was in it: changes on that base, which
 * are kept, or on another, which are dropped.
 *
 * A rollback journal and not a write-ahead log: SQLite then refuses to write to a file that its former owner has
 * removed in the meantime. An exclusive lock is the process's and ends with it, however it ends.
 * https://www.sqlite.org/pragma.html#pragma_locking_mode
 */
export async function openLocked(
  file: string,
  digest: string,
): Promise<{ db: Database; leftover: 'none' | 'resumed' | 'stale' }> {
  const base = `${FORMAT}:${digest}`;
  return withLocked(file, (db) => {
    db.exec('PRAGMA journal_mode = PERSIST; PRAGMA synchronous = EXTRA');
    const begin = db.transaction(() => {
      db.exec('CREATE TABLE IF NOT EXISTS base (digest TEXT NOT NULL) STRICT');
      db.exec('CREATE TABLE IF NOT EXISTS changes (serial INTEGER PRIMARY KEY, change TEXT NOT NULL) STRICT');
      const found = db.prepare('SELECT count(*) FROM changes').pluck().get() !== 0;
      const same = baseOf(db) === base;
      if (!same) db.exec('DELETE FROM changes');
      db.exec('DELETE FROM base');
      db.prepare('INSERT INTO base (digest) VALUES (?)').run(base);
      if (!found) return 'none';
      return same ? 'resumed' : 'stale';
    });
    return { db, leftover: begin.exclusive() };
  });
}

/** The texts of the changes that lie beside `file` for the base with `digest`, oldest first; null without any. */
export async function readLeftover(file: string, digest: string): Promise<readonly string[] | null> {
  if (!existsSync(workingPath(file))) return null;
  return withLocked(file, (db) => {
    // A process that was killed while it began leaves an empty database.
    const begun = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'changes'").get() !== undefined;
    const changes = begun && baseOf(db) === `${FORMAT}:${digest}` ? changesIn(db) : [];
    db.close();
    return changes.length === 0 ? null : changes;
  });
}

/** The texts of the recorded changes, oldest first. */
export function changesIn(db: Database): readonly string[] {
  return db.prepare<[], string>('SELECT change FROM changes ORDER BY serial').pluck().all();
}

const baseOf = (db: Database): unknown => db.prepare('SELECT digest FROM base').pluck().get();

async function withLocked<Result>(file: string, use: (db: Database) => Result): Promise<Result> {
  const db = await openDatabase(workingPath(file), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    return use(db);
  } catch (error) {
    db.close();
    throw explained(file, error);
  }
}

function explained(file: string, error: unknown): unknown {
  const code = sqliteCode(error) ?? '';
  if (['SQLITE_BUSY', 'SQLITE_READONLY_DBMOVED'].includes(code)) {
    return new SnapshotError(
      'snapshot.locked',
      `another apply is at work on the snapshot ${file}`,
      'Wait until it is done, then run the command again. A killed process holds no lock.',
    );
  }
  if (['SQLITE_NOTADB', 'SQLITE_CORRUPT'].includes(code)) {
    return new SnapshotError(
      'snapshot.working-damaged',
      `the record of an unfinished apply, ${workingPath(file)}, is damaged`,
      'Remove it and run the command again: what it recorded is found in Stripe by its metadata.',
    );
  }
  return error;
}
