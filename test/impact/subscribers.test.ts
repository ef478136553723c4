import { describe, expect, it } from 'vitest';
import type { Spec } from '../../src/model/spec.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { SubscriberCounts, Subscribers } from '../../src/model/review.ts';
import { countSubscribers, type Asked } from '../../src/stripe/subscribers.ts';
import { answering } from '../stripe/answers.ts';
import { emulated, readerTo, rejection, writerTo } from '../stripe/emulated.ts';
import { multiply, offer, post, subscribe } from './crowd.ts';
import { priced, priceSpec, tiered } from './prices.ts';

const kind = { ...kindNamed('price'), costs: priced };

const asking = (id: string, spec: Spec = priceSpec(), key: Asked['key'] = 'price/pro/monthly'): Asked => ({
  key,
  id,
  kind,
  spec,
});

async function open() {
  const emulator = await emulated();
  const writer = writerTo(emulator.url);
  const count = (asked: readonly Asked[], pages = 10) => {
    emulator.resetRequests();
    return countSubscribers(readerTo(emulator.url), asked, { pages });
  };
  return { emulator, writer, count };
}

function only(counts: SubscriberCounts): Subscribers {
  if (counts.status !== 'counted') throw new Error(counts.status);
  const [subscribers, ...others] = counts.byKey.values();
  if (subscribers === undefined || others.length > 0) throw new Error('not one key');
  return subscribers;
}

describe('who subscribes to a price', () => {
  it('is counted by status, without those that ended', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer);
    const [first, second] = [await subscribe(writer, { [id]: 1 }), await subscribe(writer, { [id]: 1 })];
    await subscribe(writer, { [id]: 1 }, { trial_period_days: '14' });
    multiply(emulator, first, { count: 2, status: 'past_due' });
    multiply(emulator, first, { count: 150, status: 'canceled' });
    multiply(emulator, first, { count: 30, status: 'incomplete_expired' });
    multiply(emulator, second, { count: 1, status: 'unpaid' });
    const { statuses, more } = only(await count([asking(id)]));
    expect(statuses).toEqual({ active: 2, trialing: 1, past_due: 2, unpaid: 1 });
    expect(more).toBe(false);
    // The canceled ones would have been a second page.
    expect(emulator.requests().total).toBe(1);
  });

  it('is nobody where nobody does', async () => {
    const { writer, count } = await open();
    const counted = await count([asking(await offer(writer), priceSpec({ meter: 'meter/calls' }))]);
    expect(only(counted)).toEqual({ statuses: {}, more: false, monthly: {}, metered: false });
  });

  it('is more than a thousand after ten pages', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer);
    multiply(emulator, await subscribe(writer, { [id]: 2 }), { count: 1049 });
    const { statuses, more, monthly } = only(await count([asking(id)]));
    expect({ statuses, more, monthly }).toEqual({
      statuses: { active: 1000 },
      more: true,
      monthly: { usd: '50000' },
    });
    expect(emulator.requests()).toEqual({ total: 10, routes: { 'GET /v1/subscriptions': 10 } });
  });

  it('is known to the last when the last page is full', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer);
    multiply(emulator, await subscribe(writer, { [id]: 1 }), { count: 199 });
    expect(only(await count([asking(id)], 2))).toMatchObject({ statuses: { active: 200 }, more: false });
  });

  it('is added up over the objects of one key', async () => {
    const { writer, count } = await open();
    const [a, b] = [await offer(writer), await offer(writer)];
    await subscribe(writer, { [a]: 1 });
    await subscribe(writer, { [b]: 3 });
    expect(only(await count([asking(a), asking(b)]))).toMatchObject({
      statuses: { active: 2 },
      monthly: { usd: '100' },
    });
  });
});

