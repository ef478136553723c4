// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from '../import/it.ts';

const VAT = { display_name: 'VAT', percentage: '19', inclusive: 'true', country: 'DE' };

describe('an import of tax rates', () => {
  it('writes each one that is in use into a file of its own, by name and place', async ({ shop, folder }) => {
    const first = await shop.post('/v1/tax_rates', { ...VAT, 'metadata[ledger]': '1776', tax_type: 'vat' });
    shop.advance(1);
    const second = await shop.post('/v1/tax_rates', { ...VAT, percentage: '7.5' });
    const old = await shop.post('/v1/tax_rates', { ...VAT, percentage: '16' });
    await shop.post(`/v1/tax_rates/${old}`, { active: 'false' });
    const { json } = await folder.run(shop.url);
    expect(folder.files()).toEqual({
      'tax_rates/vat_de.yaml': `kind: tax_rate
code: vat_de
display_name: VAT
percentage: 19
inclusive: true
country: DE
tax_type: vat
metadata: { ledger: "1776" }
adopt: ${first}
`,
      'tax_rates/vat_de_7_5.yaml': `kind: tax_rate
code: vat_de_7_5
display_name: VAT
percentage: 7.5
inclusive: true
country: DE
adopt: ${second}
`,
    });
    expect(json).toMatchObject({ archived: { tax_rate: 1 } });
    await folder.run(shop.url);
    expect(Object.keys(folder.files())).toHaveLength(2);
  });

  it('leaves them out where somebody asks for one product', async ({ shop, folder }) => {
    await shop.post('/v1/tax_rates', VAT);
    await shop.post('/v1/products', { id: 'pro', name: 'Pro' });
    await folder.run(shop.url, { product: ['pro'] });
    expect(Object.keys(folder.files())).toEqual(['pro.yaml']);
  });
});
