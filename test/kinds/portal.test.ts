// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { applied, errors, idOf, loseSnapshot, marker, vanish, writes } from '../engine/shop.ts';
import { it } from '../engine/it.ts';
import { brief } from '../engine/world.ts';
import { byDashboard, byHand, FULL, offered, PLANS, portal, portalOf, portalWith } from './portals.ts';

const all = '/v1/billing_portal/configurations';

describe('a customer portal', () => {
  it('is made with its marker and all that customers may do, and nothing is left', async ({ world }) => {
    await applied(world, FULL);
    const [monthly, yearly, basic] = await Promise.all(
      ['price/pro/monthly', 'price/pro/yearly', 'price/basic/main'].map((key) => idOf(world, key)),
    );
    const made = await portalOf(world);
    expect(made).toMatchObject({
      name: 'Shop',
      active: true,
      is_default: false,
      default_return_url: 'https://staging.example.com/account',
      business_profile: { headline: 'Manage your plan', privacy_policy_url: 'https://example.com/privacy' },
      metadata: { ...marker('portal/main'), team: 'billing' },
      features: {
        customer_update: { enabled: true, allowed_updates: ['address', 'email', 'tax_id'] },
        invoice_history: { enabled: true },
        payment_method_update: { enabled: true },
        subscription_cancel: {
          enabled: true,
          mode: 'immediately',
          proration_behavior: 'create_prorations',
          cancellation_reason: { enabled: true, options: ['too_expensive', 'unused'] },
        },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price', 'quantity'],
          proration_behavior: 'create_prorations',
        },
      },
    });
    expect(offered(made)).toEqual({ basic: [basic], pro: [monthly, yearly] });
  });

  it('is made with everything off that is not written', async ({ world }) => {
    await applied(world, portal('headline: Hello'));
    const { features } = await portalOf(world);
    expect(features).toMatchObject({
      customer_update: { enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false },
      subscription_cancel: { enabled: false },
      subscription_update: { enabled: false },
    });
  });

  it('switches off what is taken out, and clears the texts', async ({ world }) => {
    await applied(world, FULL);
    const plan = await applied(world, portal('headline: Hello'));
    expect(brief(plan)).toEqual([
      'update portal/main [cancel.mode cancel.proration cancel.reasons customer_update default_return_url headline invoice_history metadata.team name payment_method_update privacy_policy_url switch_plans.prices switch_plans.proration switch_plans.update terms_of_service_url]',
    ]);
    const after = await portalOf(world);
    expect(after).toMatchObject({
      name: null,
      default_return_url: null,
      business_profile: { headline: 'Hello', privacy_policy_url: null },
      features: { subscription_cancel: { enabled: false }, subscription_update: { enabled: false } },
    });
    expect(offered(after)).toEqual({});
    await applied(world, FULL);
  });

  it.for<readonly [string, string]>([
    ['cancel: true', 'cancel: false'],
    ['cancel: { mode: immediately, proration: create_prorations }', 'cancel: { mode: at_period_end }'],
    ['cancel: { mode: immediately, proration: create_prorations }', 'cancel: { mode: immediately }'],
    ['cancel: { reasons: [unused] }', 'cancel: { reasons: [] }'],
    ['cancel: { reasons: [unused] }', 'cancel: { reasons: [other, unused] }'],
    ['customer_update: [email]', 'customer_update: []'],
    ['invoice_history: true', 'invoice_history: false'],
    ['switch_plans: { prices: [basic] }', 'switch_plans: { prices: [] }'],
    ['switch_plans: { prices: [basic] }', 'switch_plans: false'],
    ['switch_plans: { prices: [basic] }', 'switch_plans: { prices: [pro/monthly] }'],
    ['switch_plans: { prices: [basic] }', 'switch_plans: { update: [quantity], prices: [basic] }'],
    ['switch_plans: { prices: [basic] }', 'switch_plans: { proration: always_invoice, prices: [basic] }'],
    ['name: A', 'name: B'],
    ['active: true', 'active: false'],
  ])('goes from %s to %s and back, in place', async ([before, after], { world }) => {
    await applied(world, portal(before));
    const id = await idOf(world, 'portal/main');
    await applied(world, portal(after));
    await applied(world, portal(before));
    expect(await idOf(world, 'portal/main')).toBe(id);
    expect(await world.all(all)).toHaveLength(1);
  });

  it('is made inactive where that is what the manifest says', async ({ world }) => {
    await applied(world, portal('active: false'));
    expect(await portalOf(world)).toMatchObject({ active: false });
  });

  it('leaves alone what nobody wrote: other features, quantities of products', async ({ world }) => {
    await applied(world, portal('switch_plans: { prices: [pro/monthly] }'));
    const id = await idOf(world, 'portal/main');
    const quantity = { enabled: 'true', minimum: '2', maximum: '9' };
    const products = [
      {
        product: 'pro',
        prices: [await idOf(world, 'price/pro/monthly')],
        adjustable_quantity: quantity,
      },
    ];
    const switching = { products, trial_update_behavior: 'continue_trial' };
    const features = { subscription_update: switching, subscription_cancel: { enabled: 'true' } };
    await world.post(`${all}/${id}`, { features });
    expect((await world.plan(portal('switch_plans: { prices: [pro/monthly] }'))).drift).toEqual([]);
    await applied(world, portal('switch_plans: { prices: [pro/monthly, pro/yearly] }'));
    expect(await portalOf(world)).toMatchObject({
      features: {
        subscription_cancel: { enabled: true },
        subscription_update: {
          trial_update_behavior: 'continue_trial',
          products: [{ product: 'pro', adjustable_quantity: { enabled: true, minimum: 2, maximum: 9 } }],
        },
      },
    });
  });

  it('is found by its marker when the snapshot is lost, and there is never a second one', async ({
    world,
  }) => {
    await applied(world, FULL);
    const id = await idOf(world, 'portal/main');
    loseSnapshot(world);
    await applied(world, FULL);
    expect(await idOf(world, 'portal/main')).toBe(id);
    expect(await world.all(all)).toHaveLength(1);
  });

  it('is finished when the run died between its creation and what it offers', async ({ world }) => {
    await applied(world, PLANS);
    const id = await byHand(world, { metadata: marker('portal/main') });
    await applied(world, FULL);
    expect(await idOf(world, 'portal/main')).toBe(id);
    expect(await world.all(all)).toHaveLength(1);
  });

  it('is finished too where it is to be inactive', async ({ world }) => {
    await applied(world, PLANS);
    await byHand(world, { metadata: marker('portal/main') });
    await applied(world, `${FULL}active: false\n`);
    expect(await portalOf(world)).toMatchObject({ active: false });
    expect(offered(await portalOf(world))).toHaveProperty('pro');
  });

  it('is made again when it is gone', async ({ world }) => {
    await applied(world, FULL);
    vanish(world, await idOf(world, 'portal/main'));
    const plan = await applied(world, FULL);
    expect(plan.changes.map(({ action }) => action)).toEqual(['recreate']);
  });

  it('is archived when its manifest goes, and the same again when it is back', async ({ world }) => {
    await applied(world, FULL);
    const id = await idOf(world, 'portal/main');
    expect(brief(await applied(world, PLANS))).toEqual(['archive portal/main [active]']);
    expect(await portalWith(world, id)).toMatchObject({ active: false });
    await applied(world, FULL);
    expect(await idOf(world, 'portal/main')).toBe(id);
  });

  it('that somebody moved is drift, and put back when that is asked for', async ({ world }) => {
    await applied(world, FULL);
    const id = await idOf(world, 'portal/main');
    await world.post(`${all}/${id}`, {
      features: { subscription_cancel: { enabled: 'false' }, subscription_update: { enabled: 'false' } },
    });
    const { drift, changes } = await world.plan(FULL);
    expect(changes).toEqual([]);
    expect(drift).toMatchObject([
      {
        key: 'portal/main',
        severity: 'critical',
        fields: [
          { path: 'cancel.mode', applied: 'immediately', live: null },
          { path: 'cancel.proration' },
          { path: 'cancel.reasons' },
          { path: 'switch_plans.prices' },
          { path: 'switch_plans.proration' },
          { path: 'switch_plans.update' },
        ],
      },
    ]);
    world.choices = { ...world.choices, revert: 'all' };
    await applied(world, FULL);
    expect((await world.plan(FULL)).drift).toEqual([]);
  });

  it('of somebody else is adopted by its id', async ({ world }) => {
    const id = await byHand(world);
    await applied(world, portal(`invoice_history: true\nadopt: ${id}`));
    expect(await portalOf(world)).toMatchObject({ id, metadata: marker('portal/main') });
  });
});

