import { describe, expect, it } from 'vitest';
import { pushEvent } from '../github/payloads.ts';
import { basic, plain, pro, SHOP } from './catalog.ts';
import { account, differences, recorded, snapshotBytes, snapshotPath } from './equal.ts';
import { openShop, type Ended, type Shop } from './real-git.ts';
import { released } from './released.ts';

/** A shop whose catalog is released. */
async function open(): Promise<Shop> {
  const shop = await openShop(SHOP);
  await released(shop, 'approved');
  return shop;
}

/** Runs once more, and holds the account, the snapshot and the manifests to each other. */
async function settled(shop: Shop): Promise<Ended> {
  const run = await released(shop);
  expect(await differences(shop)).toEqual([]);
  expect(shop.git.fsck()).toBe('');
  return run;
}

const writes = ({ emulator }: Shop): number => emulator.log().filter(({ method }) => method !== 'GET').length;

/** A run that changed nothing, in Stripe or in git. */
async function nothingWritten(shop: Shop, work: () => Promise<Ended>): Promise<Ended> {
  const before = [writes(shop), shop.repo.tip()];
  const run = await work();
  expect([writes(shop), shop.repo.tip()]).toEqual(before);
  return run;
}

const dearer = { 'plans/pro.yaml': pro('29.00') };

describe('the first release', () => {
  it('has no snapshot, and is over when a pull request brings the catalog', async () => {
    const { 'plans/pro.yaml': first, ...rest } = SHOP;
    const shop = await openShop(rest);
    for (const path of Object.keys(rest))
      if (path.startsWith('plans/')) shop.repo.commit({ change: { [path]: null } });
    await shop.merged({ 'plans/pro.yaml': first });
    expect(snapshotBytes(shop)).toBeNull();
    await released(shop);
    await settled(shop);
  });
});

describe('a run that waited behind another', () => {
  it('finds its commit released by the one before it, and has nothing to do', async () => {
    const shop = await open();
    await shop.merged({ 'plans/old.yaml': null });
    const firstEvent = pushEvent(shop.repo, { before: null });
    await shop.merged(dearer);
    const secondEvent = pushEvent(shop.repo, { before: null });
    const first = await shop.release({ event: firstEvent });
    expect(first).toMatchObject({ exit: 0 });
    expect(new Set(first.outcomes?.map(({ action }) => action))).toEqual(new Set(['archive', 'replace']));
    const second = await nothingWritten(shop, () => shop.release({ event: secondEvent }));
    expect(second).toMatchObject({ exit: 0, outcomes: [] });
    await settled(shop);
  });

  it('releases what the one before it left', async () => {
    const shop = await open();
    await shop.merged({ 'plans/old.yaml': null });
    const waiting = pushEvent(shop.repo, { before: null });
    await released(shop);
    await shop.merged(dearer);
    expect(await shop.release({ event: waiting })).toMatchObject({ exit: 0 });
    await settled(shop);
  });
});

describe('an old failed run that is started again after a newer release', () => {
  it('changes nothing and says so, with the checkout of its own commit', async () => {
    const shop = await open();
    await shop.merged(dearer);
    const event = pushEvent(shop.repo, { before: null });
    const old = shop.repo.tip();
    shop.emulator.faults({ fail: [{ method: 'POST', kind: 'lock-timeout', path: '/v1/prices', nth: 1 }] });
    shop.gate.watch((passing) => (passing.to === 'stripe' && passing.writes ? 'dead' : undefined));
    expect((await shop.release({ event })).exit).toBe(1);
    shop.gate.watch(null);
    shop.emulator.faults({});
    await shop.merged({ 'plans/pro.yaml': pro('31.00') });
    await released(shop);
    const again = await nothingWritten(shop, () => shop.release({ event, checkout: old }));
    expect(again.exit).toBe(1);
    expect(again.codes).toEqual(['release.other-checkout']);
    expect(again.log).toContain('ref: main');
    await settled(shop);
  });

  it('changes nothing and says so, with a checkout of the tip', async () => {
    const shop = await open();
    await shop.merged(dearer);
    const event = pushEvent(shop.repo, { before: null });
    await shop.merged({ 'plans/pro.yaml': pro('31.00') });
    await released(shop);
    const again = await nothingWritten(shop, () => shop.release({ event }));
    expect(again).toMatchObject({ exit: 0, outcomes: [] });
    expect(again.log).toContain(`started for ${event.env.GITHUB_SHA}`);
    expect(again.log).toContain('nothing is left to do');
    await settled(shop);
  });
});

