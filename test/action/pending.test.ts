import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { decodeSnapshot } from '../../src/snapshot/decode.ts';
import { pushEvent } from '../github/payloads.ts';
import type { StepResult } from './runner.ts';
import { newShop, READ_KEY, RELEASE, WRITE_KEY, type Shop } from './shop.ts';

const plan = (code: string, amount: string): string =>
  `code: ${code}\nname: ${code}\nprices:\n  monthly: { amount: ${amount}, currency: usd, interval: month }\n`;
const both = (pro: string, team: string): Record<string, string> => ({
  'plans/pro.yaml': plan('pro', pro),
  'plans/team.yaml': plan('team', team),
});

const live = (key: string): string => key.replace('test', 'live');
const reading = { inputs: { 'stripe-api-key': live(READ_KEY) } };
const writing = { inputs: { 'stripe-api-key': live(WRITE_KEY) }, token: RELEASE };

let shop: Shop;
afterEach(async () => shop.close());

const push = (): Promise<StepResult> => shop.runOn(pushEvent(shop.repo, { before: null }), writing);

async function merged(change: Readonly<Record<string, string>>): Promise<number> {
  const number = shop.propose(change);
  await shop.review(number, 'opened', reading);
  shop.repo.merge(number, 'squash');
  return number;
}

const recorded = () => {
  const file = join(shop.job.folder, 'plans/snapshot.live.sqlite');
  return decodeSnapshot('snapshot', readFileSync(file));
};

describe('what was reviewed and not done', () => {
  it('is done by the next release, whatever became of its review, and is pending no more', async () => {
    shop = await newShop(both('10.00', '20.00'));
    await shop.release('live');
    const number = await merged(both('11.00', '21.00'));
    const inputs = { 'stripe-api-key': 'rk_live_readonly_release1234567890' };
    const step = await shop.runOn(pushEvent(shop.repo, { before: null }), { ...writing, inputs });
    expect(step.outputs['failure-reason']).toBe('partial');
    const { pending, reviewed } = await recorded();
    expect(pending.map(({ key, action }) => `${action} ${key}`)).toEqual([
      'replace price/pro/monthly',
      'replace price/team/monthly',
    ]);
    expect(reviewed).toMatch(/^[0-9a-f]{40}$/);
    for (const { id } of shop.repo.comments(number)) shop.repo.deleteComment(id);
    const again = await push();
    expect(again).toMatchObject({ exit: 0, outputs: { 'failure-reason': '' } });
    const after = await recorded();
    expect(after).toMatchObject({ pending: [], reviewed: null, released: expect.any(String) });
  });

  it('is recorded with whoever approved the plan', async () => {
    shop = await newShop(both('10.00', '20.00'));
    await shop.release('live');
    const { ledger } = await recorded();
    expect(ledger.map(({ approvedBy }) => approvedBy)).toEqual(['octocat']);
  });
});
