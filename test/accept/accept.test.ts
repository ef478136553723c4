// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { it, open, type Desk } from './desk.ts';

const PRO = `# The catalog.
code: pro
name: 'Pro Plan'   # shown on the site
description: |
  For growing teams
features:
  - 50 Projects # since May
  - Support
metadata: { tier: "2", team: growth }
default_price: monthly

# What it costs.
prices:
  monthly:
    amount: 25.00 # a round sum
    currency: usd
    interval: month
    currencies:
      eur: 23.00
  yearly: { amount: "250", currency: usd, interval: year }
`;

const SHORT = `code: basic
name: Basic Plan
price: 10.00 # a month
interval: month
currency: usd
`;

/** Applies a manifest, lets somebody change Stripe, and merges what is suggested. */
async function moved(
  desk: Desk,
  text: string,
  moves: readonly (readonly [key: string, params: Readonly<Record<string, string>>])[],
) {
  desk.write(text);
  await desk.apply();
  for (const [key, params] of moves) await desk.move(await desk.at(key), params);
  const merged = await desk.merge();
  return { ...merged, text: desk.read(), open: open(await desk.plan()) };
}

describe('what moved in Stripe', () => {
  it('is written where it stands, and nothing else changes', async ({ desk }) => {
    const { text, open, left } = await moved(desk, PRO, [
      [
        'product/pro',
        { name: "Pro's", description: 'For all\nand more', 'metadata[tier]': '3', unit_label: 'x' },
      ],
      ['price/pro/monthly', { nickname: 'Unmanaged' }],
    ]);
    expect(text).toBe(
      PRO.replace("'Pro Plan'", "'Pro''s'")
        .replace('For growing teams', 'For all\n  and more')
        .replace('tier: "2"', 'tier: "3"'),
    );
    expect(open).toEqual([]);
    expect(left).toEqual([]);
  });

  it('takes lines away, and writes lists entry by entry', async ({ desk }) => {
    const { text, open } = await moved(desk, PRO, [
      [
        'product/pro',
        {
          description: '',
          'metadata[tier]': '',
          'metadata[team]': '',
          'marketing_features[0][name]': 'Support',
          'marketing_features[1][name]': 'SSO: yes',
        },
      ],
    ]);
    expect(text).toBe(
      PRO.replace('description: |\n  For growing teams\n', '')
        .replace('  - 50 Projects # since May\n', '  # since May\n')
        .replace('  - Support\n', '  - Support\n  - "SSO: yes"\n')
        .replace('metadata: { tier: "2", team: growth }\n', ''),
    );
    expect(open).toEqual([]);
  });

  it('takes a price off sale with its default', async ({ desk }) => {
    const { text, open } = await moved(desk, PRO, [
      ['product/pro', { default_price: await prepared(desk, PRO, 'price/pro/yearly') }],
      ['price/pro/monthly', { active: 'false', lookup_key: '' }],
      ['price/pro/yearly', { lookup_key: 'pro_year' }],
    ]);
    expect(text).toBe(
      PRO.replace('default_price: monthly', 'default_price: yearly')
        .replace('      eur: 23.00\n', '      eur: 23.00\n    lookup_key: none\n    active: false\n')
        .replace('interval: year }', 'interval: year, lookup_key: pro_year }'),
    );
    expect(open).toEqual([]);
  });

  it('keeps the decimals of an amount in another currency', async ({ desk }) => {
    const { text, open } = await moved(desk, PRO, [
      ['price/pro/monthly', { 'currency_options[eur][unit_amount]': '2400' }],
    ]);
    expect(text).toBe(PRO.replace('eur: 23.00', 'eur: 24.00'));
    expect(open).toEqual([]);
  });

  it('makes a map of an option that says more than an amount', async ({ desk }) => {
    const text = PRO.replace('eur: 23.00', 'eur: { amount: 23.00 } # euros');
    const after = await moved(desk, text, [
      ['price/pro/monthly', { 'currency_options[eur][unit_amount]': '2400' }],
    ]);
    expect(after.text).toBe(PRO.replace('eur: 23.00', 'eur: { amount: 24.00 } # euros'));
    expect(after.open).toEqual([]);
  });

  it('lets two lookup keys change places', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    const [monthly, yearly] = [await desk.at('price/pro/monthly'), await desk.at('price/pro/yearly')];
    await desk.move(monthly, { lookup_key: '' });
    await desk.move(yearly, { lookup_key: 'pro_monthly' });
    await desk.move(monthly, { lookup_key: 'pro_yearly' });
    const { left } = await desk.merge();
    expect(left).toEqual([]);
    expect(desk.read()).toContain('    lookup_key: pro_yearly\n');
    expect(desk.read()).toContain('lookup_key: pro_monthly }');
    expect(open(await desk.plan())).toEqual([]);
  });
});

async function prepared(desk: Desk, text: string, key: string): Promise<string> {
  desk.write(text);
  await desk.apply();
  return (await desk.at(key)).split('/').at(-1) ?? '';
}

describe('the short form', () => {
  it('keeps its form where it can say it', async ({ desk }) => {
    const { text, open } = await moved(desk, SHORT, [['product/basic', { name: 'Basic!' }]]);
    expect(text).toBe(SHORT.replace('Basic Plan', 'Basic!'));
    expect(open).toEqual([]);
  });

  it('becomes an entry of prices where it cannot', async ({ desk }) => {
    const { text, open, left } = await moved(desk, SHORT, [
      ['product/basic', { default_price: '' }],
      ['price/basic/main', { active: 'false', lookup_key: 'old_basic' }],
    ]);
    expect(left).toEqual([]);
    expect(text).toBe(`code: basic
name: Basic Plan
default_price: none
# a month
prices:
  main:
    amount: 10.00
    currency: usd
    interval: month
    lookup_key: old_basic
    active: false
`);
    expect(open).toEqual([]);
  });
});

