import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Io } from '../../src/commands/io.ts';
import { rebuild } from '../../src/commands/rebuild.ts';
import { newRun } from '../../src/commands/run.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { serializeSnapshot } from '../../src/snapshot/encode.ts';
import { plain, pro } from './catalog.ts';
import { differences, recorded, snapshotBytes, snapshotPath } from './equal.ts';
import { within } from './folder.ts';
import { openShop, type Ended, type Shop } from './real-git.ts';
import { released } from './released.ts';

/** A shop that was released, with a commit on top that nobody released yet. */
async function open(): Promise<Shop> {
  const shop = await openShop(
    { 'plans/pro.yaml': pro('25.00'), 'plans/old.yaml': plain('old', '3.00') },
    'test',
  );
  await released(shop);
  shop.repo.commit({ change: { 'plans/pro.yaml': pro('26.00', 'Pro Plan'), 'plans/old.yaml': null } });
  return shop;
}

const commit = (shop: Shop, bytes: Buffer | string | null): string =>
  shop.repo.commit({ change: { [snapshotPath(shop)]: bytes }, message: 'Work on the record' });

const writes = ({ emulator }: Shop): number => emulator.log().filter(({ method }) => method !== 'GET').length;

/** What `snapshot rebuild` writes in a checkout of the default branch. */
async function rebuiltFrom(shop: Shop): Promise<Buffer> {
  return within(async () => {
    shop.git.checkOut(process.cwd(), shop.repo.tip());
    const io: Io = {
      env: { STRIPE_API_KEY: 'sk_test_person_1234567890', STRIPE_API_BASE: shop.emulator.url },
      out: () => {},
      err: () => {},
      confirm: null,
      colour: false,
      now: shop.now,
      signal: new AbortController().signal,
      commit: null,
    };
    const { exit, text } = await rebuild({ plans: 'plans', json: false }, io, newRun('rebuild', io));
    if (exit !== 0) throw new Error(text);
    return readFileSync(snapshotPath(shop));
  });
}

/** Runs a release that must write nothing, in Stripe or in git. */
async function stopped(shop: Shop): Promise<Ended> {
  const before = [writes(shop), shop.repo.tip()];
  const run = await shop.release();
  expect([writes(shop), shop.repo.tip()]).toEqual(before);
  expect(run.exit).not.toBe(0);
  return run;
}

async function settled(shop: Shop): Promise<void> {
  await released(shop);
  expect(await differences(shop)).toEqual([]);
}

