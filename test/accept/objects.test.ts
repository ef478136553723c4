// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { marker, vanish } from '../engine/shop.ts';
import { it, open } from './desk.ts';

const PRO = `code: pro
name: Pro Plan
prices:
  monthly: { amount: 25.00, currency: usd, interval: month }
  yearly: { amount: 250.00, currency: usd, interval: year, only: [live] }
`;

const CREDITS = `# Bought by the piece.
kind: plan
code: credits
name: &name Credits
description: *name
tax_code: txcd_10103001
prices:
  # Volume.
  pack: &pack
    currency: usd
    interval: month
    tiers_mode: volume
    tiers:
      - { up_to: 100, amount: 1.00 } # first
      - { up_to: inf, amount: 0.80 } # rest
    metadata: { pack: "1" }
  other: *pack
---
kind: meter # what is counted
code: calls
display_name: Calls
aggregation: sum
`;

describe('objects', () => {
  it('that somebody archived are written as such', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    await desk.move(await desk.at('price/pro/monthly'), { active: 'false' });
    await desk.move('/v1/products/pro', { active: 'false' });
    expect((await desk.merge()).left).toEqual([]);
    expect(desk.read()).toBe(
      PRO.replace('Pro Plan\n', 'Pro Plan\nactive: false\n').replace(
        'interval: month }',
        'interval: month, active: false }',
      ),
    );
    expect(open(await desk.plan())).toEqual([]);
    await desk.apply();
    await desk.move('/v1/products/pro', { active: 'true' });
    await desk.merge();
    expect(desk.read()).toContain('active: true\n');
    expect(open(await desk.plan())).toEqual([]);
  });

  it('that are gone, unknown, or without our marker are left and told', async ({ desk }) => {
    desk.write(PRO);
    desk.write(CREDITS, 'more/credits.yml');
    await desk.apply();
    const orphan = await desk.move('/v1/products', {
      name: 'Orphan',
      id: 'orphan',
      metadata: marker('product/orphan'),
    });
    const gone = (await desk.at('price/credits/pack')).split('/').at(-1) ?? '';
    vanish(desk, gone);
    await desk.move(await desk.at('price/pro/monthly'), {
      'metadata[managed_by]': '',
      'metadata[pricebook_key]': '',
    });
    const { left, files, result } = await desk.merge();
    expect(left).toEqual([
      'price/credits/pack : missing',
      'price/pro/monthly : not-ours',
      'product/orphan : orphan',
    ]);
    expect(files).toEqual([]);
    expect(result.suggestion).toBeUndefined();
    expect(result.markdown).toContain(gone);
    expect(result.markdown).toContain(textOr(orphan.id, '?'));
  });

  it('whose manifest is gone are left to the next release', async ({ desk }) => {
    desk.write(PRO);
    desk.write(CREDITS, 'credits.yaml');
    await desk.apply();
    desk.write(CREDITS.slice(CREDITS.indexOf('---')), 'credits.yaml');
    await desk.move('/v1/products/credits', { name: 'Kept?' });
    expect((await desk.merge()).left).toEqual(['product/credits name: no-manifest']);
  });

  it('in several files and documents, behind anchors and aliases', async ({ desk }) => {
    desk.write(PRO);
    desk.write(CREDITS, 'more/credits.yml');
    await desk.apply();
    await desk.move('/v1/products/credits', { name: 'Tokens', tax_code: 'txcd_10000000' });
    await desk.move(await desk.at('price/credits/other'), { 'metadata[pack]': '2', nickname: 'Unmanaged' });
    await desk.move(await desk.at('meter/calls'), { display_name: 'API calls' });
    await desk.move('/v1/products/pro', { name: 'Max' });
    const { left, files } = await desk.merge();
    expect(left).toEqual([]);
    expect(files.map(({ path }) => path.replace(/^.*\/plans\//, ''))).toEqual([
      'all.yaml',
      'more/credits.yml',
    ]);
    expect(desk.read()).toBe(PRO.replace('Pro Plan', 'Max'));
    expect(desk.read('more/credits.yml')).toBe(
      CREDITS.replace('name: &name Credits\ndescription: *name', 'name: Tokens\ndescription: &name Credits')
        .replace('txcd_10103001', 'txcd_10000000')
        .replace(
          'other: *pack',
          'other: { currency: usd, interval: month, tiers_mode: volume, tiers: [{ up_to: 100, amount: 1.00 }, { up_to: inf, amount: 0.80 }], metadata: { pack: "2" } }',
        )
        .replace('display_name: Calls', 'display_name: API calls'),
    );
    expect(open(await desk.plan())).toEqual([]);
  });

  it('change tier by tier', async ({ desk }) => {
    desk.write(CREDITS.replace('  other: *pack\n', '').replace('&pack', ''));
    await desk.apply();
    const before = desk.read();
    const path = await desk.at('price/credits/pack');
    await desk.move('/v1/prices', {
      product: 'credits',
      currency: 'usd',
      billing_scheme: 'tiered',
      tiers_mode: 'volume',
      'recurring[interval]': 'month',
      'tiers[0][up_to]': '100',
      'tiers[0][unit_amount]': '100',
      'tiers[1][up_to]': '500',
      'tiers[1][unit_amount]': '90',
      'tiers[2][up_to]': 'inf',
      'tiers[2][unit_amount]': '80',
      metadata: { pack: '1', ...marker('price/credits/pack') },
    });
    vanish(desk, path.split('/').at(-1) ?? '');
    const { left } = await desk.merge();
    expect(left).toEqual([]);
    expect(desk.read()).toBe(
      before
        .replace('# first\n', '# first\n      - { up_to: 500, amount: 0.90 }\n')
        .replace('# rest\n', '# rest\n    lookup_key: none\n'),
    );
  });

  it('are not written in a way that is wrong in another environment', async ({ desk }) => {
    const text = PRO.replace('[live]', '[test]').replace('prices:', 'default_price: monthly\nprices:');
    desk.write(text);
    await desk.apply();
    const yearly = (await desk.at('price/pro/yearly')).split('/').at(-1) ?? '';
    await desk.move('/v1/products/pro', { default_price: yearly, name: 'Max' });
    const { left, result } = await desk.merge();
    expect(left).toEqual(['product/pro default_price: refused']);
    expect(result.text).toContain('does not exist in `live`');
    expect(desk.read()).toBe(text.replace('Pro Plan', 'Max'));
  });

  it('that are ignored stay as they are', async ({ desk }) => {
    desk.configure('ignore: [{ key: product/*, fields: [name] }]\n');
    desk.write(PRO);
    await desk.apply();
    await desk.move('/v1/products/pro', { name: 'Max' });
    expect((await desk.accept()).suggestion).toBeUndefined();
  });
});