describe('what a manifest cannot say', () => {
  it('is left and told: a default price that nobody describes, protection', async ({ desk }) => {
    const text = PRO.replace('default_price', 'protect: true\ndefault_price');
    desk.write(text);
    await desk.apply();
    const price = await desk.move('/v1/prices', { product: 'pro', currency: 'usd', unit_amount: '1' });
    await desk.move('/v1/products/pro', {
      default_price: textOr(price.id, ''),
      'metadata[pricebook_protect]': '',
      'metadata[team]': 'x',
    });
    const { left, edits, result } = await desk.merge();
    expect(edits).toEqual(['product/pro metadata.team']);
    expect(left).toEqual(['product/pro default_price: unknown-object', 'product/pro protect: protect']);
    expect(desk.read()).toBe(text.replace('growth', 'x'));
    expect(result.suggestion?.body).toContain('protection is added and lifted in a manifest');
  });

  it('does not take a secret into git', async ({ desk }) => {
    const secret = `sk_live_${'a1B2'.repeat(8)}`;
    const { left, result } = await moved(desk, PRO, [
      ['product/pro', { name: secret, unit_label: 'x', description: 'New' }],
    ]);
    expect(left).toEqual(['product/pro name: refused']);
    expect(JSON.stringify([result.markdown, result.text, result.suggestion])).not.toContain(secret);
    expect(desk.read()).toContain('New');
  });

  it('is a conflict, unless Stripe is preferred', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    await desk.move('/v1/products/pro', { name: 'Theirs' });
    desk.write(PRO.replace('Pro Plan', 'Ours'));
    expect((await desk.merge()).left).toEqual(['product/pro name: conflict']);
    const { left } = await desk.merge({ prefer: ['stripe:product/pro'] });
    expect(left).toEqual([]);
    expect(desk.read()).toBe(PRO.replace('Pro Plan', 'Theirs'));
    expect(open(await desk.plan())).toEqual([]);
  });

  it('leaves what is pending as it is', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    await desk.move('/v1/products/pro', { name: 'Theirs' });
    desk.write(PRO.replace('25.00', '29.00'));
    const { left } = await desk.merge();
    expect(left).toEqual([]);
    expect(desk.read()).toBe(PRO.replace('25.00', '29.00').replace('Pro Plan', 'Theirs'));
    expect(open(await desk.plan())).toEqual(['replace price/pro/monthly [amount]']);
  });
});

describe('an apply that would fail for another reason', () => {
  it('keeps nothing from being accepted', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    await desk.move('/v1/products/pro', { name: 'Theirs' });
    await desk.move('/v1/prices', { product: 'pro', currency: 'usd', unit_amount: '1', lookup_key: 'mine' });
    const pending = PRO.replace('interval: year }', 'interval: year, lookup_key: mine }');
    desk.write(pending);
    const { result, left } = await desk.merge();
    expect(result.exit).toBe(1);
    expect(result.text).toContain('plan.lookup-key-taken');
    expect(left).toEqual([]);
    expect(desk.read()).toBe(pending.replace('Pro Plan', 'Theirs'));
  });

  it('is no reason to accept what could not be read', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    await desk.move('/v1/products/pro', { name: 'Theirs' });
    desk.write('code: pro\n');
    const result = await desk.accept();
    expect(result.exit).toBe(1);
    expect(result.suggestion).toBeUndefined();
  });
});

describe('the pull request', () => {
  it('says who moved what, where it is written, and that other environments follow', async ({ desk }) => {
    const { result } = await moved(desk, PRO, [['product/pro', { name: 'A | `b` @all' }]]);
    const { suggestion } = result;
    expect(suggestion?.title).toBe('Accept 1 change made in Stripe (test)');
    expect(suggestion?.body).toContain('in the Dashboard');
    expect(suggestion?.body).toContain('all.yaml:3');
    expect(suggestion?.body).toContain('the same for every environment');
    expect(suggestion?.patch).toMatch(/^--- a\/.*all\.yaml\n\+\+\+ b\/.*all\.yaml\n@@ -1,6 \+1,6 @@\n/);
    expect(suggestion?.patch).toContain(
      "-name: 'Pro Plan'   # shown on the site\n+name: 'A | `b` @all'   # shown on the site\n",
    );
    expect(result.markdown).toContain('<summary>The same as a patch</summary>');
  });

  it('has the same fingerprint for the same drift, and none without drift', async ({ desk }) => {
    desk.write(PRO);
    await desk.apply();
    expect((await desk.accept()).suggestion).toBeUndefined();
    expect((await desk.accept()).text).toContain('No drift');
    await desk.move('/v1/products/pro', { name: 'Theirs' });
    const first = (await desk.accept()).suggestion?.fingerprint;
    expect((await desk.accept({}, 'rk_test_readonly_1234567890')).suggestion?.fingerprint).toBe(first);
    await desk.move('/v1/products/pro', { name: 'Other' });
    expect((await desk.accept()).suggestion?.fingerprint).not.toBe(first);
  });

  it('keeps a byte order mark and Windows line ends', async ({ desk }) => {
    const text = `\ufeff${PRO.replaceAll('\n', '\r\n')}`;
    const { open, ...after } = await moved(desk, text, [
      ['product/pro', { name: 'Max', description: 'A\nB' }],
    ]);
    expect(after.text).toBe(text.replace('Pro Plan', 'Max').replace('For growing teams', 'A\r\n  B'));
    expect(open).toEqual([]);
  });
});
