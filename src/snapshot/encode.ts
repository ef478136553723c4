import type { AppliedState } from '../model/state.ts';
import { type Rows, rowsOf } from './rows.ts';
import { APPLICATION_ID, VERSIONS } from './schema.ts';
import { type Database, openDatabase } from './sqlite.ts';

/**
 * The bytes of a snapshot file: sorted rows in a new database, so that equal content gives equal bytes. All but the
 * four from 96, where SQLite writes its own version: https://www.sqlite.org/fileformat2.html#write_library_version_number_and_version_valid_for_number
 */
export async function serializeSnapshot(state: AppliedState): Promise<Buffer> {
  const db = await openDatabase(':memory:');
  try {
    fill(db, rowsOf(state));
    return db.serialize();
  } finally {
    db.close();
  }
}

function fill(db: Database, rows: Rows): void {
  db.exec(`PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA auto_vacuum = NONE;
    PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${VERSIONS.length}`);
  db.transaction(() => {
    for (const statement of VERSIONS.at(-1)?.statements ?? []) db.exec(statement);
    for (const [table, list] of Object.entries(rows)) {
      const columns = Object.keys(list[0] ?? {});
      if (columns.length === 0) continue;
      const values = columns.map((column) => `@${column}`);
      const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`);
      for (const row of list) insert.run(row);
    }
  })();
}
