import { describe, expect, it } from 'vitest';
import { objectOf, objectsOf, planWith } from './support.ts';

/** What every price spec holds, with what `fields` says otherwise. */
const price = (fields: object): object => ({
  product: 'product/pro',
  currency: 'usd',
  amount: null,
  interval: 'month',
  interval_count: 1,
  meter: null,
  tiers_mode: null,
  tiers: null,
  transform_quantity: null,
  custom_amount: null,
  active: true,
  ...fields,
});

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';

const specOf = (fields: string): object =>
  objectOf(`${planWith(fields)}---\n${METER}`, 'price/pro/monthly').spec;

describe('a price', () => {
  it('is flat', () => {
    expect(specOf('amount: 25.00\ncurrency: usd\ninterval: month')).toEqual(price({ amount: '25' }));
  });

  it('may be quoted', () => {
    expect(specOf('amount: "25.50"\ncurrency: usd\ninterval: month')).toEqual(price({ amount: '25.5' }));
  });

  it('may be free', () => {
    expect(specOf('amount: 0\ncurrency: usd\ninterval: month')).toEqual(price({ amount: '0' }));
  });

  it('may be charged once', () => {
    expect(specOf('amount: 99\ncurrency: usd\ninterval: once')).toEqual(
      price({ amount: '99', interval: 'once' }),
    );
  });

  it('keeps every digit of amounts that no binary float holds', () => {
    const amount = '9007199254740993.123456789012';
    expect(() => specOf(`amount: ${amount}\ncurrency: usd\ninterval: month`)).toThrow(/too large/);
    const fits = '123456789012345.12345678901234';
    expect(specOf(`amount: ${fits}\ncurrency: usd\ninterval: month\nfractional: true`)).toEqual(
      price({ amount: fits }),
    );
  });

  it.each(['graduated', 'volume'])('has %s tiers with flat fees', (mode) => {
    const tiers = 'tiers:\n  - { up_to: 1000, amount: 0 }\n  - { up_to: inf, amount: 0.0025, flat: 5.00 }';
    expect(specOf(`currency: usd\ninterval: month\ntiers_mode: ${mode}\n${tiers}`)).toEqual(
      price({
        tiers_mode: mode,
        tiers: [
          { up_to: 1000, amount: '0', flat: null },
          { up_to: 'inf', amount: '0.0025', flat: '5' },
        ],
      }),
    );
  });

  it('is metered, with an amount or with tiers', () => {
    expect(specOf('currency: usd\ninterval: month\nmeter: calls\namount: 0.0001')).toEqual(
      price({ meter: 'meter/calls', amount: '0.0001' }),
    );
    const tiered = specOf(
      'currency: usd\ninterval: month\nmeter: calls\ntiers_mode: volume\ntiers: [{ up_to: inf, flat: 3 }]',
    );
    expect(tiered).toEqual(
      price({
        meter: 'meter/calls',
        tiers_mode: 'volume',
        tiers: [{ up_to: 'inf', amount: null, flat: '3' }],
      }),
    );
  });

  it('transforms its quantity', () => {
    const written =
      'currency: usd\ninterval: month\namount: 0.125\ntransform_quantity: { divide_by: 10, round: up }';
    expect(specOf(written)).toEqual(
      price({ amount: '0.125', transform_quantity: { divide_by: 10, round: 'up' } }),
    );
  });

  it('lets customers choose the amount', () => {
    expect(specOf('currency: usd\ninterval: once\ncustom_amount: { minimum: 5, preset: 20.00 }')).toEqual(
      price({ interval: 'once', custom_amount: { minimum: '5', maximum: null, preset: '20' } }),
    );
    expect(specOf('currency: usd\ninterval: once\ncustom_amount: {}')).toEqual(
      price({ interval: 'once', custom_amount: { minimum: null, maximum: null, preset: null } }),
    );
  });

  it('has currency options, short and long', () => {
    const written =
      'currency: usd\ninterval: month\namount: 250\ncurrencies: { eur: 230.00, jpy: { amount: 36000, tax_behavior: inclusive } }';
    expect(specOf(written)).toEqual(
      price({
        amount: '250',
        'currencies.eur.amount': '230',
        'currencies.jpy.amount': '36000',
        'currencies.jpy.tax_behavior': 'inclusive',
      }),
    );
  });

  it('has tiers and custom amounts in its currency options', () => {
    const tiers = 'tiers: [{ up_to: 10, amount: 2 }, { up_to: inf, amount: 1 }]';
    expect(
      specOf(
        `currency: usd\ninterval: month\ntiers_mode: volume\n${tiers}\ncurrencies: { eur: { ${tiers} } }`,
      ),
    ).toMatchObject({
      'currencies.eur.tiers': [
        { up_to: 10, amount: '2', flat: null },
        { up_to: 'inf', amount: '1', flat: null },
      ],
    });
    expect(
      specOf(
        'currency: usd\ninterval: once\ncustom_amount: {}\ncurrencies: { eur: { custom_amount: { minimum: 3 } } }',
      ),
    ).toMatchObject({ 'currencies.eur.custom_amount': { minimum: '3', maximum: null, preset: null } });
  });

  it('holds what is written and nothing else of what may be absent', () => {
    const written =
      'amount: 1\ncurrency: usd\ninterval: year\ninterval_count: 2\ntax_behavior: exclusive\nnickname: " Two years "\nmetadata: { tier: "2" }\nactive: false\nlookup_key: two';
    expect(specOf(written)).toEqual(
      price({
        amount: '1',
        interval: 'year',
        interval_count: 2,
        tax_behavior: 'exclusive',
        nickname: 'Two years',
        'metadata.tier': '2',
        active: false,
        lookup_key: 'two',
      }),
    );
  });

  it('gets a lookup key at its creation, unless one is written', () => {
    const of = (more: string): unknown =>
      objectOf(planWith(`amount: 1\ncurrency: usd\ninterval: month\n${more}`), 'price/pro/monthly').onCreate;
    expect(of('')).toEqual({ lookup_key: 'pro_monthly' });
    expect(of('lookup_key: mine')).toEqual({});
    expect(specOf('amount: 1\ncurrency: usd\ninterval: month\nlookup_key: none')).toEqual(
      price({ amount: '1', lookup_key: null }),
    );
  });

  it('takes its currency from the configuration where it names none', () => {
    const text = planWith('amount: 1\ninterval: month');
    expect(objectOf(text, 'price/pro/monthly', { defaultCurrency: 'usd' }).spec).toEqual(
      price({ amount: '1' }),
    );
  });
});

