import { afterEach, describe, expect, it } from 'vitest';
import { dispatchEvent, pushEvent } from '../github/payloads.ts';
import type { StepResult } from './runner.ts';
import { newShop, READ_KEY, RELEASE, WRITE_KEY, type Shop } from './shop.ts';

const pro = (amount: string, name = 'Pro Plan'): string =>
  `code: pro\nname: ${name}\nprices:\n  monthly: { amount: ${amount}, currency: usd, interval: month }\n`;

const live = (key: string): string => key.replace('test', 'live');
const reading = { inputs: { 'stripe-api-key': live(READ_KEY) } };
const writing = { inputs: { 'stripe-api-key': live(WRITE_KEY) }, token: RELEASE };

let shop: Shop;
afterEach(async () => shop.close());

const open = async (files: Readonly<Record<string, string>> = {}): Promise<void> => {
  shop = await newShop({ 'plans/pro.yaml': pro('25.00'), ...files });
  await shop.release('live');
};
const push = (): Promise<StepResult> => shop.runOn(pushEvent(shop.repo, { before: null }), writing);
const writes = (): number => shop.emulator.log().filter(({ method }) => method !== 'GET').length;
const amounts = async (): Promise<(number | null)[]> =>
  (await shop.somebody.prices.list({ active: true, lookup_keys: ['pro_monthly'] })).data.map(
    (price) => price.unit_amount,
  );

/** Reviews a pull request as it is and merges it. */
async function merged(
  change: Readonly<Record<string, string>>,
  method: 'merge' | 'squash' | 'rebase' = 'squash',
): Promise<number> {
  const number = shop.propose(change);
  expect((await shop.review(number, 'opened', reading)).exit).toBe(0);
  shop.repo.merge(number, method);
  return number;
}

describe('a release in live mode', () => {
  it.each(['merge', 'squash', 'rebase'] as const)(
    'applies what was reviewed and merged by %s',
    async (method) => {
      await open();
      await merged({ 'plans/pro.yaml': pro('29.00') }, method);
      const step = await push();
      expect(step).toMatchObject({ exit: 0, outputs: { 'failure-reason': '' } });
      expect(await amounts()).toEqual([2900]);
      expect((await push()).outputs).toMatchObject({ 'has-changes': 'false', 'snapshot-commit': '' });
    },
  );

  it('applies nothing that nobody reviewed, until somebody approves exactly that', async () => {
    await open();
    shop.repo.merge(shop.propose({ 'plans/pro.yaml': pro('29.00') }));
    const before = writes();
    const step = await push();
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'not-reviewed' } });
    expect(step.log).toContain('release.not-reviewed');
    expect(step.log).toContain('price/pro/monthly');
    expect(step.summary).toContain('price/pro/monthly');
    expect(writes()).toBe(before);
    const inputs = { ...writing.inputs, command: 'apply', approve: step.outputs.digest! };
    expect((await shop.runOn(dispatchEvent(shop.repo), { ...writing, inputs })).exit).toBe(0);
    expect(await amounts()).toEqual([2900]);
  });

  it('applies nothing that was pushed after the review', async () => {
    await open();
    const number = shop.propose({ 'plans/pro.yaml': pro('29.00') });
    await shop.review(number, 'opened', reading);
    shop.push(number, { 'plans/pro.yaml': pro('35.00') });
    shop.repo.merge(number, 'squash');
    const before = writes();
    expect((await push()).exit).toBe(1);
    expect(writes()).toBe(before);
  });

  it('releases together what two pull requests do to one object', async () => {
    await open();
    const first = shop.propose({ 'plans/pro.yaml': pro('25.00', 'Pro') });
    await shop.review(first, 'opened', reading);
    shop.repo.merge(first, 'squash');
    await merged({ 'plans/pro.yaml': pro('29.00', 'Pro') });
    expect((await push()).exit).toBe(0);
    expect(await amounts()).toEqual([2900]);
  });

  it('takes no record for another time than its own', async () => {
    await open();
    await merged({ 'plans/pro.yaml': pro('29.00') });
    expect((await push()).exit).toBe(0);
    await merged({ 'plans/pro.yaml': pro('25.00') });
    expect((await push()).exit).toBe(0);
    shop.repo.merge(shop.propose({ 'plans/pro.yaml': pro('29.00') }));
    expect((await push()).exit).toBe(1);
    expect(await amounts()).toEqual([2500]);
  });

  it('is judged by the rules before it, and the next one by those that it brings', async () => {
    const strict = 'guards: { max_price_change: 10 }\n';
    await open({ '.github/pricebook.yaml': strict });
    await merged({ '.github/pricebook.yaml': strict.replace('10', '90'), 'plans/pro.yaml': pro('29.00') });
    expect((await push()).outputs['failure-reason']).toBe('guard');
  });

  it('remembers how far everything is released, also where nothing was to do', async () => {
    await open();
    await merged({ 'plans/pro.yaml': `# Prices\n${pro('25.00')}` });
    const step = await push();
    expect(step).toMatchObject({ exit: 0, outputs: { 'has-changes': 'false' } });
    expect(step.outputs['snapshot-commit']).toBe(shop.repo.tip());
    expect((await push()).outputs['snapshot-commit']).toBe('');
  });
});

describe('the commit of a release', () => {
  it('is the tip of the default branch, whatever is checked out', async () => {
    await open();
    const old = pushEvent(shop.repo, { before: null });
    await merged({ 'plans/pro.yaml': pro('29.00') });
    const before = writes();
    const step = await shop.runOn(old, writing);
    expect(step.exit).toBe(1);
    expect(step.log).toContain('release.other-checkout');
    expect(step.log).toContain('ref: main');
    expect(writes()).toBe(before);
  });

  it('may not move on before the first write', async () => {
    await open();
    await merged({ 'plans/pro.yaml': pro('29.00') });
    const before = writes();
    shop.github.onRequest(({ path }, phase) => {
      if (phase === 'before' && path.includes('/comments')) {
        shop.github.onRequest(null);
        shop.repo.commit({ change: { 'plans/pro.yaml': pro('31.00') }, message: 'Meanwhile' });
      }
    });
    const step = await push();
    expect(step.exit).toBe(1);
    expect(step.log).toContain('release.moved');
    expect(writes()).toBe(before);
  });
});
