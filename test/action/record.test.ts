import { afterEach, describe, expect, it } from 'vitest';
import { dispatchEvent, pushEvent, scheduleEvent } from '../github/payloads.ts';
import { filesAt } from '../github/history.ts';
import { newShop, READ_KEY, RELEASE, WRITE_KEY, type Shop } from './shop.ts';

const pro = (amount: string): string =>
  `code: pro\nname: Pro Plan\nprices:\n  monthly: { amount: ${amount}, currency: usd, interval: month }\n`;
const SNAPSHOT = 'plans/snapshot.test.sqlite';

let shop: Shop;
const open = async (): Promise<Shop> => (shop = await newShop({ 'plans/pro.yaml': pro('25.00') }));
afterEach(async () => shop.close());

const applying = { inputs: { 'stripe-api-key': WRITE_KEY }, token: RELEASE };
const push = (how: Parameters<Shop['runOn']>[1] = applying) =>
  shop.runOn(pushEvent(shop.repo, { before: null }), how);
const snapshotOn = (branch: string): string | undefined =>
  filesAt(shop.repo.state.objects, shop.repo.state.branches.get(branch)).get(SNAPSHOT)?.id;
const writes = (): number => shop.emulator.log().filter(({ method }) => method !== 'GET').length;

describe('the snapshot of a release', () => {
  it('is committed to the default branch, with what was done in the message', async () => {
    await open();
    const before = shop.repo.tip();
    const step = await shop.release();
    expect(step.outputs['snapshot-commit']).toBe(shop.repo.tip());
    expect(shop.repo.tip()).not.toBe(before);
    const { message, parents } = shop.repo.state.objects.commits.get(shop.repo.tip())!;
    expect(parents).toEqual([before]);
    expect(message).toBe(
      'Record what was applied to Stripe (test)\n\ncreate product/pro\ncreate price/pro/monthly',
    );
    const again = await shop.release();
    expect(again.outputs).toMatchObject({ 'has-changes': 'false', 'snapshot-commit': '' });
  });

  it('has a branch of its own where one is named, which begins with it', async () => {
    await open();
    shop.repo.protect('main', 'ruleset');
    const how = { ...applying, inputs: { ...applying.inputs, 'snapshot-branch': 'pricebook' } };
    const first = await push(how);
    expect(first.exit).toBe(0);
    expect(Object.keys(shop.repo.read('pricebook'))).toEqual([SNAPSHOT]);
    expect(snapshotOn('main')).toBeUndefined();
    const asked = writes();
    expect((await push(how)).outputs).toMatchObject({ 'has-changes': 'false', 'snapshot-commit': '' });
    expect(writes()).toBe(asked);
    shop.repo.commit({ change: { 'plans/pro.yaml': pro('29.00') } });
    expect((await push(how)).outputs['snapshot-commit']).toBe(shop.repo.tip('pricebook'));
    const drift = await shop.runOn(scheduleEvent(shop.repo), {
      inputs: { 'stripe-api-key': READ_KEY, 'snapshot-branch': 'pricebook', 'on-drift': 'fail' },
      token: { permissions: { contents: 'read' } },
    });
    expect(drift).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
  });

  it('is asked for before the first write, and a protected branch that takes no commit stops the release', async () => {
    await open();
    shop.repo.protect('main', 'classic');
    const step = await push();
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'snapshot', 'snapshot-commit': '' } });
    expect(step.log).toContain('snapshot.not-committable');
    expect(step.log).toContain('snapshot-branch: pricebook');
    expect(writes()).toBe(0);
  });

  it('is refused afterwards where GitHub did not tell, loudly, and the next run mends it', async () => {
    await open();
    shop.repo.protect('main', 'classic');
    const app = { ...applying, token: { ...RELEASE, login: 'acme-pricing[bot]' } };
    const step = await push(app);
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'snapshot', 'snapshot-commit': '' } });
    expect(step.log).toContain('snapshot.not-committed');
    const made = writes();
    expect(made).toBeGreaterThan(0);
    const mended = await push({ ...app, inputs: { ...app.inputs, 'snapshot-branch': 'pricebook' } });
    expect(mended.exit).toBe(0);
    expect(writes()).toBe(made);
    expect(snapshotOn('pricebook')).toBeDefined();
  });

  it('goes on top of what others commit in between', async () => {
    await open();
    shop.github.onRequest(({ path }, phase) => {
      if (phase === 'before' && path === '/graphql') {
        shop.github.onRequest(null);
        shop.repo.commit({ change: { 'README.md': '# Busy\n' }, message: 'In between' });
      }
    });
    const step = await push();
    expect(step.exit).toBe(0);
    expect(shop.repo.read('main')['README.md']).toBe('# Busy\n');
    expect(snapshotOn('main')).toBeDefined();
  });

  it('is not put in the place of another run’s', async () => {
    await open();
    shop.github.onRequest(({ path }, phase) => {
      if (phase === 'before' && path === '/graphql') {
        shop.github.onRequest(null);
        shop.repo.commit({ change: { [SNAPSHOT]: Buffer.from('theirs') }, message: 'Record' });
      }
    });
    const step = await push();
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'snapshot' } });
    expect(step.log).toContain('snapshot.not-a-snapshot');
    expect(shop.repo.read('main')[SNAPSHOT]).toBe('theirs');
  });
});

describe('an approval', () => {
  const approving = (approve: string) => ({
    ...applying,
    inputs: { ...applying.inputs, command: 'apply', approve },
  });
  const dispatch = (approve: string) => shop.runOn(dispatchEvent(shop.repo), approving(approve));

  it('lets the plan through that it names, and no other', async () => {
    await open();
    await shop.release();
    shop.repo.commit({ change: { 'plans/pro.yaml': pro('99.00') } });
    const stopped = await push();
    expect(stopped.outputs['failure-reason']).toBe('guard');
    const { digest = '' } = stopped.outputs;
    expect(stopped.log).toContain(digest);
    for (const wrong of [`sha256:${'0'.repeat(64)}`, digest.slice(0, 'sha256:'.length + 11)]) {
      const refused = await dispatch(wrong);
      expect(refused).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'plan-changed' } });
    }
    const made = writes();
    const done = await dispatch(digest.slice(0, 'sha256:'.length + 12));
    expect(done.exit).toBe(0);
    expect(writes()).toBeGreaterThan(made);
  });

  it('lifts no protection', async () => {
    shop = await newShop({ 'plans/pro.yaml': `${pro('25.00')}protect: true\n` });
    await shop.release();
    shop.repo.commit({ change: { 'plans/pro.yaml': `${pro('26.00')}protect: true\n` } });
    const stopped = await push();
    expect(stopped.outputs['failure-reason']).toBe('guard');
    expect((await dispatch(stopped.outputs.digest!)).outputs['failure-reason']).toBe('guard');
  });

  it('is given by hand and to an apply, or not at all', async () => {
    await open();
    const approve = `sha256:${'0'.repeat(64)}`;
    expect((await push(approving(approve))).log).toContain('action.approve');
    const drift = { ...applying, inputs: { ...applying.inputs, approve } };
    expect((await shop.runOn(dispatchEvent(shop.repo), drift)).log).toContain('action.approve');
    expect(shop.emulator.requests().total).toBe(0);
  });
});
