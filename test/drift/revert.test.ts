import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { moved, newStand, pending, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
});
afterAll(() => stand.close());

const shop = (lines = '', monthly = '25.00') => `
code: pro
name: Pro Plan
description: For teams
default_price: monthly
${lines}
prices:
  monthly: { amount: ${monthly}, currency: usd, interval: month, nickname: Monthly, currencies: { eur: 23.00 } }
  yearly: { amount: 250.00, currency: usd, interval: year }
`;

const ALL = 'environments: { test: { livemode: false, revert: all } }\n';

beforeEach(async () => {
  stand.reset();
  stand.write(shop());
  await stand.apply();
});

const product = () => stand.get('/v1/products/pro');
const price = async (key: string) => stand.get(`/v1/prices/${await stand.id(key)}`);
const movePrice = async (key: string, params: Record<string, string>) =>
  stand.move(`/v1/prices/${await stand.id(key)}`, params);
const writes = () =>
  stand.emulator
    .log()
    .filter(({ method }) => method === 'POST')
    .map(({ path }) => path);

describe('putting drift back', () => {
  it('does nothing where nothing moved, whatever waits for a release', async () => {
    stand.write(shop('unit_label: seat', '30.00'));
    stand.emulator.resetRequests();
    const result = await stand.revert();
    expect(result).toMatchObject({ exit: 0, text: 'Nothing to put back.' });
    expect(writes()).toEqual([]);
  });

  it('writes what was last applied, and nothing that was merged since', async () => {
    await stand.move('/v1/products/pro', { description: 'By hand', name: 'Pro!' });
    stand.write(shop('unit_label: seat', '30.00').replace('name: Pro Plan', 'name: Pro Two'));
    const before = pending(await stand.check());
    stand.emulator.resetRequests();
    const result = await stand.revert();
    expect(result).toMatchObject({ exit: 0, outcomes: [{ key: 'product/pro', status: 'done' }] });
    expect(writes()).toEqual(['/v1/products/pro']);
    expect(await product()).toMatchObject({
      name: 'Pro Plan',
      description: 'For teams',
      unit_label: null,
    });
    const check = await stand.check();
    expect(moved(check)).toEqual([]);
    expect(check.conflicts).toEqual([]);
    // The name was in conflict, and waits for its release like the others now.
    expect(before).toEqual(['update product/pro [unit_label]', 'replace price/pro/monthly [amount]']);
    expect(pending(check)).toEqual([
      'update product/pro [name unit_label]',
      'replace price/pro/monthly [amount]',
    ]);
  });

  it('puts back an object whose manifest is gone and whose removal is not released', async () => {
    await movePrice('price/pro/yearly', { nickname: 'x', metadata: '' });
    await movePrice('price/pro/monthly', { nickname: 'x' });
    stand.write(
      shop()
        .replace(/ {2}monthly.*\n/, '')
        .replace('default_price: monthly', 'default_price: none'),
    );
    await stand.revert();
    expect(await price('price/pro/monthly')).toMatchObject({ nickname: 'Monthly', active: true });
    expect(await product()).toMatchObject({ default_price: await stand.id('price/pro/monthly') });
  });

  it('leaves alone what the manifests want by now, although the snapshot does not know it', async () => {
    await stand.move('/v1/products/pro', { description: 'By hand', name: 'Pro!' });
    stand.write(shop().replace('For teams', 'By hand'));
    expect(moved(await stand.check())).toEqual(['product/pro name']);
    await stand.revert({ revertDrift: true });
    expect(await product()).toMatchObject({ description: 'By hand', name: 'Pro Plan' });
    expect(moved(await stand.check())).toEqual([]);
  });

  it('leaves alone what the manifests have let go', async () => {
    await stand.move('/v1/products/pro', { default_price: await stand.id('price/pro/yearly') });
    stand.write(shop().replace('default_price: monthly', ''));
    expect(await stand.revert({ revertDrift: true })).toMatchObject({ text: 'Nothing to put back.' });
  });

  it('leaves the snapshot alone, and with it the commit that applied each value', async () => {
    const snapshot = stand.snapshot();
    await stand.move('/v1/products/pro', { description: 'By hand' });
    await stand.revert();
    expect(stand.snapshot().equals(snapshot)).toBe(true);
  });

  it('leaves ignored fields alone', async () => {
    stand.configure('ignore: [{ key: product/p*, fields: [description] }]\n');
    await stand.move('/v1/products/pro', { description: 'By hand', name: 'Pro!' });
    expect(moved(await stand.check())).toEqual(['product/pro name']);
    await stand.revert({ revertDrift: true });
    expect(await product()).toMatchObject({ description: 'By hand', name: 'Pro Plan' });
  });
});

