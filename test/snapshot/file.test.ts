import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import { readSnapshot, writeSnapshot } from '../../src/snapshot/file.ts';
import { snapshotDigest } from '../../src/snapshot/rows.ts';
import { emptyState, nextState } from '../../src/snapshot/state.ts';
import { anyState } from './any-state.ts';
import { applied, catalogOf, contentOf, entryOf, shuffled, stateWith } from './catalogs.ts';
import { temporaryFile } from './temporary.ts';

const HERE = import.meta.dirname;

describe('the bytes of a snapshot', () => {
  it('say again what was written, whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        const read = await decodeSnapshot('x', await serializeSnapshot(state));
        expect(contentOf(read)).toBe(contentOf(state));
        expect(snapshotDigest(read)).toBe(snapshotDigest(state));
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same content in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyState, async (state) => {
        const bytes = await serializeSnapshot(state);
        expect((await serializeSnapshot(shuffled(state))).equals(bytes)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same in another process, for a catalog of many pages', async () => {
    const state = catalogOf(300);
    const script = `import { serializeSnapshot } from './src/snapshot/encode.ts';
      import { catalogOf, shuffled } from './test/snapshot/catalogs.ts';
      process.stdout.write(await serializeSnapshot(shuffled(catalogOf(300))));`;
    const child = execFileSync(process.execPath, ['--input-type=module-typescript', '-e', script], {
      cwd: `${HERE}/../..`,
      maxBuffer: 1 << 26,
    });
    const bytes = await serializeSnapshot(state);
    expect(bytes.length).toBeGreaterThan(40 * 4096);
    expect(child.equals(bytes)).toBe(true);
  });

  it('differ when anything in the content differs', async () => {
    const state = stateWith([applied('product/pro', 'pro', { name: 'Pro' })]);
    const pending = { key: 'product/pro', action: 'update', fields: {} } as const;
    const digests = [
      state,
      { ...state, account: 'acct_2' },
      { ...state, livemode: true },
      { ...state, catalog: 'other' },
      { ...state, serial: 2 },
      { ...state, released: null },
      { ...state, reviewed: 'c0ffee' },
      { ...state, pending: [pending] },
      { ...state, pending: [{ ...pending, action: 'replace' }] },
      { ...state, ledger: [entryOf(1)] },
      { ...state, ledger: [entryOf(1, { approvedBy: 'ada' })] },
      { ...state, ids: [] },
      { ...state, resources: new Map() },
      stateWith([applied('product/pro', 'pro', { name: 'Pro!' })]),
      stateWith([applied('product/pro', 'pro', { name: null })]),
    ].map(snapshotDigest);
    expect(new Set(digests).size).toBe(digests.length);
  });

  it('are believed whatever SQLite wrote its version into them', async () => {
    const state = catalogOf(2);
    const bytes = await serializeSnapshot(state);
    bytes.fill(0xab, 96, 100);
    expect(snapshotDigest(await decodeSnapshot('x', bytes))).toBe(snapshotDigest(state));
  });

  it('keep the newest fifty lines of the ledger', async () => {
    const ledger = Array.from({ length: 60 }, (_, index) => entryOf(index + 1));
    const read = await decodeSnapshot('x', await serializeSnapshot(stateWith([], { ledger, serial: 60 })));
    expect(read.ledger.map(({ serial }) => serial)).toEqual(ledger.slice(10).map(({ serial }) => serial));
  });
});

describe('writing a snapshot', () => {
  it('makes the file, and nothing else beside it', async () => {
    const file = temporaryFile();
    expect(await readSnapshot(file)).toBeNull();
    expect(await writeSnapshot(file, catalogOf(2))).toBe(true);
    expect(readdirSync(dirname(file))).toEqual(['snapshot.test.sqlite']);
    expect(contentOf((await readSnapshot(file)) ?? catalogOf(0))).toBe(contentOf(catalogOf(2)));
  });

  it('leaves the file alone when the content is equal, whoever wrote its bytes', async () => {
    const file = temporaryFile();
    const bytes = await serializeSnapshot(catalogOf(2));
    bytes.writeUInt32BE(3_046_001, 96);
    writeFileSync(file, bytes);
    utimesSync(file, 1, 1);
    expect(await writeSnapshot(file, shuffled(catalogOf(2)))).toBe(false);
    expect(statSync(file).mtimeMs).toBe(1000);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('refuses other content under a serial that is taken', async () => {
    const file = temporaryFile();
    await writeSnapshot(file, { ...catalogOf(2), serial: 5 });
    const late = writeSnapshot(file, { ...catalogOf(1), serial: 5 });
    await expect(late).rejects.toMatchObject({ code: 'snapshot.outdated' });
    expect((await readSnapshot(file))?.resources.size).toBe(6);
  });

  it('replaces a damaged snapshot and no file of anyone else', async () => {
    const file = temporaryFile();
    await writeSnapshot(file, catalogOf(2));
    writeFileSync(file, readFileSync(file).subarray(0, 5000));
    expect(await writeSnapshot(file, catalogOf(1))).toBe(true);
    writeFileSync(file, 'a letter');
    await expect(writeSnapshot(file, catalogOf(1))).rejects.toMatchObject({
      code: 'snapshot.not-a-snapshot',
    });
    expect(readFileSync(file, 'utf8')).toBe('a letter');
  });
});

describe('the next state', () => {
  const entry = {
    at: '2026-01-01T00:00:00Z',
    commit: null,
    digest: 'd',
    summary: { create: 1 },
    approvedBy: null,
  };
  const base = emptyState({ account: 'acct_1', livemode: false, catalog: 'acme' });

  it('is the same one when nothing changed', () => {
    expect(nextState(base, { ...base, ids: [] }, entry)).toBe(base);
  });

  it('has the next serial and a line in the ledger when something did', () => {
    const next = nextState(base, { ...base, released: 'c0ffee' }, entry);
    expect(next).toMatchObject({ serial: 1, released: 'c0ffee', ledger: [{ ...entry, serial: 1 }] });
  });
});
