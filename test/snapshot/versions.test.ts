import { readFileSync, writeFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import type { AppliedState } from '../../src/model/state.ts';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { readSnapshot, writeSnapshot } from '../../src/snapshot/file.ts';
import { verifySnapshot } from '../../src/snapshot/verify.ts';
import { contentOf, entryOf, idRecord } from './catalogs.ts';
import { temporaryFile } from './temporary.ts';

const COMMIT = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const [JANUARY, FEBRUARY, MARCH] = ['2026-01-01T12:00:00Z', '2026-02-01T12:00:00Z', '2026-03-01T12:00:00Z'];

/** What Pricebook wrote when version 1 was the newest: the statements, the rows and the digest are its own. */
const FIRST = readFileSync(new URL('./version-1.sql', import.meta.url), 'utf8');

const fileOf = (sql: string): Buffer => {
  const db = new Sqlite(':memory:');
  db.exec(sql);
  return db.serialize();
};

/** What `FIRST` says, and of what it could not say: nothing. */
const upgraded: AppliedState = {
  account: 'acct_1',
  livemode: true,
  catalog: 'acme',
  serial: 2,
  released: COMMIT,
  reviewed: null,
  pending: [],
  resources: new Map([
    [
      'price/pro/monthly',
      {
        key: 'price/pro/monthly',
        kind: 'price',
        id: 'price_2',
        spec: { amount: '29', lookup_key: 'pro_monthly' },
        commit: COMMIT,
      },
    ],
    [
      'product/pro',
      {
        key: 'product/pro',
        kind: 'product',
        id: 'pro',
        spec: { 'metadata.tier': null, name: 'Pro' },
        commit: null,
      },
    ],
  ]),
  ids: [
    idRecord('price/pro/monthly', 'price_1', { until: FEBRUARY, retireAt: MARCH }),
    idRecord('price/pro/monthly', 'price_2', { since: FEBRUARY }),
    idRecord('product/pro', 'pro'),
  ],
  ledger: [
    entryOf(1, { at: JANUARY, digest: 'sha256:01', summary: { create: 2 } }),
    entryOf(2, { at: FEBRUARY, commit: COMMIT, digest: 'sha256:02', summary: { replace: 1 } }),
  ],
};

describe('a snapshot of version 1', () => {
  it('is read, and says what it said', async () => {
    expect(contentOf(await decodeSnapshot('x', fileOf(FIRST)))).toBe(contentOf(upgraded));
  });

  it('is sound, and stays as it is until something changes', async () => {
    const file = temporaryFile();
    writeFileSync(file, fileOf(FIRST));
    expect(await verifySnapshot(file)).toEqual([]);
    expect(await writeSnapshot(file, upgraded)).toBe(false);
    expect(readFileSync(file).readInt32BE(60)).toBe(1);
  });

  it('becomes one of version 2 with the next write', async () => {
    const file = temporaryFile();
    writeFileSync(file, fileOf(FIRST));
    const next = { ...upgraded, serial: 3, reviewed: COMMIT };
    expect(await writeSnapshot(file, next)).toBe(true);
    expect(readFileSync(file).readInt32BE(60)).toBe(2);
    expect(contentOf((await readSnapshot(file)) ?? upgraded)).toBe(contentOf(next));
  });

  it.each([
    ['a changed row', FIRST.replace("'price_2', '{", "'price_9', '{"), 'digest'],
    ['a column more', `${FIRST}ALTER TABLE ledger ADD COLUMN approved_by TEXT`, 'tables'],
    ['the number of version 2', FIRST.replace('user_version = 1', 'user_version = 2'), 'tables'],
  ])('is checked by its own rules before: %s', async (_, sql, why) => {
    const read = decodeSnapshot('x', fileOf(sql));
    await expect(read).rejects.toMatchObject({
      code: 'snapshot.damaged',
      message: expect.stringContaining(why),
    });
  });
});
