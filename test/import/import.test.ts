// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { newLab, todo } from '../engine/laws/lab.ts';
import { it } from './it.ts';

const monthly = { currency: 'usd', unit_amount: '2500', 'recurring[interval]': 'month' };
const yearly = { currency: 'usd', unit_amount: '25000', 'recurring[interval]': 'year' };

describe('an import', () => {
  it('writes what a person would write', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', {
      name: 'Pro Plan',
      description: 'For growing teams',
      'marketing_features[0][name]': '50 Projects',
      'metadata[tier]': '2',
      unit_label: 'seat',
    });
    const meter = await shop.post('/v1/billing/meters', {
      display_name: 'API calls',
      event_name: 'api_calls',
      'default_aggregation[formula]': 'sum',
    });
    const first = await shop.post('/v1/prices', {
      ...monthly,
      product,
      lookup_key: 'pro_monthly',
      'currency_options[eur][unit_amount]': '2300',
      'currency_options[jpy][unit_amount]': '3600',
      'currency_options[jpy][tax_behavior]': 'inclusive',
    });
    const second = await shop.post('/v1/prices', { ...yearly, product, lookup_key: 'pro_yearly' });
    const third = await shop.post('/v1/prices', {
      product,
      currency: 'usd',
      billing_scheme: 'tiered',
      tiers_mode: 'graduated',
      'recurring[interval]': 'month',
      'recurring[usage_type]': 'metered',
      'recurring[meter]': meter,
      'tiers[0][up_to]': '1000',
      'tiers[0][unit_amount]': '0',
      'tiers[1][up_to]': 'inf',
      'tiers[1][unit_amount_decimal]': '0.25',
      'tiers[1][flat_amount]': '500',
    });
    await shop.post(`/v1/products/${product}`, { default_price: first });
    await folder.run(shop.url);
    expect(folder.files()).toEqual({
      'meters/api_calls.yaml': 'kind: meter\ncode: api_calls\ndisplay_name: API calls\naggregation: sum\n',
      'pro.yaml': `code: pro
name: Pro Plan
description: For growing teams
features:
  - 50 Projects
metadata: { tier: "2" }
unit_label: seat
default_price: monthly
adopt: ${product}
prices:
  api_calls:
    currency: usd
    interval: month
    meter: api_calls
    tiers_mode: graduated
    tiers:
      - { up_to: 1000, amount: 0 }
      - { up_to: inf, amount: 0.0025, flat: 5.00 }
    lookup_key: none
    adopt: ${third}
  monthly:
    amount: 25.00
    currency: usd
    interval: month
    currencies:
      eur: 23.00
      jpy: { amount: 3600, tax_behavior: inclusive }
    adopt: ${first}
  yearly:
    amount: 250.00
    currency: usd
    interval: year
    adopt: ${second}
`,
    });
  });

  it('writes the short form where it says the same', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', { name: 'Basic Plan' });
    const price = await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'basic_monthly' });
    await shop.post(`/v1/products/${product}`, { default_price: price });
    await folder.run(shop.url);
    expect(folder.yaml()).toBe(`code: basic_monthly
name: Basic Plan
price: 25.00
currency: usd
interval: month
adopt: ${product}
adopt_price: ${price}
`);
  });

  it.for([
    ['plan_code', 'gold', { 'metadata[plan_code]': 'gold' }],
    ['stripekit_key', 'gold', { 'metadata[stripekit_key]': 'gold' }],
    ['key', 'gold', { 'metadata[key]': 'gold' }],
    ['id', 'gold-plan', { id: 'gold-plan' }],
    ['name', 'groesse_xl', { name: 'Grösse: XL!' }],
  ] as const)('makes the code of %s', async ([, code, params], { shop, folder }) => {
    await shop.post('/v1/products', { name: 'Any', ...params });
    await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual([`${code === 'groesse_xl' ? 'grosse_xl' : code}.yaml`]);
  });

  it('reads codes out of what tier wrote', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', { name: 'plan:pro@1 - seats' });
    await shop.post('/v1/prices', {
      ...monthly,
      product,
      'metadata[tier.feature]': 'feature:seats@plan:pro@1',
    });
    const { json } = await folder.run(shop.url);
    expect(json.codes).toMatchObject([
      { key: 'product/pro_1_seats', from: 'metadata tier.feature' },
      { key: 'price/pro_1_seats/seats' },
    ]);
    expect(folder.yaml()).not.toContain('tier.feature');
    expect(json.left).toMatchObject([{ field: 'metadata.tier.feature', reason: 'field' }]);
  });

  it('gives equal names different codes, the named one its own', async ({ shop, folder }) => {
    await shop.post('/v1/products', { name: 'Pro' });
    await shop.post('/v1/products', { name: 'pro' });
    await shop.post('/v1/products', { name: 'Other', 'metadata[plan_code]': 'pro' });
    await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual(['pro.yaml', 'pro_2.yaml', 'pro_3.yaml']);
    expect(folder.files()['pro.yaml']).toContain('name: Other');
  });

  it('lists what it leaves alone, with its value', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', {
      name: 'Pro',
      'metadata[secret]': 'sk_live_1234567890abcdef',
    });
    await shop.post('/v1/prices', { ...monthly, product, 'recurring[trial_period_days]': '14' });
    await shop.post('/v1/products', { name: 'Theirs', 'metadata[managed_by]': 'terraform' });
    const { json, text } = await folder.run(shop.url);
    expect(json.left).toMatchObject([
      { kind: 'product', reason: 'owned', key: null, detail: 'marked as its own by `terraform`' },
      { key: 'product/pro', reason: 'field', field: 'metadata.secret' },
      { key: 'price/pro/monthly', reason: 'field', field: 'recurring.trial_period_days', value: 14 },
    ]);
    expect(text).not.toContain('1234567890abcdef');
    expect(folder.yaml()).not.toContain('sk_live');
  });

  it('leaves archived objects out and counts them', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', { name: 'Pro' });
    await shop.post('/v1/prices', { ...monthly, product });
    await shop.post('/v1/prices', { ...yearly, product, active: 'false' });
    const gone = await shop.post('/v1/products', { name: 'Gone', active: 'false' });
    const { json } = await folder.run(shop.url);
    expect(json).toMatchObject({ archived: { product: 1, price: 1 }, codes: [{}, {}] });
    expect(folder.yaml()).not.toContain('Gone');
    folder.empty();
    await folder.run(shop.url, { product: [gone] });
    expect(folder.yaml()).toBe(`code: gone\nname: Gone\nactive: false\nadopt: ${gone}\n`);
  });

  it('takes an archived product whose prices are on sale, unless told otherwise', async ({
    shop,
    folder,
  }) => {
    const product = await shop.post('/v1/products', { name: 'Old' });
    await shop.post('/v1/prices', { ...monthly, product });
    await shop.post(`/v1/products/${product}`, { active: 'false' });
    await folder.run(shop.url, { active: true });
    expect(folder.files()).toEqual({});
    await folder.run(shop.url);
    expect(folder.yaml()).toContain('active: false\n');
  });

  it('takes what was made since a day', async ({ shop, folder }) => {
    await shop.post('/v1/products', { name: 'Early' });
    shop.advance(86_400);
    const since = Math.floor(Date.now() / 1000) + 43_200;
    await shop.post('/v1/products', { name: 'Late' });
    await folder.run(shop.url, { since });
    expect(Object.keys(folder.files())).toEqual(['late.yaml']);
  });

  it('refuses an id that is not there', async ({ shop, folder }) => {
    await expect(folder.run(shop.url, { product: ['prod_none'] })).rejects.toThrow(
      'import.unknown-object: Stripe has no product `prod_none` in this account and mode',
    );
  });

  it('adds what is new and overwrites nothing', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', { name: 'Pro' });
    await shop.post('/v1/prices', { ...monthly, product });
    await folder.run(shop.url);
    const before = folder.files()['pro.yaml'] ?? '';
    folder.write('pro.yaml', `# mine\n${before.replace('name: Pro', 'name: Pro   # kept')}`);
    const price = await shop.post('/v1/prices', { ...yearly, product });
    await shop.post('/v1/products', { name: 'Basic' });
    await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual(['basic.yaml', 'pro.yaml']);
    expect(folder.files()['pro.yaml']).toBe(
      `# mine\n${before.replace('name: Pro', 'name: Pro   # kept')}` +
        `  yearly:\n    amount: 250.00\n    currency: usd\n    interval: year\n    lookup_key: none\n    adopt: ${price}\n`,
    );
  });

  it('says that a short form has no room for a second price', async ({ shop, folder }) => {
    const product = await shop.post('/v1/products', { name: 'Basic' });
    const price = await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'basic' });
    await shop.post(`/v1/products/${product}`, { default_price: price });
    await folder.run(shop.url);
    const before = folder.files();
    const other = await shop.post('/v1/prices', { ...yearly, product });
    const { json } = await folder.run(shop.url);
    expect(json.left).toMatchObject([{ id: other, reason: 'no-room' }]);
    expect(folder.files()).toEqual(before);
  });

  it('refuses when a manifest that is there wants the same lookup key, and writes nothing', async ({
    shop,
    folder,
  }) => {
    folder.write(
      'sample.yaml',
      'code: pro\nname: Pro\nprices:\n  monthly: { amount: 1, currency: usd, interval: month }\n',
    );
    const product = await shop.post('/v1/products', { name: 'Pro' });
    await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'pro_monthly' });
    await expect(folder.run(shop.url)).rejects.toThrow(/manifest.duplicate-value: .*pro_monthly/);
    expect(Object.keys(folder.files())).toEqual(['sample.yaml']);
  });

  it('adds the ids of a second environment to the same files', async ({ shop, folder }) => {
    const made = async (key: string) => {
      const product = await shop.post('/v1/products', { name: 'Pro', 'metadata[plan_code]': 'pro' }, key);
      const price = await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'pro_monthly' }, key);
      return { product, price };
    };
    const [live, test] = [await made('sk_live_x1234567890'), await made('sk_test_x1234567890')];
    await folder.run(shop.url, {}, 'sk_live_x1234567890');
    folder.write('pro.yaml', `# ours\n${folder.files()['pro.yaml'] ?? ''}`);
    const extra = await shop.post('/v1/products', { name: 'Extra' });
    await folder.run(shop.url);
    expect(folder.files()).toEqual({
      'extra.yaml': `code: extra\nname: Extra\nonly:\n  - test\nadopt: { test: ${extra} }\n`,
      'pro.yaml': `# ours
code: pro
name: Pro
adopt: { live: ${live.product}, test: ${test.product} }
prices:
  monthly:
    amount: 25.00
    currency: usd
    interval: month
    adopt: { live: ${live.price}, test: ${test.price} }
`,
    });
  });

  it('leaves an object of the second environment alone whose terms differ', async ({ shop, folder }) => {
    const live = 'sk_live_x1234567890';
    const product = await shop.post('/v1/products', { name: 'Pro' }, live);
    await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'pro_monthly' }, live);
    await folder.run(shop.url, {}, live);
    const other = await shop.post('/v1/products', { name: 'Pro' });
    const price = await shop.post('/v1/prices', {
      ...monthly,
      unit_amount: '900',
      product: other,
      lookup_key: 'pro_monthly',
    });
    const { json } = await folder.run(shop.url);
    expect(json.left).toMatchObject([
      { id: price, key: 'price/pro/monthly', reason: 'differs', field: 'amount', value: '9' },
    ]);
  });

  it('writes what another environment can be made of', async ({ shop, folder }) => {
    folder.write(
      'pricebook.yaml',
      'environments:\n  test: { livemode: false }\n  live: { livemode: true }\n',
    );
    const live = 'sk_live_x1234567890';
    const product = await shop.post('/v1/products', { name: 'Pro' }, live);
    await shop.post('/v1/prices', { ...monthly, product, lookup_key: 'pro_monthly' }, live);
    await folder.run(shop.url, {}, live);
    expect(folder.yaml()).toContain(`adopt: { live: ${product} }`);
    const lab = await newLab('test');
    const run = await lab.apply(folder.yaml());
    expect(todo(run.plan).map((line) => line.split(' [')[0])).toEqual([
      'create product/pro',
      'create price/pro/monthly',
    ]);
    expect(todo(run.left)).toEqual([]);
    await lab.close();
  });

  it('takes up again what bears our marker where manifests and snapshot are lost', async ({
    shop,
    folder,
  }) => {
    const ours = { 'metadata[managed_by]': 'pricebook', 'metadata[pricebook_catalog]': 'default' };
    await shop.post('/v1/products', { name: 'Any', ...ours, 'metadata[pricebook_key]': 'product/pro' });
    await shop.post('/v1/products', { name: 'Copy', ...ours, 'metadata[pricebook_key]': 'product/pro' });
    const { json } = await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual(['pro.yaml']);
    expect(folder.yaml()).not.toContain('adopt');
    expect(json.left).toMatchObject([{ kind: 'product', reason: 'cannot-say', key: null }]);
  });
});
