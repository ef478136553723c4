import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { AppliedState } from '../../src/model/state.ts';
import { openWorking } from '../../src/snapshot/working.ts';
import { applied, entryOf, idRecord, stateWith } from '../snapshot/catalogs.ts';
import { stand, type Stand } from './stand.ts';

const pro = (name = 'Pro Plan') => applied('product/pro', 'pro', { name, active: true });
const monthly = (amount: string, id = 'price_1') =>
  applied('price/pro/monthly', id, { amount, currency: 'usd', interval: 'month', product: 'product/pro' });

const LIVE: Partial<AppliedState> = { livemode: true, released: null };
const TEST: Partial<AppliedState> = { released: null };

/** Test has a new amount and a new plan; live has a meter, a retiring price and a reviewed change. */
async function apart(at: Stand): Promise<void> {
  await at.record(
    'test',
    stateWith([pro(), monthly('29'), applied('product/team', 'team', { name: 'Team' })], {
      ...TEST,
      serial: 7,
      ledger: [entryOf(7, { commit: 'c'.repeat(40) })],
    }),
  );
  await at.record(
    'live',
    stateWith([pro('Pro'), monthly('25', 'price_9'), applied('meter/calls', 'mtr_1', {})], {
      ...LIVE,
      serial: 4,
      ids: [
        idRecord('price/pro/monthly', 'price_8', {
          until: '2026-01-02T00:00:00Z',
          retireAt: '2026-01-03T10:00:00Z',
        }),
      ],
      pending: [{ key: 'price/pro/monthly', action: 'replace', fields: {} }],
    }),
  );
}

const comparisonsOf = (json: unknown) =>
  (json as { readonly comparisons: readonly Record<string, unknown>[] }).comparisons;

