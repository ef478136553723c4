import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { moved, newStand, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
});
afterAll(() => stand.close());
beforeEach(() => stand.reset());

const shop = (lines = '', price = '') => `
code: legacy_pro
name: Pro Plan
description: For teams
${lines}
prices:
  monthly: { amount: 25.00, currency: usd, interval: month, nickname: Monthly${price} }
`;

const IGNORE =
  'ignore: [{ key: product/legacy*, fields: [description, metadata.*] }, { key: "*", fields: [nickname] }]\n';

describe('a field that is ignored', () => {
  it('is no drift, no change and no conflict, while the others are', async () => {
    stand.write(shop());
    await stand.apply();
    stand.configure(IGNORE);
    await stand.move('/v1/products/legacy_pro', { description: 'By hand', name: 'Pro!' });
    await stand.move(`/v1/prices/${await stand.id('price/legacy_pro/monthly')}`, { nickname: 'By hand' });
    stand.write(shop('metadata: { tier: "1" }').replace('For teams', 'For all'));
    expect(moved(await stand.check())).toEqual(['product/legacy_pro name']);
    const plan = await stand.plan();
    expect([plan.changes, plan.conflicts]).toEqual([[], []]);
  });

  it('counts again, as it was, when the rule goes', async () => {
    stand.configure(IGNORE);
    stand.write(shop());
    await stand.apply();
    await stand.move('/v1/products/legacy_pro', { description: 'By hand' });
    stand.write(shop().replace('Pro Plan', 'Pro Two'));
    await stand.apply();
    stand.configure('');
    expect(moved(await stand.check())).toEqual(['product/legacy_pro description']);
  });

  it('is written where an object is made: there is nothing yet to leave alone', async () => {
    stand.configure(IGNORE);
    stand.write(shop());
    await stand.apply();
    expect(await stand.get('/v1/products/legacy_pro')).toMatchObject({ description: 'For teams' });
  });

  it('is left alone where an object is adopted', async () => {
    await stand.move('/v1/products', { id: 'theirs', name: 'Pro Plan', description: 'Theirs' });
    const price = await stand.move('/v1/prices', {
      product: 'theirs',
      currency: 'usd',
      unit_amount: '2500',
      recurring: { interval: 'month' },
      nickname: 'Theirs',
    });
    stand.configure(IGNORE);
    stand.write(shop('adopt: theirs', `, adopt: ${textOr(price.id, '')}`));
    await stand.apply();
    expect(await stand.get('/v1/products/theirs')).toMatchObject({ description: 'Theirs' });
    expect(await stand.get(`/v1/prices/${textOr(price.id, '')}`)).toMatchObject({ nickname: 'Theirs' });
    expect(moved(await stand.check())).toEqual([]);
    expect((await stand.plan()).changes).toEqual([]);
  });

  it('does not keep an object from being adopted, though no update could change it', async () => {
    await stand.move('/v1/products', { id: 'theirs', name: 'Pro Plan' });
    const price = await stand.move('/v1/prices', {
      product: 'theirs',
      currency: 'usd',
      unit_amount: '2600',
      recurring: { interval: 'month' },
    });
    stand.write(shop('adopt: theirs', `, adopt: ${textOr(price.id, '')}`));
    await expect(stand.apply()).rejects.toThrow('plan.adopt-differs');
    stand.configure('ignore: [{ key: price/legacy_pro/*, fields: [amount] }]\n');
    await stand.apply();
    expect(await stand.id('price/legacy_pro/monthly')).toBe(price.id);
    expect((await stand.plan()).changes).toEqual([]);
  });
});
