// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { it } from '../engine/it.ts';
import { applied, errors } from '../engine/shop.ts';
import { brief, type World } from '../engine/world.ts';
import { newFolder, type Folder } from '../import/stand.ts';
import { byDashboard, byHand } from './portals.ts';

/** What an import of the account writes, and the plan of it. */
async function imported(world: World): Promise<{ folder: Folder; report: string }> {
  const folder = newFolder();
  const { text } = await folder.run(world.emulator.url, {}, 'sk_test_world_1234567890');
  const plan = await applied(world, folder.yaml());
  expect(errors(plan)).toEqual([]);
  expect(plan.changes.filter(({ action, fields }) => action !== 'adopt' || fields.length > 0)).toEqual([]);
  return { folder, report: text };
}

/** A plan with a price that somebody made: the price's id. */
async function priceByHand(world: World): Promise<string> {
  await world.post('/v1/products', { id: 'pro', name: 'Pro' });
  const price = await world.post('/v1/prices', {
    product: 'pro',
    currency: 'usd',
    unit_amount: '2500',
    recurring: { interval: 'month' },
    lookup_key: 'pro_monthly',
  });
  return textOr(price.id, '');
}

describe('an import of portals', () => {
  it('writes each with what customers may do, and its first plan only adopts', async ({ world }) => {
    const price = await priceByHand(world);
    const id = await byHand(world, {
      name: 'For teams',
      business_profile: { headline: 'Hello', privacy_policy_url: 'https://example.com/privacy' },
      features: {
        invoice_history: { enabled: 'true' },
        customer_update: { enabled: 'true', allowed_updates: ['tax_id', 'email'] },
        subscription_cancel: {
          enabled: 'true',
          cancellation_reason: { enabled: 'true', options: ['unused', 'other'] },
        },
        subscription_update: {
          enabled: 'true',
          default_allowed_updates: ['price'],
          proration_behavior: 'always_invoice',
          products: [{ product: 'pro', prices: [price] }],
        },
      },
    });
    const { folder, report } = await imported(world);
    expect(report).not.toContain('Fields left as they are');
    expect(folder.files()['portals/for_teams.yaml']).toBe(`kind: portal
code: for_teams
name: For teams
headline: Hello
privacy_policy_url: https://example.com/privacy
invoice_history: true
payment_method_update: false
customer_update:
  - email
  - tax_id
cancel:
  mode: at_period_end
  reasons:
    - other
    - unused
switch_plans:
  proration: always_invoice
  prices:
    - pro/monthly
adopt: ${id}
`);
    folder.remove();
  });

  it('writes the default one without an id, and lists what no manifest says', async ({ world }) => {
    await priceByHand(world);
    await byDashboard(world, { login_page: { enabled: 'true' } });
    const { folder, report } = await imported(world);
    expect(folder.files()['portals/main.yaml']).toBe(`kind: portal
code: main
default: true
invoice_history: true
payment_method_update: false
cancel: false
switch_plans: false
`);
    expect(report).toContain('login_page.enabled');
    folder.remove();
  });

  it('leaves out switching to a price that it leaves out', async ({ world }) => {
    await priceByHand(world);
    await world.post('/v1/products', { id: 'odd', name: 'Odd' });
    const price = await world.post('/v1/prices', {
      product: 'odd',
      currency: 'usd',
      unit_amount: '100',
      recurring: { interval: 'month', trial_period_days: '3' },
    });
    await byHand(world, {
      name: 'Odd ones',
      features: {
        subscription_update: {
          enabled: 'true',
          default_allowed_updates: ['price'],
          products: [{ product: 'odd', prices: [price.id ?? ''] }],
        },
      },
    });
    const { folder } = await imported(world);
    expect(folder.files()['portals/odd_ones.yaml']).toBeDefined();
    expect(brief(await world.plan(folder.yaml()))).toEqual([]);
    folder.remove();
  });
});
