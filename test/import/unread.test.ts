// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it, type Shop } from './it.ts';

const WITHOUT = 'rk_test_without_billing_meter_read_without_tax_rate_read_1234567890';

/** A product with a price of each sort: the ids of the meter and of the price by use. */
async function fill(shop: Shop): Promise<readonly [meter: string, byUse: string]> {
  const product = await shop.post('/v1/products', { name: 'Pro Plan' });
  const meter = await shop.post('/v1/billing/meters', {
    display_name: 'API calls',
    event_name: 'api_calls',
    'default_aggregation[formula]': 'sum',
  });
  const price = { product, currency: 'usd', unit_amount: '2500', 'recurring[interval]': 'month' };
  await shop.post('/v1/prices', price);
  const byUse = await shop.post('/v1/prices', {
    ...price,
    'recurring[usage_type]': 'metered',
    'recurring[meter]': meter,
  });
  await shop.post('/v1/tax_rates', { display_name: 'VAT', percentage: '19', inclusive: 'true' });
  return [meter, byUse];
}

describe('an import with a key that may not read everything', () => {
  it('lists what it could not read, with the permission, and imports the rest', async ({ shop, folder }) => {
    const [meter, byUse] = await fill(shop);
    const { json, text } = await folder.run(shop.url, {}, WITHOUT);
    expect(Object.keys(folder.files())).toEqual(['pro_plan.yaml']);
    expect(folder.yaml()).not.toContain('meter');
    expect(json.unread).toEqual([
      { kind: 'meter', permission: 'billing_meter_read' },
      { kind: 'tax_rate', permission: 'tax_rate_read' },
    ]);
    expect(json.left).toEqual([
      expect.objectContaining({
        kind: 'price',
        id: byUse,
        reason: 'not-read',
        detail: `its meter is \`${meter}\`, which the key may not read`,
      }),
    ]);
    expect(text).toMatch(/Not read\n.*The key may not read them\.[^]*tax_rate +tax_rate_read/);
    expect(text).toContain(byUse);
  });

  it('brings the rest when it may', async ({ shop, folder }) => {
    await fill(shop);
    await folder.run(shop.url, {}, WITHOUT);
    const { json } = await folder.run(shop.url);
    expect([json.unread, json.left]).toEqual([[], []]);
    expect(Object.keys(folder.files())).toEqual([
      'meters/api_calls.yaml',
      'pro_plan.yaml',
      'tax_rates/VAT.yaml',
    ]);
  });

  it('fails without what every plan reads', async ({ shop, folder }) => {
    const key = 'rk_test_without_plan_read_1234567890';
    await expect(folder.run(shop.url, {}, key)).rejects.toThrow('stripe.forbidden');
  });

  it('takes nothing that it could not read for being gone', async ({ shop, folder }) => {
    folder.write(
      'pricebook.yaml',
      'environments:\n  test: { livemode: false }\n  live: { livemode: true }\n',
    );
    const vat = await shop.post('/v1/tax_rates', {
      display_name: 'VAT',
      percentage: '19',
      inclusive: 'true',
    });
    const text = `kind: tax_rate\ncode: vat\ndisplay_name: VAT\npercentage: 19\ninclusive: true\nadopt: ${vat}\n`;
    folder.write('vat.yaml', text);
    await folder.run(shop.url, {}, WITHOUT);
    expect(folder.files()).toEqual({ 'vat.yaml': text });
  });
});
