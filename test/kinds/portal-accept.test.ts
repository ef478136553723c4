// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { it, open, type Desk } from '../accept/desk.ts';
import { FULL } from './portals.ts';

const path = '/v1/billing_portal/configurations';

/** Somebody changes the portal that was applied. */
async function move(desk: Desk, params: JsonRecord): Promise<void> {
  const { resources } = await desk.applied();
  const found = [...resources.values()].find(({ key }) => key === 'portal/main');
  await desk.move(`${path}/${found?.id ?? ''}`, params);
}

/** What the manifest of the portal says after what was moved is accepted; nothing is open then. */
async function accepted(desk: Desk, params: JsonRecord): Promise<string> {
  desk.write(FULL);
  await desk.apply();
  await move(desk, params);
  const { left } = await desk.merge();
  expect(left).toEqual([]);
  expect(open(await desk.plan())).toEqual([]);
  return desk.read();
}

describe('what somebody changed on a portal', () => {
  it('is written line by line, a URL at its environment', async ({ desk }) => {
    const text = await accepted(desk, {
      name: '',
      default_return_url: 'https://moved.example.com',
      business_profile: { headline: 'Hi' },
      features: {
        invoice_history: { enabled: 'false' },
        customer_update: { allowed_updates: ['email'] },
        subscription_cancel: { mode: 'at_period_end', proration_behavior: 'none' },
        subscription_update: { proration_behavior: 'none', default_allowed_updates: ['price'] },
      },
    });
    expect(text).not.toContain('name: Shop');
    expect(text).toContain('headline: Hi\n');
    expect(text).toContain('live: https://example.com/account, test: https://moved.example.com }');
    expect(text).toContain('invoice_history: false\n');
    expect(text).toContain('customer_update: [email]\n');
    expect(text).toContain('cancel: { mode: at_period_end, reasons: [unused, too_expensive] }\n');
    expect(text).toContain('switch_plans: { update: [price], prices: [pro/yearly, pro/monthly, basic] }\n');
  });

  it('is false where a feature was switched off', async ({ desk }) => {
    const text = await accepted(desk, {
      features: { subscription_cancel: { enabled: 'false' }, subscription_update: { enabled: 'false' } },
    });
    expect(text).toContain('cancel: false\n');
    expect(text).toContain('switch_plans: false\n');
  });

  it('is a map again where it was switched on', async ({ desk }) => {
    desk.write(FULL.replace(/cancel: .*/, 'cancel: false'));
    await desk.apply();
    await move(desk, {
      features: {
        subscription_cancel: {
          enabled: 'true',
          mode: 'immediately',
          cancellation_reason: { enabled: 'true', options: ['unused'] },
        },
      },
    });
    expect((await desk.merge()).left).toEqual([]);
    expect(desk.read()).toMatch(/cancel:\s+(\{ )?mode: immediately/);
    expect(open(await desk.plan())).toEqual([]);
  });

  it('is left where it offers a price that no manifest describes', async ({ desk }) => {
    desk.write(FULL);
    await desk.apply();
    await desk.move('/v1/products', { id: 'x', name: 'X' });
    const price = await desk.move('/v1/prices', {
      product: 'x',
      currency: 'usd',
      unit_amount: '1',
      recurring: { interval: 'month' },
    });
    const products = [{ product: 'x', prices: [price.id ?? ''] }];
    await move(desk, { features: { subscription_update: { products } } });
    expect((await desk.merge()).left).toEqual(['portal/main switch_plans.prices: unknown-object']);
  });
});