describe('the prices that a portal offers', () => {
  const MORE = FULL.replace('amount: 25,', 'amount: 29,');

  it('follow when one is replaced, in the same plan, and old ones may retire meanwhile', async ({ live }) => {
    await applied(live, FULL);
    const [old, yearly] = [await idOf(live, 'price/pro/monthly'), await idOf(live, 'price/pro/yearly')];
    const plan = await applied(live, MORE);
    expect(plan.changes.map(({ action, key }) => `${action} ${key}`)).toEqual(['replace price/pro/monthly']);
    const now = await idOf(live, 'price/pro/monthly');
    expect(offered(await portalOf(live)).pro?.toSorted()).toEqual([now, yearly].toSorted());
    expect(await live.get(`/v1/prices/${old}`)).toMatchObject({ active: true });
  });

  it('follow together when several are replaced at once', async ({ world }) => {
    await applied(world, FULL);
    const after = MORE.replace('amount: 250,', 'amount: 290,').replace('price: 10', 'price: 12');
    await applied(world, after);
    const ids = await Promise.all(
      ['price/basic/main', 'price/pro/monthly', 'price/pro/yearly'].map((key) => idOf(world, key)),
    );
    expect(offered(await portalOf(world))).toEqual({ basic: [ids[0]], pro: [ids[1], ids[2]] });
  });

  it('may be replaced in the plan that offers them for the first time', async ({ world }) => {
    await applied(world, portal('headline: Hello'));
    await applied(world, MORE.replace('code: pro\nname: Pro', 'code: pro\nname: Pro Plan'));
    expect(offered(await portalOf(world)).pro).toContain(await idOf(world, 'price/pro/monthly'));
  });

  it('follow when an interrupted run has not let them', async ({ live }) => {
    await applied(live, FULL);
    const before = offered(await portalOf(live));
    await applied(live, MORE);
    const products = Object.entries(before).map(([product, prices]) => ({ product, prices: [...prices] }));
    const id = await idOf(live, 'portal/main');
    await live.post(`${all}/${id}`, { features: { subscription_update: { products } } });
    const plan = await applied(live, MORE);
    expect(brief(plan)).toEqual(['update portal/main [switch_plans.prices]']);
    expect(offered(await portalOf(live)).pro).toContain(await idOf(live, 'price/pro/monthly'));
  });

  it('cannot go off sale while they are offered', async ({ world }) => {
    await applied(world, FULL);
    const off = FULL.replace('interval: year }', 'interval: year, active: false }');
    const [error] = errors(await world.plan(off));
    expect(error).toBe(
      'plan.still-referenced: price/pro/yearly would go off sale while it is among the switch_plans.prices of portal/main',
    );
    const moved = FULL.replace('headline: Manage your plan', 'headline: Other').replace(
      'basic]',
      'basic, pro/x]',
    );
    const both = moved.replace(
      'interval: year }',
      'interval: year, active: false }\n  x: { amount: 3, currency: usd, interval: week }',
    );
    expect(errors(await world.plan(both))).toHaveLength(1);
  });

  it('go off sale in the release that takes them out of the portal, after it', async ({ world }) => {
    await applied(world, FULL);
    const without = FULL.replace('pro/yearly, pro/monthly, basic', 'pro/monthly').replace(
      /\n {2}yearly:[^\n]*/,
      '',
    );
    const id = await idOf(world, 'price/pro/yearly');
    world.emulator.resetRequests();
    await applied(world, without);
    const sent = writes(world);
    expect(sent.findIndex((line) => line.includes('billing_portal'))).toBeLessThan(
      sent.findIndex((line) => line === `POST /v1/prices/${id}`),
    );
  });

  it('go with the portal', async ({ world }) => {
    await applied(world, FULL);
    await applied(world, 'code: other\nname: Other\nprice: 1\ncurrency: usd\ninterval: month\n');
  });

  it('stay where somebody added another by hand, which is drift', async ({ world }) => {
    await applied(world, FULL);
    const foreign = await world.post('/v1/products', { id: 'other', name: 'Other' });
    const price = await world.post('/v1/prices', {
      product: foreign.id ?? '',
      currency: 'usd',
      unit_amount: '100',
      recurring: { interval: 'month' },
    });
    const before = offered(await portalOf(world));
    const products = [...Object.entries(before), ['other', [price.id ?? '']] as const].map(
      ([product, prices]) => ({ product, prices: [...prices] }),
    );
    await world.post(`${all}/${await idOf(world, 'portal/main')}`, {
      features: { subscription_update: { products } },
    });
    expect((await world.plan(FULL)).drift).toMatchObject([{ fields: [{ path: 'switch_plans.prices' }] }]);
    await world.apply(MORE);
    const after = offered(await portalOf(world));
    expect(after.other).toEqual([price.id]);
    expect(after.pro).toContain(await idOf(world, 'price/pro/monthly'));
  });
});