describe('a release whose snapshot cannot be read', () => {
  it('writes nothing and says why, each in its own words, and goes on when it is back', async () => {
    const shop = await open();
    const sound = snapshotBytes(shop)!;
    const newer = Buffer.from(sound);
    newer.writeInt32BE(99, 60);
    const cases: readonly (readonly [string, Buffer | string | null])[] = [
      ['snapshot.damaged', Buffer.concat([sound.subarray(0, 8192), Buffer.alloc(4096)])],
      ['snapshot.not-a-snapshot', '<<<<<<< ours\n'],
      ['snapshot.newer', newer],
      ['snapshot.filtered', 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\n'],
      ['snapshot.removed', null],
    ];
    for (const [code, bytes] of cases) {
      commit(shop, bytes);
      expect(await stopped(shop)).toMatchObject({ exit: 1, failure: 'snapshot', codes: [code] });
    }
    commit(shop, sound);
    await settled(shop);
  });

  it('goes on with one that was rebuilt', async () => {
    const shop = await open();
    await released(shop);
    commit(shop, null);
    expect((await stopped(shop)).codes).toEqual(['snapshot.removed']);
    commit(shop, await rebuiltFrom(shop));
    await settled(shop);
    shop.repo.commit({ change: { 'plans/pro.yaml': pro('27.00') } });
    await settled(shop);
  });
});

describe('a release whose snapshot went back', () => {
  it('writes nothing, and goes on when the newest one is back', async () => {
    const shop = await open();
    const first = snapshotBytes(shop)!;
    await released(shop);
    const newest = shop.repo.tip();
    const second = snapshotBytes(shop)!;
    commit(shop, first);
    const run = await stopped(shop);
    expect(run).toMatchObject({ exit: 1, failure: 'snapshot', codes: ['snapshot.reverted'] });
    expect(run.log).toContain(`git checkout ${newest} -- ${snapshotPath(shop)}`);
    commit(shop, second);
    await settled(shop);
  });
});

describe('a release that its branch would not record', () => {
  it.each(['classic', 'ruleset'] as const)(
    'writes nothing, and names the setting: %s',
    async (protection) => {
      const shop = await open();
      shop.repo.protect('main', protection);
      const run = await stopped(shop);
      expect(run).toMatchObject({ exit: 1, failure: 'snapshot', codes: ['snapshot.not-committable'] });
      expect(run.log).toContain('snapshot-branch: pricebook');
      shop.repo.state.protections.delete('main');
      await settled(shop);
    },
  );

  it('writes nothing before the first one either, and goes on with a branch of its own', async () => {
    const shop = await openShop({ 'plans/pro.yaml': pro('25.00') }, 'test');
    shop.repo.protect('main', 'ruleset');
    await stopped(shop);
    const run = await shop.release({ inputs: { 'snapshot-branch': 'pricebook' } });
    expect(run.exit).toBe(0);
    expect(snapshotBytes(shop, 'pricebook')).not.toBeNull();
  });

  it('goes ahead where nothing is to be written', async () => {
    const shop = await openShop({ 'plans/pro.yaml': pro('25.00') }, 'test');
    await released(shop);
    await released(shop);
    shop.repo.protect('main', 'ruleset');
    expect((await shop.release()).exit).toBe(0);
  });
});

/** Somebody's request, with the Dashboard's key. */
async function dashboard(
  shop: Shop,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<{ id: string }> {
  const answer = await fetch(`${shop.emulator.url}${path}`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk_test_dashboard_1234567890' },
    body: new URLSearchParams(form),
  });
  return (await answer.json()) as { id: string };
}

const OTHERS = { managed_by: 'pricebook', pricebook_catalog: 'other' };

/** The state with another object in the place of the one that a key has. */
const forged = (state: AppliedState, key: ResourceKey, id: string): AppliedState => ({
  ...state,
  serial: state.serial + 1,
  ledger: [...state.ledger, { ...state.ledger.at(-1)!, serial: state.serial + 1 }],
  resources: new Map([...state.resources].map(([name, one]) => [name, name === key ? { ...one, id } : one])),
  ids: state.ids.map((one) => (one.key === key ? { ...one, id } : one)),
});

const markers: readonly Readonly<Record<string, string>>[] = [
  {},
  { ...OTHERS, pricebook_key: 'product/pro' },
  { managed_by: 'terraform' },
  { managed_by: 'pricebook', pricebook_catalog: 'default', pricebook_key: 'product/x' },
];

describe('a snapshot that was forged, with the right digest', () => {
  it('lets nothing be written where a product of the manifests is nobody’s, or another’s', async () => {
    const shop = await open();
    const state = await recorded(shop);
    for (const marker of markers) {
      const named = Object.entries(marker).map(([name, value]) => [`metadata[${name}]`, value]);
      const form = { name: 'Theirs', ...Object.fromEntries(named) };
      const { id } = await dashboard(shop, '/v1/products', form);
      commit(shop, await serializeSnapshot(forged(state, 'product/pro', id)));
      const run = await stopped(shop);
      expect(run).toMatchObject({ exit: 3, failure: 'conflict' });
      expect(run.plan?.conflicts.map(({ key }) => key)).toContain('product/pro');
    }
  });

  it('lets nothing be written where a price is nobody’s', async () => {
    const shop = await open();
    const product = await dashboard(shop, '/v1/products', { name: 'Theirs' });
    const { id } = await dashboard(shop, '/v1/prices', {
      product: product.id,
      currency: 'usd',
      unit_amount: '1',
    });
    commit(shop, await serializeSnapshot(forged(await recorded(shop), 'price/pro/monthly', id)));
    expect(await stopped(shop)).toMatchObject({ exit: 3, failure: 'conflict' });
  });

  it('only strikes out a product that is nobody’s, where its manifest is gone', async () => {
    const shop = await open();
    const { id } = await dashboard(shop, '/v1/products', { name: 'Theirs' });
    commit(shop, await serializeSnapshot(forged(await recorded(shop), 'product/old', id)));
    const run = await shop.release();
    const actions = run.plan?.changes.map(({ action, key }) => `${action} ${key}`);
    expect(actions).toContain('forget product/old');
    const asked = shop.emulator.log().filter(({ method, path }) => method !== 'GET' && path.includes(id));
    expect(asked).toEqual([]);
  });

  it('is refused where it is of another catalog, account or mode', async () => {
    const shop = await open();
    const state = await recorded(shop);
    const cases: readonly (readonly [string, Partial<AppliedState>])[] = [
      ['snapshot.wrong-catalog', { catalog: 'other' }],
      ['stripe.wrong-account', { account: 'acct_1Other' }],
      ['stripe.wrong-account', { livemode: true }],
    ];
    for (const [code, change] of cases) {
      commit(shop, await serializeSnapshot({ ...state, serial: state.serial + 1, ...change }));
      expect((await stopped(shop)).codes).toEqual([code]);
    }
  });
});
