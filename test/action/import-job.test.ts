import { afterEach, describe, expect, it } from 'vitest';
import { dispatchEvent } from '../github/payloads.ts';
import type { StepResult } from './runner.ts';
import { landed, proposals, reading, writes, writing } from './mornings.ts';
import { newShop, RELEASE, type Shop } from './shop.ts';

const BRANCH = 'pricebook/import-live';

let shop: Shop;
afterEach(async () => shop.close());

const importing = async (token = RELEASE): Promise<StepResult> =>
  shop.runOn(dispatchEvent(shop.repo), { inputs: { ...reading.inputs, command: 'import' }, token });
const planned = async (): Promise<StepResult> =>
  shop.runOn(dispatchEvent(shop.repo), { inputs: { ...writing.inputs, command: 'plan' }, token: RELEASE });

/** Four years of the Dashboard: two products with one name, an archived price, tiers, and somebody's metadata. */
async function history(): Promise<void> {
  const { products, prices } = shop.somebody;
  const pro = await products.create({ name: 'Pro', metadata: { team: 'growth' }, description: 'All of it' });
  const again = await products.create({ name: 'Pro' });
  const monthly = await prices.create({
    product: pro.id,
    currency: 'usd',
    unit_amount: 2500,
    recurring: { interval: 'month' },
    lookup_key: 'pro-2022',
  });
  await products.update(pro.id, { default_price: monthly.id });
  const old = await prices.create({
    product: pro.id,
    currency: 'usd',
    unit_amount: 1900,
    recurring: { interval: 'month' },
  });
  await prices.update(old.id, { active: false });
  await prices.create({
    product: again.id,
    currency: 'eur',
    recurring: { interval: 'year' },
    billing_scheme: 'tiered',
    tiers_mode: 'graduated',
    tiers: [
      { up_to: 5, unit_amount: 1000 },
      { up_to: 'inf', unit_amount: 750 },
    ],
  });
}

/** Everything that can be sold, without what marks it. */
async function catalog(): Promise<unknown> {
  const { products, prices } = shop.somebody;
  const marks = new Set(['managed_by', 'pricebook_key', 'pricebook_catalog', 'plan_code']);
  const [some, others] = [await products.list({ limit: 100 }), await prices.list({ limit: 100 })];
  return [...some.data, ...others.data].map((object) => ({
    ...object,
    updated: 0,
    metadata: Object.fromEntries(Object.entries(object.metadata).filter(([name]) => !marks.has(name))),
  }));
}

describe('command: import', () => {
  it('brings an account with a history: its plan adopts alone, and the next one is empty', async () => {
    shop = await newShop({});
    await history();
    const [before, made] = [await catalog(), writes(shop)];
    const step = await importing();
    expect(step).toMatchObject({ exit: 0 });
    const [pull] = proposals(shop, BRANCH);
    expect(pull).toMatchObject({ state: 'open', author: 'github-actions[bot]' });
    expect(step.summary).toContain(`/pull/${pull!.number}`);
    expect(pull!.body).toMatch(/archived/);
    expect(writes(shop)).toBe(made);

    expect((await importing()).exit).toBe(0);
    expect(proposals(shop, BRANCH)).toEqual([pull]);

    const released = await landed(shop, pull!.number);
    const [review] = shop.told(pull!.number);
    expect(review).toMatch(/^\*\*2 plans taken over[^\n]*nothing goes off sale/m);
    const [, record = ''] = /^<!-- pricebook:review live (.*) -->/.exec(review ?? '') ?? [];
    const actions = JSON.parse(record).changes.map(([, action]: readonly string[]) => action);
    expect(actions).toEqual(['adopt', 'adopt', 'adopt', 'adopt']);
    expect(released).toMatchObject({ exit: 0, outputs: { 'failure-reason': '' } });
    expect(JSON.parse(released.outputs.summary!)).toMatchObject({
      adopt: 4,
      create: 0,
      update: 0,
      replace: 0,
    });
    expect(await catalog()).toEqual(before);
    expect((await planned()).outputs).toMatchObject({ 'has-changes': 'false', drift: 'false' });
    expect((await importing()).log).toContain('Nothing to import');
  });

  it('takes in what came meanwhile, in the same pull request', async () => {
    shop = await newShop({});
    await history();
    await importing();
    const { id } = await shop.somebody.products.create({ name: 'Late' });
    await shop.somebody.prices.create({ product: id, currency: 'usd', unit_amount: 500 });
    await importing();
    const [pull, ...more] = proposals(shop, BRANCH);
    expect(more).toEqual([]);
    expect(Object.values(shop.repo.read(BRANCH)).join('\n')).toContain('name: Late');
    expect(pull!.body).toContain('late');
  });

  it('fails where the pull request may not be opened, and says how to go on', async () => {
    shop = await newShop({});
    await history();
    shop.repo.state.jobsOpenPulls = false;
    const step = await importing();
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': 'permission' } });
    expect(step.log).toContain('propose.not-opened');
    expect(step.log).toContain('pricebook import');
  });
});