describe('a status', () => {
  it('reads as its golden text', async () => {
    const at = stand();
    await apart(at);
    const { text, exit } = await at.status();
    expect(exit).toBe(0);
    await expect(`${text}\n`).toMatchFileSnapshot('golden/apart.txt');
  });

  it('is a document of its own for programs', async () => {
    const at = stand();
    await apart(at);
    const { json } = await at.status();
    expect(json).toMatchObject({
      command: 'status',
      environment: null,
      offline: true,
      differ: true,
      environments: [
        { name: 'test', status: 'recorded', livemode: false, serial: 7, objects: { price: 1, product: 2 } },
        {
          name: 'live',
          livemode: true,
          serial: 4,
          lastApplied: null,
          retiring: [{ key: 'price/pro/monthly', stripeId: 'price_8', due: '2026-01-03T10:00:00Z' }],
          pending: [{ key: 'price/pro/monthly', action: 'replace' }],
        },
      ],
    });
    expect(comparisonsOf(json)).toEqual([
      {
        first: 'test',
        second: 'live',
        onlyFirst: ['product/team'],
        onlySecond: ['meter/calls'],
        differing: [
          {
            key: 'price/pro/monthly',
            otherKey: 'price/pro/monthly',
            currency: 'usd',
            fields: [{ path: 'amount', first: '29', second: '25' }],
          },
          {
            key: 'product/pro',
            otherKey: 'product/pro',
            currency: null,
            fields: [{ path: 'name', first: 'Pro Plan', second: 'Pro' }],
          },
        ],
        commits: { behind: null, ahead: null, unknown: 'not-released' },
      },
    ]);
  });

  it('exits with 2 when environments differ, where somebody asks for that', async () => {
    const at = stand();
    await apart(at);
    expect(await at.status({ detailedExitcode: true })).toMatchObject({ exit: 2 });
  });

  it('finds none between snapshots that differ in ids and in what was cleared alone', async () => {
    const at = stand();
    await at.record('test', stateWith([pro(), monthly('25', 'price_1')], TEST));
    const cleared = { ...pro(), spec: { ...pro().spec, description: null, features: [] } };
    await at.record('live', stateWith([cleared, monthly('25', 'price_2')], LIVE));
    const { exit, text } = await at.status({ detailedExitcode: true });
    expect(exit).toBe(0);
    expect(text).toContain('Both have the same objects, with the same fields.');
    expect(text).toContain('No differences: the snapshots say the same.');
  });

  it('knows an object again that was renamed in one of them alone, also where others refer to it', async () => {
    const at = stand();
    const old = applied('product/old', 'old', { name: 'Pro Plan', active: true });
    const price = applied('price/old/monthly', 'price_9', { ...monthly('25').spec, product: 'product/old' });
    await at.record('live', stateWith([old, price], LIVE));
    await at.record(
      'test',
      stateWith([{ ...pro(), id: 'old' }, monthly('25')], {
        ...TEST,
        ids: [idRecord('product/old', 'old'), idRecord('price/old/monthly', 'price_1')],
      }),
    );
    for (const order of [
      ['test', 'live'],
      ['live', 'test'],
    ]) {
      at.write(
        'config.yaml',
        `environments:\n${order.map((name) => `  ${name}: { account: acct_1, livemode: ${name === 'live'} }\n`).join('')}`,
      );
      const { json, text } = await at.status({ config: join(at.folder, 'config.yaml') });
      expect(text).toMatch(/renamed: in (live it is product\/old|test it is product\/pro)/);
      const [found] = comparisonsOf(json);
      expect(found).toMatchObject({ first: order[0], onlyFirst: [], onlySecond: [] });
      expect(found?.differing).toMatchObject([{ fields: [] }, { fields: [] }]);
    }
  });

  it('holds every environment against every other, those that no configuration knows included', async () => {
    const at = stand();
    at.write(
      'config.yaml',
      'environments:\n  live: { account: acct_1, livemode: true }\n  test: { account: acct_1, livemode: false }\n',
    );
    for (const name of ['test', 'live', 'alice']) await at.record(name, stateWith([pro()], TEST));
    const config = join(at.folder, 'config.yaml');
    const pairs = async (env?: string) =>
      comparisonsOf((await at.status({ config, env })).json).map(({ first, second }) => [first, second]);
    expect(await pairs()).toEqual([
      ['live', 'test'],
      ['live', 'alice'],
      ['test', 'alice'],
    ]);
    expect(await pairs('test')).toEqual([
      ['live', 'test'],
      ['test', 'alice'],
    ]);
    expect((await at.status({ config, env: 'bob' })).codes).toEqual(['config.environment']);
  });

  it('says which environment has no snapshot, and takes that for a difference', async () => {
    const at = stand();
    at.write(
      'config.yaml',
      'environments:\n  test: { account: acct_1, livemode: false }\n  live: { account: acct_1, livemode: true }\n',
    );
    await at.record('test', stateWith([pro()], TEST));
    const run = await at.status({ config: join(at.folder, 'config.yaml'), detailedExitcode: true });
    expect(run.exit).toBe(2);
    expect(run.text).toContain('there is no /plans/snapshot.live.sqlite');
    expect(run.text).toContain('Environments differ: 1 without a snapshot.');
  });

  it('tells of an apply that was cut off', async () => {
    const at = stand();
    const state = stateWith([pro()], TEST);
    await at.record('test', state);
    const working = await openWorking(join(at.folder, 'plans/snapshot.test.sqlite'), state);
    working.record({ resource: monthly('25'), ids: [] });
    const { text } = await at.status();
    expect(text).toContain('the next apply goes on with what was done');
    working.close();
  });

  it('names a snapshot that cannot be believed, and shows the others', async () => {
    const at = stand();
    await apart(at);
    await at.record('staging', stateWith([pro()], TEST));
    const file = join(at.folder, 'plans/snapshot.live.sqlite');
    writeFileSync(file, readFileSync(file).fill(7, 4000, 4400));
    const { exit, text, codes, json } = await at.status({ detailedExitcode: true });
    expect({ exit, codes }).toEqual({ exit: 1, codes: ['snapshot.damaged'] });
    expect(text).toContain('/plans/snapshot.live.sqlite cannot be read');
    expect(text).toContain('the snapshot /plans/snapshot.live.sqlite is damaged');
    expect(comparisonsOf(json)).toMatchObject([{ first: 'test', second: 'staging' }]);
  });

  it('does not say that all is well while one cannot be read', async () => {
    const at = stand();
    for (const name of ['test', 'staging']) await at.record(name, stateWith([pro()], TEST));
    at.write('plans/snapshot.live.sqlite', 'a text');
    const { text, codes } = await at.status();
    expect(codes).toEqual(['snapshot.not-a-snapshot']);
    expect(text).toContain('Not every environment could be compared: 1 that cannot be read.');
  });

  it('refuses a folder without snapshots, and a single file', async () => {
    const at = stand();
    expect((await at.status()).codes).toEqual(['snapshot.missing']);
    expect((await at.status({ plans: join(at.folder, 'nowhere') })).codes).toEqual(['snapshot.missing']);
    expect((await at.status({ snapshot: 'a.sqlite' })).codes).toEqual(['options.usage']);
  });

  it('lets nothing through that a snapshot holds and a terminal would obey', async () => {
    const at = stand();
    const evil = '\u001b[31m::error::x\n::add-mask::y\u202e';
    const spec = { name: evil, [`metadata.${evil}`]: 'a', amount: '1', currency: evil };
    await at.record('test', stateWith([applied('price/pro/a', 'price_1', spec)], { ...TEST, account: evil }));
    await at.record(
      'live',
      stateWith([applied('price/pro/a', evil, { ...spec, name: 'b', amount: '2' })], {
        released: evil,
        catalog: evil,
        ledger: [entryOf(1, { at: evil, commit: evil })],
        pending: [{ key: `price/${evil.replaceAll('\n', '')}/x`, action: evil, fields: {} }],
        ids: [idRecord('price/pro/a', 'price_0', { retireAt: evil })],
      }),
    );
    const { text } = await at.status();
    // oxlint-disable-next-line no-control-regex -- these are what must not reach a terminal
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^\s*::/m);
  });

  it('is a command of the command line, and needs no key', async () => {
    const at = stand();
    await apart(at);
    const args = ['src/cli.ts', 'status', '--plans', join(at.folder, 'plans'), '--json'];
    const out = execFileSync(process.execPath, args, { encoding: 'utf8', env: { PATH: process.env.PATH } });
    expect(JSON.parse(out)).toMatchObject({ formatVersion: 1, command: 'status', differ: true });
  });
});
