import Sqlite from 'better-sqlite3';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import { SnapshotError } from '../../src/snapshot/error.ts';
import { type Row, rowsDigest } from '../../src/snapshot/rows.ts';
import { VERSIONS } from '../../src/snapshot/schema.ts';
import { catalogOf, contentOf } from './catalogs.ts';

const state = catalogOf(20);
const bytes = await serializeSnapshot(state);

/** The error that reading these bytes gives, or undefined when they are read. */
const errorOf = async (damaged: Buffer | string): Promise<SnapshotError | undefined> => {
  try {
    const read = await decodeSnapshot('plans/snapshot.test.sqlite', Buffer.from(damaged));
    expect(contentOf(read)).toBe(contentOf(state));
    return undefined;
  } catch (error) {
    if (error instanceof SnapshotError) return error;
    throw error;
  }
};

/** The snapshot after someone worked on it with SQL. */
const edited = (sql: string): Buffer => {
  const db = new Sqlite(Buffer.from(bytes));
  db.unsafeMode(true);
  db.pragma('ignore_check_constraints = ON');
  db.exec(sql);
  return db.serialize();
};

const copy = (change: (bytes: Buffer) => void): Buffer => {
  const changed = Buffer.from(bytes);
  change(changed);
  return changed;
};

const otherDatabase = (): Buffer => {
  const db = new Sqlite(':memory:');
  db.exec('CREATE TABLE users (name TEXT)');
  return db.serialize();
};

const schemaSql = (sql: string) => `PRAGMA writable_schema = ON; ${sql}`;

describe('a file that is no sound snapshot', () => {
  it.each<[string, string, Buffer | string]>([
    ['snapshot.damaged', 'empty', ''],
    ['snapshot.damaged', 'cut off in the magic', bytes.subarray(0, 10)],
    ['snapshot.damaged', 'cut off in the header', bytes.subarray(0, 99)],
    ['snapshot.damaged', 'cut off after a page', bytes.subarray(0, 4096)],
    ['snapshot.damaged', 'cut off in a page', bytes.subarray(0, bytes.length - 1)],
    ['snapshot.damaged', 'cut off before the last page', bytes.subarray(0, bytes.length - 4096)],
    ['snapshot.damaged', 'a page of zeros', copy((all) => all.fill(0, 4096, 8192))],
    ['snapshot.damaged', 'its last page overwritten', copy((all) => all.fill(7, all.length - 4096))],
    ['snapshot.not-a-snapshot', 'a text', 'version https://git-lfs.github.com/spec/v1\n'],
    ['snapshot.not-a-snapshot', 'short text', 'x'],
    ['snapshot.not-a-snapshot', 'zeros', Buffer.alloc(8192)],
    ['snapshot.not-a-snapshot', 'a database of something else', otherDatabase()],
    ['snapshot.damaged', 'version 0', copy((all) => all.writeInt32BE(0, 60))],
    ['snapshot.damaged', 'a negative version', copy((all) => all.writeInt32BE(-1, 60))],
    ['snapshot.damaged', 'a table gone', edited('DROP TABLE ledger')],
    ['snapshot.damaged', 'an index gone', edited('DROP INDEX ids_by_id')],
    ['snapshot.damaged', 'a table more', edited('CREATE TABLE extra (a) ')],
    ['snapshot.damaged', 'a view', edited('CREATE VIEW prices AS SELECT * FROM resources')],
    [
      'snapshot.damaged',
      'a trigger',
      edited('CREATE TRIGGER t AFTER INSERT ON ids BEGIN SELECT load_extension(1); END'),
    ],
    [
      'snapshot.damaged',
      'a check taken out',
      edited(schemaSql("UPDATE sqlite_schema SET sql = replace(sql, ' STRICT,', '') WHERE name = 'ids'")),
    ],
    [
      'snapshot.damaged',
      'another id',
      edited("UPDATE resources SET id = 'price_evil' WHERE key LIKE '%_1/%'"),
    ],
    [
      'snapshot.damaged',
      'a row more',
      edited("INSERT INTO ids VALUES ('price/x/y', 'price_1', '', NULL, NULL)"),
    ],
    ['snapshot.damaged', 'a row less', edited("DELETE FROM ids WHERE id LIKE 'price_plan_1_m'")],
    ['snapshot.damaged', 'another account', edited("UPDATE snapshot SET account = 'acct_2'")],
    ['snapshot.damaged', 'no account', edited('DELETE FROM snapshot')],
    ['snapshot.damaged', 'another digest', edited("UPDATE snapshot SET digest = 'd'")],
  ])('is %s: %s', async (code, _, file) => {
    const error = await errorOf(file);
    expect(error?.code).toBe(code);
    expect(error?.message).toContain('plans/snapshot.test.sqlite');
    expect(error?.detail).toContain('`pricebook snapshot rebuild`');
  });

  it('is of a newer version, and says to update', async () => {
    const error = await errorOf(copy((all) => all.writeInt32BE(VERSIONS.length + 1, 60)));
    expect(error).toMatchObject({ code: 'snapshot.newer', detail: expect.stringContaining('Update') });
  });

  it.each<[string, string]>([
    ['a spec that is no object', "UPDATE resources SET spec = '1'"],
    ['a spec that is no JSON', "UPDATE resources SET spec = '{'"],
    ['a key of another kind', "UPDATE resources SET kind = 'meter'"],
    ['a text that is no key', "INSERT INTO ids VALUES ('nonsense', 'x', '', NULL, NULL)"],
    ['a pending change of no key', "INSERT INTO pending VALUES ('nonsense', 'update', '{}')"],
    [
      'a digest without another',
      "INSERT INTO pending VALUES ('price/x/y', 'update', '{\"amount\":[\"a\"]}')",
    ],
    ['a count that is none', 'UPDATE ledger SET summary = \'{"create":"x"}\''],
    [
      'two accounts',
      "INSERT INTO snapshot VALUES ('acct_2', 0, 'acme', 1, NULL, NULL, (SELECT digest FROM snapshot))",
    ],
  ])('is damaged by %s even where the digest fits', async (_, sql) => {
    const db = new Sqlite(edited(sql));
    db.pragma('ignore_check_constraints = ON');
    const tables = ['snapshot', 'resources', 'ids', 'pending', 'ledger'];
    const rows = Object.fromEntries(
      tables.map((table) => [table, db.prepare<[], Row>(`SELECT * FROM ${table}`).all()]),
    );
    db.prepare('UPDATE snapshot SET digest = ?').run(rowsDigest(rows));
    const error = await errorOf(db.serialize());
    expect(error?.code).toBe('snapshot.damaged');
    expect(error?.message).not.toContain('digest');
  });

  it('is never believed after a byte flipped: refused, or the flip was where nothing is', async () => {
    let refused = 0;
    const anyFlip = fc.record({ at: fc.nat(bytes.length - 1), bit: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(anyFlip, async ({ at, bit }) => {
        const error = await errorOf(copy((all) => all.writeUInt8((all[at] ?? 0) ^ (1 << bit), at)));
        if (error !== undefined) refused += 1;
      }),
      { numRuns: 400, examples: Array.from({ length: 100 }, (_, at) => [{ at, bit: 1 }]) },
    );
    expect(refused).toBeGreaterThan(100);
  });
});
