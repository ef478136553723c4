import { afterEach, describe, expect, it } from 'vitest';
import { dispatchEvent, scheduleEvent } from '../github/payloads.ts';
import { morning, openShop, ours, plan, reading, writes, writing } from './mornings.ts';
import type { Shop } from './shop.ts';

const MONTHLY = 'plans/pro.yaml';
const config = (live: string, more = ''): Readonly<Record<string, string>> => ({
  '.github/pricebook.yaml': `environments:\n  live: { livemode: true${live} }\n${more}`,
});

let shop: Shop;
afterEach(async () => shop.close());

const priceOf = async (lookup: string) =>
  (await shop.somebody.prices.list({ lookup_keys: [lookup] })).data[0]!;
const nameOf = async (code: string) => (await shop.somebody.products.retrieve(code)).name;

/** A name, which is no more than that, and a price off sale. */
async function moveBoth(): Promise<void> {
  await shop.somebody.products.update('pro', { name: 'Pro by hand' });
  const { id } = await priceOf('team_monthly');
  await shop.somebody.products.update('team', { default_price: '' });
  await shop.somebody.prices.update(id, { active: false });
}

describe('on-drift: revert', () => {
  it('puts back what is not critical, and tells of the rest', async () => {
    shop = await openShop();
    await moveBoth();
    const step = await morning(shop, 'revert');
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'true' } });
    expect(await nameOf('pro')).toBe('pro plan');
    expect((await priceOf('team_monthly')).active).toBe(false);
    const [issue] = ours(shop);
    expect(issue!.body).toContain('price/team/monthly');
    expect(issue!.body).not.toContain('Pro by hand');
    expect(step.summary).toMatch(/put back[^]*product\/pro[^]*price\/team\/monthly/i);
    const before = writes(shop);
    await morning(shop, 'revert');
    expect(writes(shop)).toBe(before);
    expect(issue!.comments).toEqual([]);
  });

  it('puts back what is critical too where the environment says so, and closes the issue', async () => {
    shop = await openShop(config(', revert: all'));
    await moveBoth();
    await morning(shop);
    expect(ours(shop)[0]).toMatchObject({ state: 'open' });
    const step = await morning(shop, 'revert');
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
    expect(await nameOf('pro')).toBe('pro plan');
    const { active, id } = await priceOf('team_monthly');
    expect(active).toBe(true);
    expect((await shop.somebody.products.retrieve('team')).default_price).toBe(id);
    expect(ours(shop)[0]).toMatchObject({ state: 'closed' });
  });

  it('releases nothing that was merged and not released', async () => {
    shop = await openShop();
    shop.repo.commit({ change: { [MONTHLY]: plan('pro', '26.00', 'description: For all\n') } });
    await shop.somebody.products.update('pro', { name: 'Pro by hand' });
    const step = await morning(shop, 'revert');
    expect(step.exit).toBe(0);
    expect(await nameOf('pro')).toBe('pro plan');
    expect((await shop.somebody.products.retrieve('pro')).description).toBeNull();
    expect((await priceOf('pro_monthly')).unit_amount).toBe(2500);
    expect(step.summary).toMatch(/2 changes of the manifests not applied yet, the oldest by the commit/);
    const next = await shop.runOn(dispatchEvent(shop.repo), {
      ...writing,
      inputs: { ...writing.inputs, command: 'plan' },
    });
    expect(JSON.parse(next.outputs.summary!)).toMatchObject({ update: 1, replace: 1 });
  });

  it('is held by the guards, and says so in the issue', async () => {
    const hidden =
      'code: old\nname: Old\nactive: false\nprices:\n  m: { amount: 5.00, currency: usd, interval: month, active: false }\n';
    shop = await openShop({
      ...config(', revert: all', 'guards: { max_archives: 0 }\n'),
      'plans/old.yaml': hidden,
    });
    await shop.somebody.prices.update((await priceOf('old_m')).id, { active: true });
    const before = writes(shop);
    const step = await morning(shop, 'revert');
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'guard', drift: 'true' } });
    expect(step.log).toContain('max_archives');
    expect(step.summary).toContain('max_archives');
    expect(writes(shop)).toBe(before);
    expect(ours(shop)[0]!.body).toContain('price/old/m');
  });

  it('fails with a key that may not write, and tells what stays', async () => {
    shop = await openShop();
    await shop.somebody.products.update('pro', { name: 'Pro by hand' });
    const step = await morning(shop, 'revert', reading);
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'partial', drift: 'true' } });
    expect(step.summary).toMatch(/1 failed[^]*product\/pro[^]*rak_product_write/);
    expect(ours(shop)[0]!.body).toContain('Pro by hand');
  });

  it('is refused on another branch, whatever the event', async () => {
    shop = await openShop();
    await moveBoth();
    shop.repo.commit({ branch: 'other', parents: [shop.repo.tip()] });
    const before = writes(shop);
    for (const onDrift of ['revert', 'accept']) {
      const inputs = { ...writing.inputs, command: 'drift', 'on-drift': onDrift };
      const step = await shop.runOn(dispatchEvent(shop.repo, { branch: 'other' }), { ...writing, inputs });
      expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'permission' } });
      expect(step.log).toContain('action.not-default-branch');
    }
    expect(writes(shop)).toBe(before);
    expect(shop.repo.state.pulls.size).toBe(0);
  });

  it('is refused on an old checkout', async () => {
    shop = await openShop();
    await moveBoth();
    const old = scheduleEvent(shop.repo);
    shop.repo.commit({ change: { [MONTHLY]: plan('pro', '26.00') } });
    const before = writes(shop);
    for (const onDrift of ['revert', 'accept']) {
      const step = await shop.runOn(old, { ...writing, inputs: { ...writing.inputs, 'on-drift': onDrift } });
      expect(step.exit).toBe(1);
      expect(step.log).toContain('release.other-checkout');
    }
    expect(writes(shop)).toBe(before);
    expect(shop.repo.state.pulls.size).toBe(0);
  });
});
