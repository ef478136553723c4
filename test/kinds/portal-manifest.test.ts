import { describe, expect, it } from 'vitest';
import { line, load, objectOf } from '../manifest/support.ts';
import { FULL, portal } from './portals.ts';

const at = (text: string): string => text.replace(/^plans\/a\.yaml:\d+:\d+ /, '');
const problems = (lines: string, options = {}): readonly string[] =>
  load({ 'plans/a.yaml': portal(lines) }, options)
    .diagnostics.map(line)
    .map(at);

describe('the manifest of a portal', () => {
  it('says everything, the prices as keys and the URL of the environment', () => {
    expect(objectOf(FULL, 'portal/main', { environment: 'live' }).spec).toEqual({
      name: 'Shop',
      headline: 'Manage your plan',
      privacy_policy_url: 'https://example.com/privacy',
      terms_of_service_url: 'https://example.com/terms',
      default_return_url: 'https://example.com/account',
      invoice_history: true,
      payment_method_update: true,
      customer_update: ['address', 'email', 'tax_id'],
      'cancel.mode': 'immediately',
      'cancel.proration': 'create_prorations',
      'cancel.reasons': ['too_expensive', 'unused'],
      'switch_plans.prices': ['price/basic/main', 'price/pro/monthly', 'price/pro/yearly'],
      'switch_plans.proration': 'create_prorations',
      'switch_plans.update': ['price', 'quantity'],
      'metadata.team': 'billing',
      active: true,
    });
  });

  it.each([
    ['cancel: true', { 'cancel.mode': 'at_period_end' }],
    ['cancel: false', { 'cancel.mode': null }],
    ['cancel: { reasons: [other] }', { 'cancel.mode': 'at_period_end', 'cancel.reasons': ['other'] }],
    ['switch_plans: false', { 'switch_plans.prices': null }],
    ['switch_plans: { prices: [] }', { 'switch_plans.prices': null }],
    [
      'switch_plans: { prices: [basic/main, basic] }',
      { 'switch_plans.prices': ['price/basic/main'], 'switch_plans.update': ['price'] },
    ],
    ['invoice_history: false', { invoice_history: null }],
    ['default: false', {}],
  ])('reads %s', (text, spec) => {
    expect(objectOf(portal(text), 'portal/main').spec).toEqual({ ...spec, active: true });
  });

  it.each([
    ['a URL that is none', 'privacy_policy_url: example.com', 'bad-format'],
    ['a headline that is too long', `headline: ${'x'.repeat(61)}`, 'too-long'],
    ['switching without prices', 'switch_plans: { update: [price] }', 'missing-field'],
    ['switching between nobody knows what', 'switch_plans: true', 'bad-format'],
    ['a credit at the end of the period', 'cancel: { proration: create_prorations }', 'cannot-combine'],
    ['an invoice for those who cancel', 'cancel: { proration: always_invoice }', 'unknown-value'],
    ['a reason that Stripe has not', 'cancel: { reasons: [bored] }', 'unknown-value'],
    ['nothing to update', 'switch_plans: { prices: [basic], update: [] }', 'empty'],
    ['a price that is none', 'switch_plans: { prices: [pro/weekly] }', 'unknown-reference'],
    ['a plan that is no short form', 'switch_plans: { prices: [pro] }', 'unknown-reference'],
    ['a default one that is not active', 'default: true\nactive: false', 'cannot-combine'],
    ['an unknown field', 'login_page: true', 'unknown-field'],
  ])('is refused with %s', (_name, lines, code) => {
    expect(problems(lines)).toEqual([expect.stringMatching(new RegExp(`^manifest\\.${code} `))]);
  });

  it('is refused with more than ten products', () => {
    const codes = Array.from({ length: 11 }, (_, index) => `p${index}`);
    const plans = codes.map(
      (code) => `code: ${code}\nname: ${code}\nprice: ${code.slice(1)}\ncurrency: usd\ninterval: month\n`,
    );
    const text = portal(`switch_plans: { prices: [${codes.join(', ')}] }`, plans.join('---\n'));
    expect(load({ 'plans/a.yaml': text }).diagnostics.map(line).map(at)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^manifest\.too-many /)]),
    );
  });

  it('needs a URL for each environment in which it exists, and names those without', () => {
    const lines = 'default_return_url: { live: https://example.com }';
    const described = new Map(['live', 'test'].map((name) => [name, { livemode: name === 'live' }] as const));
    const of = { environments: ['live', 'test'], described };
    const missing = ['manifest.missing-environment `default_return_url` says nothing for `test`'];
    const says = (text: string, environment: string | null): readonly string[] =>
      problems(text, { ...of, environment }).map((each) => each.split(': ')[0] ?? '');
    expect(says(lines, null)).toEqual([expect.stringContaining(missing[0] ?? '')]);
    expect(says(lines, 'test')).toEqual([expect.stringContaining(missing[0] ?? '')]);
    expect(says(lines, 'live')).toEqual([expect.stringContaining(missing[0] ?? '')]);
    expect(says(`${lines}\nonly: [live]`, null)).toEqual([]);
  });

  it('may be the default one once in an environment', () => {
    const second = (only: string): string =>
      `default: true\n${only}---\nkind: portal\ncode: second\ndefault: true\nonly: [test]`;
    expect(problems(second(''))).toEqual([expect.stringMatching(/^manifest\.duplicate-value /)]);
    expect(problems(second('only: [live]\n'), { environment: null })).toEqual([]);
  });

  it('is a warning where Stripe refuses what it offers', () => {
    const off = FULL.replace('month }', 'month, active: false }').replace(
      'name: Pro\n',
      'name: Pro\ndefault_price: none\n',
    );
    expect(load({ 'plans/a.yaml': off }).diagnostics.map(line).map(at)).toEqual([
      'lint.cannot-switch customers cannot switch to `pro/monthly`: it is not active',
    ]);
    const once = FULL.replace(
      'yearly: { amount: 250, currency: usd, interval: year',
      'forever: { amount: 250, currency: usd, interval: once',
    ).replace('pro/yearly', 'pro/forever');
    expect(load({ 'plans/a.yaml': once }).diagnostics.map(line).map(at)).toEqual([
      'lint.cannot-switch customers cannot switch to `pro/forever`: it is paid once, and switching is for subscriptions',
    ]);
  });
});