describe('a critical field', () => {
  beforeEach(async () => {
    await movePrice('price/pro/yearly', { active: 'false', lookup_key: '' });
    await stand.move('/v1/products/pro', { description: 'By hand', default_price: '' });
  });
  const left = ['price/pro/yearly active', 'price/pro/yearly lookup_key', 'product/pro default_price'];

  it('stays as it is where nobody names its object', async () => {
    const { text } = await stand.revert();
    expect(text).toBe('1 put back.');
    expect(moved(await stand.check())).toEqual(left);
  });

  it('is put back where its object is named, and nothing else is', async () => {
    await stand.revert({ revertDrift: ['price/pro/yearly'] });
    expect(await price('price/pro/yearly')).toMatchObject({ active: true, lookup_key: 'pro_yearly' });
    expect(moved(await stand.check())).toEqual(['product/pro default_price', 'product/pro description']);
  });

  it('is put back where the configuration of the environment says so', async () => {
    stand.configure(ALL);
    await stand.revert();
    expect(moved(await stand.check())).toEqual([]);
  });

  it('comes with a new price where Stripe cannot change the one that there is', async () => {
    await movePrice('price/pro/monthly', { 'currency_options[eur][unit_amount]': '2450' });
    stand.configure(ALL);
    const before = await stand.id('price/pro/monthly');
    const result = await stand.revert();
    expect(result.exit).toBe(0);
    expect(await stand.id('price/pro/monthly')).not.toBe(before);
    expect(await product()).toMatchObject({ default_price: await stand.id('price/pro/monthly') });
    expect(moved(await stand.check())).toEqual([]);
    const { resources } = await stand.applied();
    expect(new Set([...resources.values()].map(({ commit }) => commit))).toEqual(new Set(['a'.repeat(40)]));
    expect((await stand.applied()).ledger.at(-1)).toMatchObject({ commit: null, summary: { replace: 1 } });
  });
});

describe('an object that is gone', () => {
  beforeEach(async () => {
    const lost = await stand.id('price/pro/yearly');
    const state = stand.emulator.state();
    const rows = state.modes.test.price?.filter(({ id }) => id !== lost) ?? [];
    stand.emulator.load({ ...state, modes: { ...state.modes, test: { ...state.modes.test, price: rows } } });
  });

  it('is made again as it was last applied, where that is asked for', async () => {
    stand.write(shop().replace('250.00', '300.00'));
    await stand.revert();
    expect((await stand.check()).missing).toHaveLength(1);
    await stand.revert({ revertDrift: ['price/pro/yearly'] });
    expect(await price('price/pro/yearly')).toMatchObject({ unit_amount: 25_000, lookup_key: 'pro_yearly' });
    const check = await stand.check();
    expect(check.missing).toEqual([]);
    expect(pending(check)).toEqual(['replace price/pro/yearly [amount]']);
  });

  it('is not made again where no manifest wants it any more', async () => {
    stand.write(shop().replace(/ {2}yearly.*\n/, ''));
    expect(await stand.revert({ revertDrift: ['price/pro/yearly'] })).toMatchObject({
      text: 'Nothing to put back.',
    });
  });
});

describe('a revert is refused', () => {
  it('by the guards of an apply', async () => {
    stand.configure(`${ALL}guards: { max_replacements: 0 }\n`);
    await movePrice('price/pro/monthly', { 'currency_options[eur][unit_amount]': '2450' });
    stand.emulator.resetRequests();
    const result = await stand.revert();
    expect(result).toMatchObject({ exit: 3, failure: 'guard' });
    expect(writes()).toEqual([]);
    expect(await stand.revert({ allow: ['replace:price/pro/monthly'] })).toMatchObject({ exit: 0 });
  });

  it('where somebody else has the lookup key by now', async () => {
    stand.configure(ALL);
    const yearly = await stand.id('price/pro/yearly');
    await stand.move(`/v1/prices/${yearly}`, { lookup_key: '' });
    await stand.move('/v1/prices', {
      product: 'pro',
      currency: 'usd',
      unit_amount: '1',
      lookup_key: 'pro_yearly',
    });
    const result = await stand.revert();
    expect(result.exit).toBe(1);
    expect(result.text).toContain('price/pro/yearly needs the lookup_key');
  });

  it('for a key that nobody knows', async () => {
    expect(await stand.revert({ revertDrift: ['price/pro/yearyl'] })).toMatchObject({ exit: 1 });
  });

  it('where there is nobody to confirm it', async () => {
    await stand.move('/v1/products/pro', { description: 'By hand' });
    const result = await stand.revert({ yes: false });
    expect(result.exit).toBe(1);
    expect(await product()).toMatchObject({ description: 'By hand' });
  });
});

describe('what an interrupted run left', () => {
  it('is not finished by a revert', async () => {
    const kept = stand.snapshot();
    stand.write(shop('', '30.00'));
    await stand.apply();
    const newest = await stand.id('price/pro/monthly');
    // The snapshot of the run was lost, and somebody changed the price that it made.
    stand.putBack(kept);
    await stand.move(`/v1/prices/${newest}`, { nickname: 'x' });
    stand.emulator.resetRequests();
    await stand.revert({ revertDrift: true });
    expect(writes()).toEqual([]);
  });
});

describe('a lookup key that somebody gave to another price', () => {
  it('goes back, although another one is merged for the price that lost it', async () => {
    await movePrice('price/pro/monthly', { lookup_key: 'pro_yearly', transfer_lookup_key: 'true' });
    stand.write(shop().replace('interval: year', 'interval: year, lookup_key: other'));
    // A lookup key that goes from a monthly to a yearly price is what a guard is for.
    expect(await stand.revert({ revertDrift: true })).toMatchObject({ exit: 3, failure: 'guard' });
    const allow = ['update:price/pro/yearly'];
    expect(await stand.revert({ revertDrift: true, allow })).toMatchObject({ exit: 0, text: '2 put back.' });
    expect(await price('price/pro/monthly')).toMatchObject({ lookup_key: 'pro_monthly' });
    expect(await price('price/pro/yearly')).toMatchObject({ lookup_key: 'pro_yearly' });
    expect(pending(await stand.check())).toEqual(['update price/pro/yearly [lookup_key]']);
  });
});
