import { describe, expect, it } from 'vitest';
import { CONFIG, FAST, plain, pro, SHOP } from './catalog.ts';
import { openShop, type Shop } from './real-git.ts';
import { released } from './released.ts';

async function open(): Promise<Shop> {
  const shop = await openShop(SHOP);
  await released(shop, 'approved');
  return shop;
}

it('a push that changes nothing in Stripe does not wait a minute for a pull request', async () => {
  const shop = await open();
  shop.repo.commit({ change: { 'plans/pro.yaml': `# Our best.\n${pro('25.00')}` } });
  shop.gate.watch(null);
  expect((await shop.release()).outcomes).toEqual([]);
  const looks = shop.gate.seen.filter(({ path }) => /\/commits\/\w+\/pulls\?/.test(path));
  // Whom to tell of it is worth one more look, after two seconds.
  expect(looks).toHaveLength(2);
});

it('a release asks GitHub once who it is', async () => {
  const shop = await open();
  await shop.merged({ 'plans/old.yaml': plain('old', '4.00') });
  shop.gate.watch(null);
  await released(shop);
  expect(shop.gate.seen.filter(({ body }) => body.includes('query { viewer'))).toHaveLength(1);
});

describe('a refusal', () => {
  it('names no digest to approve where approving it would not help', async () => {
    const shop = await open();
    await shop.merged({ 'plans/old.yaml': `${plain('old', '3.00')}protect: true\n` });
    await released(shop);
    shop.repo.commit({ change: { 'plans/old.yaml': null } });
    const run = await shop.release();
    expect(run.failure).toBe('guard');
    expect(run.text).toContain('No approval lifts it.');
    expect(run.text).not.toContain('To approve');
  });

  it('says that a first release counts the newest merge alone', async () => {
    const shop = await openShop({});
    await shop.merged({ 'plans/pro.yaml': pro('25.00') });
    await shop.merged({ 'plans/old.yaml': plain('old', '3.00') });
    const run = await shop.release();
    expect(run.failure).toBe('not-reviewed');
    expect(run.text).toContain('Nothing was released before');
  });

  it('says that a force push took the reviews away', async () => {
    const shop = await open();
    const person = shop.git.clone();
    person.git('checkout', '--quiet', '--orphan', 'new');
    person.commit('Start over');
    expect(person.push('--force', 'origin', 'HEAD:main')).toEqual({ refused: null });
    await shop.merged({ 'plans/old.yaml': plain('old', '4.00') });
    const run = await shop.release();
    expect(run.failure).toBe('not-reviewed');
    expect(run.text).toContain('not in the history of the branch any more');
  });
});

describe('a slip in the configuration that says whose an environment is', () => {
  const SLIPS = {
    account: `${FAST}environments: { live: { livemode: true, account: acct_1SomeOther } }\n`,
    mode: `${FAST}environments: { live: { livemode: false } }\n`,
    catalog: `${FAST}catalog: other\n`,
  };

  it.each(Object.entries(SLIPS))(
    'stops what is released with it (%s), and not what corrects it',
    async (_name, slip) => {
      const shop = await open();
      const wrong = shop.propose({ [CONFIG]: slip });
      expect((await shop.review(wrong)).exit).toBe(1);
      shop.repo.merge(wrong, 'squash');
      expect((await shop.release()).exit).toBe(1);
      await shop.merged({ [CONFIG]: FAST });
      await released(shop);
      await shop.merged({ 'plans/old.yaml': plain('old', '4.00') });
      expect((await released(shop)).outcomes).toHaveLength(1);
    },
  );
});
