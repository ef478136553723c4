import type Sqlite from 'better-sqlite3';

/** An open SQLite database. */
export type Database = Sqlite.Database;

/** An open database: of a file by its path, of a file's bytes, or a new one in memory. Loads better-sqlite3. */
export async function openDatabase(source: string | Buffer, options?: Sqlite.Options): Promise<Database> {
  const { default: Sqlite } = await import('better-sqlite3');
  return new Sqlite(source, options);
}

/** SQLite's name of what went wrong (`SQLITE_BUSY`), or undefined when the error is not SQLite's. */
export function sqliteCode(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}