describe('the default portal', () => {
  const DEFAULT = portal('default: true\nheadline: Hello');

  it('is found without a line, marked, and nothing of it is touched that no line says', async ({ world }) => {
    const id = await byDashboard(world);
    expect(brief(await applied(world, DEFAULT))).toContain('adopt portal/main [headline]');
    expect(await portalOf(world)).toMatchObject({
      id,
      is_default: true,
      business_profile: { headline: 'Hello' },
      features: { invoice_history: { enabled: true } },
      metadata: marker('portal/main'),
    });
    expect(await world.all(all)).toHaveLength(1);
  });

  it('must be there', async ({ world }) => {
    await byHand(world);
    expect(errors(await world.plan(DEFAULT))).toEqual([
      'plan.not-given: portal/main: there is no default configuration of the customer portal in Stripe',
    ]);
  });

  it('is forgotten when its manifest goes, no orphan, and found again under any code', async ({ world }) => {
    const id = await byDashboard(world);
    await applied(world, DEFAULT);
    expect(brief(await applied(world, PLANS))).toEqual(['forget portal/main []']);
    expect(await portalWith(world, id)).toMatchObject({ active: true });
    const plan = await world.plan(FULL.replace('code: main', 'code: second'));
    expect(plan.orphans).toEqual([]);
    await applied(world, DEFAULT.replace('code: main', 'code: shop'));
    expect(await idOf(world, 'portal/shop')).toBe(id);
    expect(await portalOf(world, 'portal/shop')).toMatchObject({ metadata: marker('portal/shop') });
  });

  it('takes another code in one release', async ({ world }) => {
    const id = await byDashboard(world);
    await applied(world, DEFAULT);
    await applied(world, DEFAULT.replace('code: main', 'code: shop'));
    expect(await idOf(world, 'portal/shop')).toBe(id);
  });

  it('is not what a portal of ours can become, nor made inactive', async ({ world }) => {
    const id = await byDashboard(world);
    await applied(world, portal('headline: Hello'));
    expect(errors(await world.plan(DEFAULT))).toEqual([expect.stringMatching(/^plan.fixed-field/)]);
    const off = portal(`headline: Hello\nactive: false\nadopt: ${id}`).replace('code: main', 'code: second');
    expect(errors(await world.plan(off))).toEqual([expect.stringMatching(/^plan.stays-active/)]);
  });

  it('is found anew when test data was wiped', async ({ world }) => {
    const id = await byDashboard(world);
    await applied(world, DEFAULT);
    vanish(world, id);
    expect(errors(await world.plan(DEFAULT))).toHaveLength(1);
    const next = await byDashboard(world);
    await applied(world, DEFAULT);
    expect(await idOf(world, 'portal/main')).toBe(next);
  });
});
