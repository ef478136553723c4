import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AppliedState } from '../../src/model/state.ts';
import { writeSnapshot } from '../../src/snapshot/file.ts';
import { verifySnapshot } from '../../src/snapshot/verify.ts';
import { openWorking } from '../../src/snapshot/working.ts';
import { applied, catalogOf, entryOf, idRecord, stateWith } from './catalogs.ts';
import { temporaryFile } from './temporary.ts';

const pro = applied('product/pro', 'pro');

const findingsOf = async (state: AppliedState) => {
  const file = temporaryFile();
  await writeSnapshot(file, state);
  return verifySnapshot(file);
};

describe('verifying a snapshot', () => {
  it('finds nothing in a sound one', async () => {
    expect(await findingsOf(catalogOf(5))).toEqual([]);
  });

  it.each<[string, string, AppliedState]>([
    ['an id that its history does not have', 'snapshot.history', { ...stateWith([pro]), ids: [] }],
    ['two present ids', 'snapshot.history', stateWith([pro], { ids: [idRecord('product/pro', 'other')] })],
    ['one id under two keys', 'snapshot.shared-id', stateWith([pro, applied('product/team', 'pro')])],
    [
      'one lookup key on two objects',
      'snapshot.shared-lookup-key',
      stateWith([
        applied('price/a/b', 'p1', { lookup_key: 'x' }),
        applied('price/a/c', 'p2', { lookup_key: 'x' }),
      ]),
    ],
    [
      'a time that is none',
      'snapshot.time',
      stateWith([pro], { ids: [idRecord('product/pro', 'old', { until: 'soon' })] }),
    ],
    [
      'a time in the ledger that is none',
      'snapshot.time',
      stateWith([pro], { ledger: [entryOf(1, { at: 'noon' })] }),
    ],
    [
      'reviews up to something that is no commit',
      'snapshot.reviewed',
      stateWith([pro], { released: 'a'.repeat(40), reviewed: 'main' }),
    ],
    [
      'a pending change without digests',
      'snapshot.pending',
      stateWith([pro], {
        pending: [{ key: 'product/pro', action: 'update', fields: { name: ['0123456789abcdef', 'Pro'] } }],
      }),
    ],
    ['a serial below its ledger', 'snapshot.serial', stateWith([pro], { ledger: [entryOf(7)] })],
  ])('warns of %s', async (_, code, state) => {
    expect(await findingsOf(state)).toMatchObject([{ severity: 'warning', code }]);
  });

  it('says why a damaged one cannot be read', async () => {
    const file = temporaryFile();
    writeFileSync(file, '');
    expect(await verifySnapshot(file)).toMatchObject([{ severity: 'error', code: 'snapshot.damaged' }]);
  });

  it('says that there is none', async () => {
    const file = temporaryFile();
    expect(await verifySnapshot(file)).toMatchObject([{ severity: 'error', code: 'snapshot.missing' }]);
  });

  it('warns of an apply that did not finish', async () => {
    const file = temporaryFile();
    await writeSnapshot(file, catalogOf(1));
    const working = await openWorking(file, catalogOf(1));
    working.close();
    expect(await verifySnapshot(file)).toMatchObject([{ severity: 'warning', code: 'snapshot.unfinished' }]);
  });
});