describe('what subscribers pay', () => {
  it('is what the active and past due pay a month for this price, by currency', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer, { currency_options: { eur: { unit_amount: '2350' } } });
    const other = await offer(writer);
    const inUsd = await subscribe(writer, { [id]: 3, [other]: 7 });
    await subscribe(writer, { [id]: 2 }, { currency: 'eur' });
    await subscribe(writer, { [id]: 100 }, { trial_period_days: '14' });
    multiply(emulator, inUsd, { count: 1, status: 'past_due' });
    multiply(emulator, inUsd, { count: 5, status: 'unpaid' });
    const spec = priceSpec({ amount: '25.05', 'currencies.eur.amount': '23.5' });
    expect(only(await count([asking(id, spec)])).monthly).toEqual({ usd: '150.3', eur: '47' });
  });

  it('comes from tiers and intervals as the price counts them', async () => {
    const { writer, count } = await open();
    const id = await offer(writer);
    await subscribe(writer, { [id]: 12 });
    await subscribe(writer, { [id]: 0 });
    const spec = tiered(
      'graduated',
      [
        [10, '6', '12'],
        ['inf', '3'],
      ],
      { interval: 'year' },
    );
    expect(only(await count([asking(id, spec)])).monthly).toEqual({ usd: '7.5' });
  });

  it('is unknown where it depends on use', async () => {
    const { writer, count } = await open();
    const meter = await post(writer, '/v1/billing/meters', {
      display_name: 'Calls',
      event_name: 'calls',
      default_aggregation: { formula: 'sum' },
    });
    const id = await offer(writer, { recurring: { interval: 'month', usage_type: 'metered', meter } });
    const customer = await post(writer, '/v1/customers', { email: 'a@example.com' });
    await post(writer, '/v1/subscriptions', { customer, items: [{ price: id }] });
    expect(only(await count([asking(id, priceSpec({ meter: 'meter/calls' }))]))).toEqual({
      statuses: { active: 1 },
      more: false,
      monthly: {},
      metered: true,
    });
  });
});

describe('counting', () => {
  const keys = (count: number) => Array.from({ length: count }, (_, i) => `price/pro/p${i}` as const);

  it('makes sixty requests at most, shared evenly, and says how many keys it left out', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer);
    multiply(emulator, await subscribe(writer, { [id]: 1 }), { count: 349 });
    const counted = await count(keys(25).map((key) => asking(id, priceSpec(), key)));
    if (counted.status !== 'counted') throw new Error(counted.status);
    const numbers = [...counted.byKey.values()].map(({ statuses, more }) => [statuses.active, more]);
    // Two pages for each are fifty requests; the other ten go to the first.
    expect(numbers).toEqual(numbers.map((_, index) => [index < 10 ? 300 : 200, true]));
    expect(numbers).toHaveLength(25);
    expect([counted.left, emulator.requests().total]).toEqual([0, 60]);
    const most = await count(keys(70).map((key) => asking(id, priceSpec(), key)));
    expect(most).toMatchObject({ status: 'counted', left: 10 });
    expect(emulator.requests().total).toBe(60);
  });

  it('asks for all prices at the same time', async () => {
    const { emulator, writer, count } = await open();
    const id = await offer(writer);
    let [active, most] = [0, 0];
    emulator.onRequest(async ({ phase }) => {
      active += phase === 'before' ? 1 : -1;
      most = Math.max(most, active);
      if (phase === 'before') await new Promise((resolve) => setTimeout(resolve, 20));
      return undefined;
    });
    await count(keys(5).map((key) => asking(id, priceSpec(), key)));
    expect(most).toBeGreaterThanOrEqual(3);
  });

  it('asks once and no more with a key that may not', async () => {
    const { emulator, writer } = await open();
    const id = await offer(writer);
    emulator.resetRequests();
    const reader = readerTo(emulator.url, 'rk_test_nosubscriptions');
    const counted = await countSubscribers(
      reader,
      keys(20).map((key) => asking(id, priceSpec(), key)),
      { pages: 10 },
    );
    expect(counted).toEqual({ status: 'forbidden' });
    expect(emulator.requests().total).toBe(1);
  });

  it('says that Stripe failed where it did, and fails on an answer that is no list', async () => {
    const { count } = await open();
    expect(await count([asking('price_never')])).toEqual({ status: 'failed' });
    const { url } = await answering([{ status: 200, body: { object: 'subscription', id: 'sub_1' } }]);
    const asked = countSubscribers(readerTo(url), [asking('price_1')], { pages: 1 });
    expect((await rejection(asked)).message).toContain('no list');
  });
});