describe('amounts', () => {
  const amountOf = (currency: string, amount: string): unknown =>
    objectOf(planWith(`amount: ${amount}\ncurrency: ${currency}\ninterval: month`), 'price/pro/monthly').spec
      .amount;

  it('are in major units of each currency', () => {
    expect(amountOf('jpy', '36000')).toBe('36000');
    expect(amountOf('jpy', '36000.00')).toBe('36000');
    expect(amountOf('kwd', '1.230')).toBe('1.23');
    expect(amountOf('usd', '007.10')).toBe('7.1');
  });
});

describe('a plan', () => {
  it('is a product with everything that Stripe shows of it', () => {
    const text = `
code: pro
name: " Pro Plan "
description: For growing teams
features: [" 50 Projects ", Advanced Analytics]
images: ["https://example.com/a.png"]
metadata: { tier: "2" }
tax_code: txcd_10103001
unit_label: seat
statement_descriptor: PRO PLAN
url: https://example.com/pro
shippable: false
active: false
default_price: none
protect: true
id: prod_pro
`;
    const [product] = objectsOf(text);
    expect(product).toMatchObject({ key: 'product/pro', kind: 'product', onCreate: { id: 'prod_pro' } });
    expect(product?.spec).toEqual({
      name: 'Pro Plan',
      description: 'For growing teams',
      features: ['50 Projects', 'Advanced Analytics'],
      images: ['https://example.com/a.png'],
      'metadata.tier': '2',
      tax_code: 'txcd_10103001',
      unit_label: 'seat',
      statement_descriptor: 'PRO PLAN',
      url: 'https://example.com/pro',
      shippable: false,
      active: false,
      default_price: null,
      protect: true,
    });
  });

  it('leaves out what nobody mentions', () => {
    const [product] = objectsOf('code: pro\nname: Pro\n');
    expect(product?.spec).toEqual({ name: 'Pro', active: true });
    expect(product?.onCreate).toEqual({ id: 'pro' });
  });

  it('is in the short form exactly a price called main, which is the default', () => {
    const short = objectsOf(
      'code: pro\nname: Pro\nprice: 10.00\ninterval: month\ncurrency: usd\ncurrencies: { eur: 9 }\n',
    );
    const long = objectsOf(
      'code: pro\nname: Pro\ndefault_price: main\nprices:\n  main: { amount: 10.00, interval: month, currency: usd, currencies: { eur: 9 } }\n',
    );
    expect(short.map(({ spec }) => spec)).toEqual(long.map(({ spec }) => spec));
    expect(short.map(({ key }) => key)).toEqual(['price/pro/main', 'product/pro']);
    expect(short[0]?.onCreate).toEqual({ lookup_key: 'pro' });
  });

  it('protects its prices, unless one says otherwise', () => {
    const prices =
      'prices: { a: { amount: 1, currency: usd, interval: month }, b: { amount: 1, currency: usd, interval: year, protect: false } }';
    const objects = objectsOf(`code: pro\nname: Pro\nprotect: true\n${prices}\n`);
    expect(objects.map(({ key, spec }) => [key, spec.protect])).toEqual([
      ['price/pro/a', true],
      ['price/pro/b', undefined],
      ['product/pro', true],
    ]);
  });

  it('says where its fields stand', () => {
    const { where, places } = objectOf(
      planWith('amount: 25.00\ncurrency: usd\ninterval: month\ncurrencies:\n  eur: 23'),
      'price/pro/monthly',
    );
    expect(where).toEqual({ file: 'plans/a.yaml', line: 4, column: 3 });
    expect(places.amount).toEqual({ file: 'plans/a.yaml', line: 5, column: 13 });
    expect(places['currencies.eur.amount']).toEqual({ file: 'plans/a.yaml', line: 9, column: 12 });
    expect(places.meter).toBeUndefined();
  });

  it('may use aliases', () => {
    const text = `
code: pro
name: Pro
prices:
  monthly: &monthly { amount: 25.00, currency: usd, interval: month }
  seat: *monthly
`;
    expect(objectOf(text, 'price/pro/seat').spec).toEqual(objectOf(text, 'price/pro/monthly').spec);
  });
});

describe('a meter', () => {
  it('is named after its code', () => {
    expect(objectsOf(METER)).toMatchObject([
      {
        key: 'meter/calls',
        kind: 'meter',
        onCreate: {},
        spec: {
          display_name: 'Calls',
          event_name: 'calls',
          aggregation: 'sum',
          customer_key: 'stripe_customer_id',
          value_key: 'value',
          window: null,
          active: true,
        },
      },
    ]);
  });

  it('may say everything', () => {
    const text =
      'kind: meter\ncode: calls\ndisplay_name: Calls\nevent_name: api\naggregation: last\ncustomer_key: who\nvalue_key: n\nwindow: hour\nactive: false\n';
    expect(objectsOf(text)[0]?.spec).toEqual({
      display_name: 'Calls',
      event_name: 'api',
      aggregation: 'last',
      customer_key: 'who',
      value_key: 'n',
      window: 'hour',
      active: false,
    });
  });
});
