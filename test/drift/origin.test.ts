import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldOf, newStand, somebody, type Stand } from './stand.ts';

let stand: Stand;
beforeAll(async () => {
  stand = await newStand();
});
afterAll(() => stand.close());

const DAY = 86_400;

const YAML = `
kind: meter
code: calls
display_name: Calls
aggregation: sum
---
code: pro
name: Pro Plan
description: For teams
features: [One, Two]
metadata: { tier: "1" }
default_price: monthly
prices:
  monthly: { amount: 25.00, currency: usd, interval: month, nickname: Monthly, currencies: { eur: 23.00 } }
  yearly: { amount: 250.00, currency: usd, interval: year }
`;

beforeEach(async () => {
  stand.reset();
  stand.write(YAML);
  await stand.apply();
});

const origin = async (key: string, path: string) => fieldOf(await stand.check(), key, path).origin;

describe('who moved a field', () => {
  it('is the newest request that changed it, with the value before', async () => {
    await stand.move('/v1/products/pro', { name: 'One' });
    stand.advance(60);
    await stand.move('/v1/products/pro', { name: 'Two' });
    stand.advance(60);
    await stand.move('/v1/products/pro', { description: 'Other' });
    const check = await stand.check();
    const [name, description] = ['name', 'description'].map((path) => fieldOf(check, 'product/pro', path));
    expect(name?.origin).toMatchObject({ status: 'found', before: 'One' });
    expect(description?.origin).toMatchObject({ status: 'found', before: 'For teams' });
    const at = (field: typeof name) => Date.parse(field?.origin.status === 'found' ? field.origin.at : '');
    expect(at(description) - at(name)).toBeGreaterThanOrEqual(59_000);
  });

  it('is in the Dashboard, or a program without keys, where the request had none', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    expect(await origin('product/pro', 'name')).toMatchObject({
      by: 'dashboard-or-api',
      requestId: expect.stringMatching(/^req_/),
    });
  });

  it('is a program where the request had a key', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' }, somebody(stand.emulator, 'sk_test_program_12345'));
    expect(await origin('product/pro', 'name')).toMatchObject({ by: 'api' });
    expect((await stand.drift()).text).toContain('through the API');
  });

  it('is Pricebook where an apply did it that the snapshot does not know', async () => {
    const path = '/v1/products/pro';
    await somebody(stand.emulator, 'sk_test_program_12345').post(
      { endpoint: path, path, params: { name: 'Pro!' } },
      'pricebook-0123',
    );
    expect(await origin('product/pro', 'name')).toMatchObject({ by: 'pricebook' });
  });

  it('is told of lists, metadata and references in the terms of the manifest', async () => {
    const yearly = await stand.id('price/pro/yearly');
    await stand.move('/v1/products/pro', {
      default_price: yearly,
      metadata: { tier: '2' },
      marketing_features: [{ name: 'One' }],
    });
    const check = await stand.check();
    const before = (path: string) => fieldOf(check, 'product/pro', path).origin;
    expect(before('default_price')).toMatchObject({ status: 'found', before: 'price/pro/monthly' });
    expect(before('metadata.tier')).toMatchObject({ status: 'found', before: '1' });
    expect(before('features')).toMatchObject({ status: 'found', before: ['One', 'Two'] });
  });

  it('is told of the state of a meter', async () => {
    const meter = await stand.id('meter/calls');
    await stand.move(`/v1/billing/meters/${meter}/deactivate`, {});
    expect(await origin('meter/calls', 'active')).toMatchObject({ status: 'found', by: 'dashboard-or-api' });
  });

  it('is not known of what events do not show', async () => {
    const price = await stand.id('price/pro/monthly');
    await stand.move(`/v1/prices/${price}`, { 'currency_options[eur][unit_amount]': '2450' });
    expect(await origin('price/pro/monthly', 'currencies.eur.amount')).toEqual({ status: 'not-shown' });
    expect((await stand.drift()).text).toContain("Stripe's events do not show this field");
  });

  it('is not known of what happened more than thirty days ago', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    stand.advance(31 * DAY);
    expect(await origin('product/pro', 'name')).toEqual({ status: 'older' });
    await stand.move('/v1/products/pro', { description: 'Other' });
    const check = await stand.check();
    expect(fieldOf(check, 'product/pro', 'name').origin).toEqual({ status: 'older' });
    expect(fieldOf(check, 'product/pro', 'description').origin).toMatchObject({ status: 'found' });
  });
});

describe('reading events', () => {
  const requests = () => stand.emulator.log().filter(({ route }) => route === '/v1/events');

  it('asks for the kinds that moved alone, as far back as they are recorded', async () => {
    stand.advance(5 * DAY);
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    stand.emulator.resetRequests();
    const { events } = await stand.check();
    expect(requests()).toHaveLength(1);
    expect(events).toMatchObject({ status: 'read', requests: 1, isComplete: true });
    const age = (Date.now() + 5 * DAY * 1000 - Date.parse(events.since ?? '')) / 1000;
    expect(age).toBeGreaterThan(5 * DAY);
    expect(age).toBeLessThan(5 * DAY + 2 * 3600);
  });

  it('reads as many pages as it takes, and no more', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    for (let number = 0; number < 130; number += 1)
      await stand.move('/v1/products/pro', { description: `No. ${number}` });
    const { events, moved } = await stand.check();
    expect(events).toMatchObject({ requests: 2, isComplete: true });
    expect(moved[0]?.fields.map(({ origin: { status } }) => status)).toEqual(['found', 'found']);
    await stand.move('/v1/products/pro', { name: 'Pro Plan' });
    expect((await stand.check()).events).toMatchObject({ requests: 1 });
  });

  it('is left out where the key may not, which is a note and no failure', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    const result = await stand.drift({}, 'rk_test_without_event_read_1234567890');
    expect(result.exit).toBe(2);
    expect(result.drift?.events.status).toBe('forbidden');
    expect(result.drift?.moved[0]?.fields[0]?.origin).toEqual({ status: 'unread' });
    expect(result.text).toContain('the key may not read events. Give it the permission event_read.');
  });

  it('is left out where Stripe does not answer', async () => {
    await stand.move('/v1/products/pro', { name: 'Pro!' });
    stand.emulator.faults({ fail: [{ method: 'GET', path: '/v1/events', kind: 'error-before' }] });
    const { events } = await stand.check();
    stand.emulator.faults({});
    expect(events.status).toBe('failed');
  });
});
