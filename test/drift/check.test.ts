import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { kinds } from '../../src/kinds/registry.ts';
import { fieldOf, moved, newStand, pending, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
});
afterAll(() => stand.close());

const shop = (lines = '', yearly = '250.00') => `
code: pro
name: Pro Plan
description: For teams
default_price: monthly
${lines}
prices:
  monthly: { amount: 25.00, currency: usd, interval: month, nickname: Monthly, currencies: { eur: 23.00 } }
  yearly: { amount: ${yearly}, currency: usd, interval: year }
`;

beforeEach(async () => {
  stand.reset();
  stand.write(shop());
  await stand.apply();
});

describe('a drift check', () => {
  it('finds nothing where nobody touched anything, and asks for no events', async () => {
    const check = await stand.check();
    expect(check).toMatchObject({ moved: [], conflicts: [], missing: [], halfDone: [], pending: [] });
    expect(check.events).toMatchObject({ status: 'unneeded', requests: 0 });
    const result = await stand.drift();
    expect(result.exit).toBe(0);
    expect(result.text).toContain('No drift: Stripe is as it was last applied.');
  });

  it('does not call an environment unmoved that nothing was applied to', async () => {
    stand.reset();
    stand.write(shop());
    expect((await stand.drift()).text).toContain('Nothing was applied here yet');
  });

  it('tells drift, pending changes and conflicts apart, the worst first', async () => {
    await stand.move('/v1/products/pro', { description: 'By hand', name: 'Pro!' });
    await stand.move(`/v1/prices/${await stand.id('price/pro/yearly')}`, { active: 'false' });
    stand.write(shop('unit_label: seat', '300.00').replace('name: Pro Plan', 'name: Pro Two'));
    const check = await stand.check();
    expect(check.moved.map(({ key, severity }) => `${severity} ${key}`)).toEqual([
      'critical price/pro/yearly',
      'info product/pro',
    ]);
    expect(check.conflicts).toMatchObject([
      {
        key: 'product/pro',
        fields: [
          { path: 'name', applied: 'Pro Plan', live: 'Pro!', desired: 'Pro Two', severity: 'warning' },
        ],
      },
    ]);
    expect(check.conflicts[0]?.fields[0]?.origin).toMatchObject({ by: 'dashboard-or-api' });
    expect(fieldOf(check, 'product/pro', 'description').origin).toMatchObject({ by: 'dashboard-or-api' });
    expect(pending(check)).toEqual(['update product/pro [unit_label]', 'replace price/pro/yearly [amount]']);
    expect((await stand.drift()).exit).toBe(2);
  });

  it('says since when the manifests wait, where the history is at hand', async () => {
    stand.write(shop('unit_label: seat'));
    const commit = 'c0ffee'.repeat(7).slice(0, 40);
    const pendingSince = async () => ({ commit, at: '2026-11-20T10:00:00Z' });
    const { text, exit } = await stand.drift({ pendingSince });
    expect(text).toContain(
      '1 change of the manifests not applied yet, the oldest by the commit c0ffeec of 2026-11-20 10:00 UTC.',
    );
    expect(exit).toBe(0);
    expect((await stand.drift()).text).toContain('1 change of the manifests not applied yet.');
  });

  it('sees what moved of an object whose removal is not released, but not what its removal would do', async () => {
    const price = await stand.id('price/pro/yearly');
    await stand.move(`/v1/prices/${price}`, { nickname: 'x', active: 'false', lookup_key: 'other' });
    stand.write(shop().replace(/ {2}yearly.*\n/, ''));
    expect(moved(await stand.check())).toEqual(['price/pro/yearly lookup_key']);
  });

  it('knows objects that are gone, and objects of ours that nobody records', async () => {
    const lost = await stand.id('price/pro/yearly');
    const state = stand.emulator.state();
    const rows = state.modes.test.price?.filter(({ id }) => id !== lost) ?? [];
    stand.emulator.load({ ...state, modes: { ...state.modes, test: { ...state.modes.test, price: rows } } });
    await stand.move('/v1/products', {
      id: 'stray',
      name: 'Stray',
      metadata: { managed_by: 'pricebook', pricebook_key: 'product/stray', pricebook_catalog: 'default' },
    });
    await stand.move('/v1/products', { id: 'theirs', name: 'Theirs' });
    const check = await stand.check();
    expect(check.missing).toEqual([{ key: 'price/pro/yearly', stripeId: lost }]);
    expect(check.plan.orphans).toEqual([{ key: 'product/stray', stripeId: 'stray' }]);
    expect(check.plan.unmanaged).toEqual({ product: 1 });
    const { text } = await stand.drift();
    expect(text).toContain('Drift: 1 missing, 1 orphan.');
    expect(text).toContain('Not ours and left alone: 1 product.');
  });

  it('is an error, and says nothing of drift, where Stripe cannot be read', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    const result = await stand.drift({}, 'rk_test_without_plan_read_1234567890');
    expect(result.exit).toBe(1);
    expect(result.drift).toBeUndefined();
    expect(JSON.stringify(result.json)).not.toContain('Pro!');
    expect(result.text).not.toContain('rift:');
  });

  it('tells what moved although an apply would fail, and ends with an error all the same', async () => {
    await stand.move('/v1/products/pro', { default_price: await stand.id('price/pro/yearly') });
    stand.write(shop().replace('interval: year', 'interval: year, active: false'));
    const result = await stand.drift();
    expect(result).toMatchObject({ exit: 1, failure: 'invalid-manifest' });
    expect(result.text).toContain('plan.still-referenced');
    expect(result.drift?.moved).toMatchObject([{ key: 'product/pro', fields: [{ path: 'default_price' }] }]);
  });

  it('is not complete where something that is recorded cannot be understood', async () => {
    const state = stand.emulator.state();
    const id = await stand.id('price/pro/yearly');
    const rows = (state.modes.test.price ?? []).map((row) =>
      row.id === id ? { ...row, currency: 'xxx' } : row,
    );
    stand.emulator.load({ ...state, modes: { ...state.modes, test: { ...state.modes.test, price: rows } } });
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    const result = await stand.drift();
    expect(result.exit).toBe(1);
    expect(result.text).toContain('plan.not-understood');
    expect(result.drift).toBeUndefined();
  });

  it('works with a key that cannot write', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    const result = await stand.drift({}, 'rk_test_readonly_1234567890');
    expect(result.drift?.moved).toHaveLength(1);
  });

  it('keeps the document that it always had, with more beside it', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    const { json } = await stand.drift();
    expect(json.drift).toMatchObject([
      {
        key: 'product/pro',
        severity: 'warning',
        fields: [
          {
            path: 'name',
            applied: 'Pro Plan',
            live: 'Pro!',
            severity: 'warning',
            origin: 'found',
            by: 'dashboard-or-api',
            at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
            requestId: expect.stringMatching(/^req_/),
            before: 'Pro Plan',
          },
        ],
      },
    ]);
    expect(json).toMatchObject({
      missing: [],
      pending: { since: null, changes: [] },
      events: { status: 'read', requests: 1, isComplete: true },
    });
  });
});

describe('what moved', () => {
  it('is critical where it decides what customers pay or can buy, and a word about it is not', async () => {
    const severity = (kind: string, path: string) =>
      kinds.find(({ name }) => name === kind)?.policy(path).severity;
    const critical = {
      price: ['amount', 'currency', 'currencies.eur.amount', 'tiers', 'interval', 'active', 'lookup_key'],
      product: ['active', 'default_price'],
      meter: ['active', 'event_name'],
    };
    for (const [kind, paths] of Object.entries(critical))
      for (const path of paths) expect([kind, path, severity(kind, path)]).toEqual([kind, path, 'critical']);
    expect(severity('product', 'description')).toBe('info');
    expect(severity('product', 'name')).toBe('warning');
    expect(severity('price', 'nickname')).toBe('info');
  });

  it('has a severity of its own beside that of its object', async () => {
    await stand.move('/v1/products/pro', { description: 'By hand', default_price: '' });
    const check = await stand.check();
    expect(check.moved[0]?.severity).toBe('critical');
    expect(fieldOf(check, 'product/pro', 'description').severity).toBe('info');
    expect(check.moved[0]?.fields[0]?.path).toBe('default_price');
  });
});