describe('a push between the reading and the commit', () => {
  /** Releases, and lets somebody push right before the snapshot is committed. */
  async function whilePushing(shop: Shop, change: Readonly<Record<string, string>>): Promise<Ended> {
    const person = shop.git.clone();
    for (const [path, text] of Object.entries(change)) person.write(path, text);
    let pushed = false;
    shop.gate.watch(({ to, writes }, phase) => {
      if (pushed || to !== 'github' || !writes || phase === 'after') return;
      pushed = true;
      person.commit('Meanwhile');
      expect(person.push()).toEqual({ refused: null });
    });
    const run = await shop.release();
    shop.gate.watch(null);
    expect(pushed).toBe(true);
    return run;
  }

  it('of something else goes below the snapshot', async () => {
    const shop = await open();
    await shop.merged(dearer);
    expect((await whilePushing(shop, { 'README.md': '# Busy\n' })).exit).toBe(0);
    expect(shop.repo.read('main')['README.md']).toBe('# Busy\n');
    await nothingWritten(shop, () => settled(shop));
  });

  it('of manifests that nobody reviewed is not taken for released', async () => {
    const shop = await open();
    await shop.merged(dearer);
    expect((await whilePushing(shop, { 'plans/team.yaml': plain('team', '99.00') })).exit).toBe(0);
    const next = await shop.release();
    expect(next).toMatchObject({ exit: 4, failure: 'not-reviewed' });
    await released(shop, 'approved');
    await settled(shop);
  });
});

describe('a branch that takes no snapshot', () => {
  it.each(['classic', 'ruleset'] as const)(
    'for it is protected (%s) makes a loud failure, and nothing is lost',
    async (how) => {
      const shop = await open();
      await shop.merged(dearer);
      shop.repo.protect('main', how);
      const run = await nothingWritten(shop, () => shop.release());
      expect(run.failure).toBe('snapshot');
      expect(run.log).toContain('snapshot-branch');
      shop.repo.state.protections.clear();
      await settled(shop);
    },
  );
});

describe('the snapshot’s commit', () => {
  /** What a person does who was told to: gets the snapshot back from the commit that the message names. */
  function obey(shop: Shop, { log }: Ended): void {
    const [, commit = ''] =
      new RegExp(`git checkout ([0-9a-f]{7,40}) -- \\S*${snapshotPath(shop)}`).exec(log) ?? [];
    if (commit === '') throw new Error(log);
    const person = shop.git.clone();
    person.git('checkout', commit, '--', snapshotPath(shop));
    person.commit('Restore the snapshot');
    expect(person.push()).toEqual({ refused: null });
  }

  it('reverted by a person stops the release, and the command that is named leads back to what was there', async () => {
    const shop = await open();
    await shop.merged(dearer);
    await released(shop);
    const { objects } = account(shop);
    const person = shop.git.clone();
    person.git('revert', '--no-edit', 'HEAD');
    expect(person.push()).toEqual({ refused: null });
    const run = await shop.release();
    expect(run.exit).toBe(1);
    expect(run.log).toContain('snapshot.reverted');
    obey(shop, run);
    await settled(shop);
    expect(account(shop).objects).toEqual(objects);
  });

  it('reverted together with the merge goes back to the old price', async () => {
    const shop = await open();
    await shop.merged(dearer);
    await released(shop);
    const person = shop.git.clone();
    person.git('checkout', '--quiet', '-b', 'back');
    person.git('revert', '--no-edit', 'HEAD~1');
    expect(person.push('origin', 'back')).toEqual({ refused: null });
    const { number } = shop.repo.openPullRequest({ head: 'back' });
    expect((await shop.review(number)).exit).toBe(0);
    shop.repo.merge(number, 'squash');
    const run = await released(shop);
    expect(run.outcomes?.map(({ action, status }) => `${action} ${status}`)).toEqual(['replace done']);
    await settled(shop);
    const { resources } = await recorded(shop);
    expect(resources.get('price/pro/monthly')?.spec.amount).toBe('25');
  });

  it('lost by a forced push is made again, and what it held is found', async () => {
    const shop = await open();
    const before = shop.repo.tip();
    await shop.merged({ 'plans/basic.yaml': basic('without') });
    await released(shop);
    const { objects } = account(shop);
    const person = shop.git.clone();
    const merge = person.git('rev-parse', 'HEAD~1');
    expect(person.push('--force', 'origin', `${merge}:main`)).toEqual({ refused: null });
    expect(shop.repo.tip()).not.toBe(before);
    const run = await shop.release();
    if (run.exit !== 0 && run.failure === 'snapshot') obey(shop, run);
    await settled(shop);
    expect(account(shop).objects).toEqual(objects);
  });
});
