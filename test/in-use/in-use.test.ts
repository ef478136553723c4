import { onTestFinished, describe, expect, it } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import type { Diagnostic } from '../../src/model/diagnostic.ts';
import { newStand, type Stand } from '../drift/stand.ts';
import { multiply, subscribe } from '../impact/crowd.ts';

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
const OFF = `${METER}\nactive: false`;
const PLAN = [
  'code: api',
  'name: API',
  'prices:',
  '  usage: { amount: 0.01, currency: usd, interval: month, meter: calls }',
].join('\n');
const SELLING = `${PLAN}\n---\n${METER}`;
const ENDING = `${PLAN}\n---\n${OFF}`;
const WITHOUT = 'rk_test_without_subscription_read_1234567890';

async function released(yaml = SELLING): Promise<Stand> {
  const stand = await newStand();
  onTestFinished(() => stand.close());
  stand.configure('');
  stand.write(yaml);
  await stand.apply();
  return stand;
}

const meterOf = async (stand: Stand): Promise<unknown> =>
  (await stand.get(`/v1/billing/meters/${await stand.id('meter/calls')}`)).status;

const codes = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(({ severity, code }) => `${severity} ${code}`);

describe('a meter that is switched off', () => {
  it('is refused while somebody subscribes to a price of it, before anything is written', async () => {
    const stand = await released();
    const price = await stand.id('price/api/usage');
    await subscribe(stand.dashboard, { [price]: 1 });
    stand.write(ENDING.replace('name: API', 'name: Another'));
    const { diagnostics } = await stand.plan();
    expect(diagnostics).toEqual([
      expect.objectContaining({
        severity: 'error',
        code: 'plan.in-use',
        summary: `meter/calls is switched off while somebody subscribes to what uses it: price/api/usage (${price}): 1 live subscription`,
        where: expect.objectContaining({ line: 10 }),
      }),
    ]);
    stand.emulator.resetRequests();
    await expect(stand.apply()).rejects.toThrow('plan.in-use');
    expect(stand.emulator.log().filter(({ method }) => method !== 'GET')).toEqual([]);
    expect(await meterOf(stand)).toBe('active');
  });

  it('counts what is archived, and what is not ours', async () => {
    const stand = await released();
    const meter = await stand.id('meter/calls');
    const theirs = await stand.move('/v1/prices', {
      product: await stand.id('product/api'),
      currency: 'usd',
      unit_amount: '7',
      recurring: { interval: 'month', usage_type: 'metered', meter },
    });
    const id = textOr(theirs.id, '');
    await subscribe(stand.dashboard, { [id]: 1 });
    await stand.move(`/v1/prices/${id}`, { active: 'false' });
    stand.write(ENDING);
    expect((await stand.plan()).diagnostics[0]?.summary).toMatch(`uses it: ${id}: 1 live subscription`);
  });

  it('goes on where nobody does, or only those whose subscriptions ended', async () => {
    const stand = await released();
    const price = await stand.id('price/api/usage');
    const subscription = await subscribe(stand.dashboard, { [price]: 1 });
    multiply(stand.emulator, subscription, { count: 120, status: 'incomplete_expired' });
    stand.write(ENDING);
    expect(codes((await stand.plan()).diagnostics)).toEqual(['error plan.in-use']);
    await stand.dashboard.delete({
      endpoint: '/v1/subscriptions/{id}',
      path: `/v1/subscriptions/${subscription}`,
      params: {},
    });
    expect((await stand.plan()).diagnostics).toEqual([]);
    await stand.apply();
    expect(await meterOf(stand)).toBe('inactive');
  });

  it('says at least how many, and no number where everybody can read it', async () => {
    const stand = await released();
    const price = await stand.id('price/api/usage');
    multiply(stand.emulator, await subscribe(stand.dashboard, { [price]: 1 }), { count: 149 });
    stand.write(ENDING);
    stand.emulator.resetRequests();
    expect((await stand.plan()).diagnostics[0]?.summary).toMatch(': at least 100 live subscriptions');
    expect(stand.emulator.requests().routes['GET /v1/subscriptions']).toBe(1);
    const summaryOf = async (isPublic: boolean): Promise<string> =>
      (await stand.plan({ isPublic })).diagnostics[0]?.summary ?? '';
    expect(await summaryOf(true)).toMatch(/price\/api\/usage \(price_\w+\)$/);
    stand.configure('show_subscribers: true');
    expect(await summaryOf(true)).toMatch(/100 live subscriptions$/);
  });

  it('is refused where it is not known, and the permission is named', async () => {
    const stand = await released();
    stand.write(ENDING);
    const { diagnostics } = await stand.plan({}, WITHOUT);
    expect(codes(diagnostics)).toEqual(['error plan.use-unknown']);
    expect(diagnostics[0]).toMatchObject({
      summary: expect.stringContaining('the key is without the permission subscription_read'),
      detail: expect.stringContaining('counts as used'),
    });
  });

  it('asks for nothing where no price has it', async () => {
    const stand = await released(METER);
    stand.write(OFF);
    stand.emulator.resetRequests();
    expect((await stand.plan({}, WITHOUT)).diagnostics).toEqual([]);
    expect(stand.emulator.requests().routes['GET /v1/subscriptions']).toBeUndefined();
  });

  it('is a warning offline: an apply will ask', async () => {
    const stand = await released();
    stand.write(ENDING);
    const { diagnostics } = await stand.plan({ offline: true });
    expect(codes(diagnostics)).toEqual(['warning plan.use-unknown']);
  });

  it('is refused as well where only what was applied is put back', async () => {
    const stand = await released(ENDING.replace(', meter: calls', ''));
    const meter = await stand.id('meter/calls');
    await stand.move(`/v1/billing/meters/${meter}/reactivate`, {});
    const { id } = await stand.move('/v1/prices', {
      product: await stand.id('product/api'),
      currency: 'usd',
      unit_amount: '7',
      recurring: { interval: 'month', usage_type: 'metered', meter },
    });
    await subscribe(stand.dashboard, { [textOr(id, '')]: 1 });
    const refused = await stand.revert({ revertDrift: ['meter/calls'] });
    expect(refused.exit).toBe(1);
    expect(refused.text).toContain('plan.in-use');
    expect(codes((await stand.plan({ revertDrift: true })).diagnostics)).toEqual(['error plan.in-use']);
    expect(await meterOf(stand)).toBe('active');
  });
});
