import { describe, expect, it } from 'vitest';
import { line, load, planWith } from './support.ts';

/** A text and the code that it must be refused with, at a line and column. */
type Refusal = readonly [
  name: string,
  text: string,
  place: `${number}:${number}`,
  code: string,
  words: RegExp,
];

const flat = 'amount: 25.00\ncurrency: usd\ninterval: month';
const product = (more: string): string => `code: pro\nname: Pro\n${more}\n`;
const tiers = (list: string): string =>
  planWith(`currency: usd\ninterval: month\ntiers_mode: volume\ntiers: ${list}`);

const YAML: readonly Refusal[] = [
  ['a bracket that is not closed', 'code: [pro\nname: Pro\n', '2:1', 'syntax', /flow sequence/],
  ['a text with a colon', 'code: pro\nname: Pro: the big one\n', '2:7', 'syntax', /nested mappings/],
  ['tabs', 'code: pro\nname: Pro\nprices:\n\tmonthly: 1\n', '4:1', 'syntax', /tabs/],
  ['a tag', 'code: !secret pro\nname: Pro\n', '1:7', 'syntax', /unresolved tag/],
  ['an older YAML', '%YAML 1.1\n---\ncode: pro\nname: Pro\n', '1:1', 'syntax', /not 1\.1/],
  ['an alias to nothing', 'code: pro\nname: *nobody\n', '2:7', 'syntax', /`&nobody`/],
  ['an alias to itself', 'code: pro\nname: Pro\nmetadata: &a { a: *a }\n', '3:19', 'syntax', /`&a`/],
  ['a name that is a list', 'code: pro\nname: Pro\n? [a]\n: 1\n', '3:3', 'syntax', /not a text/],
  ['equal keys', planWith(`${flat}\namount: 29.00`), '8:5', 'duplicate-key', /`amount` is written twice/],
  ['merge keys', 'metadata: &x { a: b }\n<<: *x\ncode: pro\nname: Pro\n', '2:1', 'unknown-field', /`<<`/],
  ['a list', '- code: pro\n', '1:1', 'wrong-type', /a list; expected a map/],
  ['a single value', 'pro\n', '1:1', 'wrong-type', /single value/],
];

const FIELDS: readonly Refusal[] = [
  ['an unknown kind', 'kind: metre\ncode: x\n', '1:7', 'unknown-kind', /`metre`/],
  ['a misspelt field', 'code: pro\nnmae: Pro\n', '2:1', 'unknown-field', /a plan has no field `nmae`/],
  ['a misspelt field of a price', planWith(`${flat}\nnicknam: x`), '8:5', 'unknown-field', /a price has no/],
  ['no code', 'name: Pro\n', '1:1', 'missing-field', /lacks `code`/],
  ['no name', 'code: pro\n', '1:1', 'missing-field', /lacks `name`/],
  ['no interval', planWith('amount: 25.00\ncurrency: usd'), '4:3', 'missing-field', /lacks `interval`/],
  ['no aggregation', 'kind: meter\ncode: x\ndisplay_name: X\n', '1:1', 'missing-field', /`aggregation`/],
  [
    'a number for a text',
    'code: pro\nname: 2024\n',
    '2:7',
    'wrong-type',
    /the number `2024`; expected a text/,
  ],
  ['yes for true', product('active: yes'), '3:9', 'wrong-type', /the text `yes`; expected `true` or `false`/],
  ['nothing for a map', product('prices:'), '3:8', 'wrong-type', /empty; expected a map/],
  ['a text for a list', product('features: one'), '3:11', 'wrong-type', /the text `one`; expected a list/],
  [
    'an unknown interval',
    planWith('amount: 1\ncurrency: usd\ninterval: monthly'),
    '7:15',
    'unknown-value',
    /`day`/,
  ],
  [
    'an unspecified tax behavior',
    planWith(`${flat}\ntax_behavior: unspecified`),
    '8:19',
    'unknown-value',
    /`inclusive`/,
  ],
  ['a bad code', 'code: Pro Plan!\nname: Pro\n', '1:7', 'bad-code', /`Pro Plan!`; expected a code/],
  ['a code that is a number', 'code: 2024\nname: Pro\n', '1:7', 'bad-code', /the number `2024`/],
  ['a long code', `code: ${'a'.repeat(64)}\nname: Pro\n`, '1:7', 'bad-code', /expected a code/],
  [
    'a bad name of a price',
    'code: pro\nname: Pro\nprices:\n  per seat: { amount: 1, currency: usd, interval: month }\n',
    '4:3',
    'bad-code',
    /`per seat`/,
  ],
  ['an empty text', product('description: " "'), '3:14', 'empty', /an empty text/],
  [
    'a long name',
    `code: pro\nname: ${'n'.repeat(5001)}\n`,
    '2:7',
    'too-long',
    /5001 characters, of at most 5000/,
  ],
  ['a long description', product(`description: ${'n'.repeat(40_001)}`), '3:14', 'too-long', /40001/],
  ['a long feature', product(`features: [${'n'.repeat(81)}]`), '3:12', 'too-long', /81/],
  [
    'a long unit label',
    product('unit_label: workspace user'),
    '3:13',
    'too-long',
    /14 characters, of at most 12/,
  ],
  ['a long descriptor', product(`statement_descriptor: ${'n'.repeat(23)}`), '3:23', 'too-long', /23/],
  [
    'a descriptor without a letter',
    product('statement_descriptor: "123"'),
    '3:23',
    'bad-format',
    /one letter/,
  ],
  ['a descriptor with a quote', product('statement_descriptor: "PRO\'S"'), '3:23', 'bad-format', /without </],
  ['a long nickname', planWith(`${flat}\nnickname: ${'n'.repeat(5001)}`), '8:15', 'too-long', /5001/],
  ['a long lookup key', planWith(`${flat}\nlookup_key: ${'n'.repeat(201)}`), '8:17', 'too-long', /201/],
  ['a bad tax code', product('tax_code: saas'), '3:11', 'bad-format', /`txcd_10103001`/],
  ['a bad URL', product('url: example.com'), '3:6', 'bad-format', /https/],
  [
    'more than 15 features',
    product(`features: [${Array.from({ length: 16 }, (_, i) => `f${i}`).join(', ')}]`),
    '3:1',
    'too-many',
    /at most 15/,
  ],
  [
    'more than 8 images',
    product(`images: [${Array.from({ length: 9 }, (_, i) => `https://e.com/${i}`).join(', ')}]`),
    '3:1',
    'too-many',
    /at most 8/,
  ],
  ['an interval count of none', planWith(`${flat}\ninterval_count: 0`), '8:21', 'out-of-range', /from 1 up/],
  ['an environment twice', product('only: [live, live]'), '3:1', 'repeated', /twice/],
  ['a trial', planWith(`${flat}\ntrial_days: 14`), '8:5', 'trial', /`trial_days`/],
  ['a trial', planWith(`${flat}\ntrial: 14`), '8:5', 'trial', /`trial`/],
  ['an entitlement twice', product('entitlements: [sso, sso]'), '3:1', 'repeated', /twice/],
];

const METADATA: readonly Refusal[] = [
  ['our own names', product('metadata: { plan_code: x }'), '3:13', 'reserved-metadata', /`plan_code`/],
  ['our own mark', product('metadata: { managed_by: x }'), '3:13', 'reserved-metadata', /`managed_by`/],
  ['our own prefix', product('metadata: { pricebook_x: x }'), '3:13', 'reserved-metadata', /`pricebook_x`/],
  ['numbers', product('metadata: { seats: 5 }'), '3:20', 'metadata-limit', /the number `5`/],
  ['long names', product(`metadata: { ${'n'.repeat(41)}: x }`), '3:13', 'metadata-limit', /the name/],
  ['brackets in names', product('metadata: { "a[b]": x }'), '3:13', 'metadata-limit', /`a\[b\]`/],
  ['long texts', product(`metadata: { a: ${'n'.repeat(501)} }`), '3:16', 'metadata-limit', /501/],
  [
    'too many names',
    product(`metadata: { ${Array.from({ length: 51 }, (_, i) => `k${i}: x`).join(', ')} }`),
    '3:1',
    'metadata-limit',
    /too many/,
  ],
];

const MONEY: readonly Refusal[] = [
  ['an exponent', planWith('amount: 1e3\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`1e3`/],
  ['a sign', planWith('amount: -5\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`-5`/],
  ['a plus', planWith('amount: +5\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`\+5`/],
  [
    'an underscore',
    planWith('amount: 1_000\ncurrency: usd\ninterval: month'),
    '5:13',
    'bad-amount',
    /`1_000`/,
  ],
  [
    'a thousands separator',
    planWith('amount: "1,000"\ncurrency: usd\ninterval: month'),
    '5:13',
    'bad-amount',
    /`1,000`/,
  ],
  [
    'a currency sign',
    planWith('amount: $25\ncurrency: usd\ninterval: month'),
    '5:13',
    'bad-amount',
    /`\$25`/,
  ],
  ['a hexadecimal', planWith('amount: 0x19\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`0x19`/],
  ['a bare point', planWith('amount: .5\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`\.5`/],
  ['infinity', planWith('amount: .inf\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`\.inf`/],
  ['a truth', planWith('amount: true\ncurrency: usd\ninterval: month'), '5:13', 'bad-amount', /`true`/],
  [
    'a fraction of a cent',
    planWith('amount: 19.999\ncurrency: usd\ninterval: month'),
    '5:13',
    'fraction',
    /19\.999/,
  ],
  [
    'a fraction of a yen',
    planWith('amount: 0.5\ncurrency: jpy\ninterval: month'),
    '5:13',
    'fraction',
    /whole jpy/,
  ],
  ['a fraction in an option', planWith(`${flat}\ncurrencies: { jpy: 0.5 }`), '8:24', 'fraction', /jpy/],
  [
    'a fraction in a custom amount',
    planWith('currency: usd\ninterval: once\nfractional: true\ncustom_amount: { minimum: 0.001 }'),
    '8:31',
    'fraction',
    /0\.001/,
  ],
  [
    'thirteen decimals of a cent',
    planWith('amount: 0.000000000000001\ncurrency: usd\ninterval: month\nfractional: true'),
    '5:13',
    'too-precise',
    /more decimals/,
  ],
  [
    'thirteen decimals in a tier',
    tiers('[{ up_to: inf, amount: 0.000000000000001 }]'),
    '8:35',
    'too-precise',
    /more decimals/,
  ],
  [
    'a third decimal',
    planWith('amount: 1.234\ncurrency: kwd\ninterval: month'),
    '5:13',
    'three-decimals',
    /does not end in 0/,
  ],
  ['no currency', planWith('amount: 1\ninterval: month'), '4:3', 'no-currency', /names no currency/],
  [
    'an unknown currency',
    planWith('amount: 1\ncurrency: xyz\ninterval: month'),
    '6:15',
    'unknown-currency',
    /`xyz`/,
  ],
  [
    'a currency in capitals',
    planWith('amount: 1\ncurrency: USD\ninterval: month'),
    '6:15',
    'unknown-currency',
    /`USD`/,
  ],
  ['an option in capitals', planWith(`${flat}\ncurrencies: { EUR: 1 }`), '8:24', 'unknown-currency', /`EUR`/],
  ['ISK', planWith('amount: 1\ncurrency: isk\ninterval: month'), '6:15', 'unsettled-currency', /`isk`/],
  ['UGX as an option', planWith(`${flat}\ncurrencies: { ugx: 1 }`), '8:24', 'unsettled-currency', /`ugx`/],
  [
    'the base currency as an option',
    planWith(`${flat}\ncurrencies: { usd: 25 }`),
    '8:24',
    'base-currency',
    /own currency/,
  ],
];

const SHAPES: readonly Refusal[] = [
  ['no amount', planWith('currency: usd\ninterval: month'), '4:3', 'missing-amount', /no amount/],
  [
    'an amount beside tiers',
    planWith(
      'amount: 1\ncurrency: usd\ninterval: month\ntiers_mode: volume\ntiers: [{ up_to: inf, amount: 1 }]',
    ),
    '5:13',
    'cannot-combine',
    /`amount` cannot stand beside `tiers`/,
  ],
  [
    'an amount beside a custom one',
    planWith(`${flat}\ncustom_amount: {}`),
    '5:13',
    'cannot-combine',
    /`custom_amount`/,
  ],
  [
    'transformed tiers',
    planWith(
      'currency: usd\ninterval: month\ntiers_mode: volume\ntiers: [{ up_to: inf, amount: 1 }]\ntransform_quantity: { divide_by: 2, round: up }',
    ),
    '9:5',
    'cannot-combine',
    /`transform_quantity`/,
  ],
  [
    'a count of once',
    planWith('amount: 1\ncurrency: usd\ninterval: once\ninterval_count: 2'),
    '8:21',
    'cannot-combine',
    /`interval: once`/,
  ],
  [
    'tiers that are charged once',
    planWith('currency: usd\ninterval: once\ntiers_mode: volume\ntiers: [{ up_to: inf, amount: 1 }]'),
    '8:5',
    'cannot-combine',
    /`interval: once`/,
  ],
  [
    'a meter that is charged once',
    `${planWith('amount: 1\ncurrency: usd\ninterval: once\nmeter: m')}---\nkind: meter\ncode: m\ndisplay_name: M\naggregation: sum\n`,
    '8:12',
    'cannot-combine',
    /`interval: once`/,
  ],
  [
    'tiers without a mode',
    planWith('currency: usd\ninterval: month\ntiers: [{ up_to: inf, amount: 1 }]'),
    '7:5',
    'missing-field',
    /without `tiers_mode`/,
  ],
  [
    'a mode without tiers',
    planWith(`${flat}\ntiers_mode: volume`),
    '8:17',
    'missing-field',
    /without `tiers`/,
  ],
  [
    'tiers that fall',
    tiers('[{ up_to: 9, amount: 1 }, { up_to: 5, amount: 1 }, { up_to: inf, amount: 1 }]'),
    '8:47',
    'tiers-order',
    /`5` does not come after `9`/,
  ],
  [
    'equal tiers',
    tiers('[{ up_to: 9, amount: 1 }, { up_to: 9, amount: 1 }, { up_to: inf, amount: 1 }]'),
    '8:47',
    'tiers-order',
    /`9`/,
  ],
  [
    'a tier behind the last',
    tiers('[{ up_to: inf, amount: 1 }, { up_to: inf, amount: 1 }]'),
    '8:22',
    'tiers-order',
    /ends in `inf`/,
  ],
  ['tiers without an end', tiers('[{ up_to: 9, amount: 1 }]'), '8:22', 'tiers-end', /`inf`/],
  ['a tier without an amount', tiers('[{ up_to: inf }]'), '8:13', 'tier-without-amount', /neither/],
  [
    'a tier of none',
    tiers('[{ up_to: 0, amount: 1 }, { up_to: inf, amount: 1 }]'),
    '8:22',
    'out-of-range',
    /`0`/,
  ],
  [
    'other steps in a currency',
    planWith(
      'currency: usd\ninterval: month\ntiers_mode: volume\ntiers: [{ up_to: 5, amount: 1 }, { up_to: inf, amount: 1 }]\ncurrencies: { eur: { tiers: [{ up_to: 6, amount: 1 }, { up_to: inf, amount: 1 }] } }',
    ),
    '9:26',
    'tiers-differ',
    /other steps/,
  ],
  [
    'an amount in an option of a tiered price',
    planWith(
      'currency: usd\ninterval: month\ntiers_mode: volume\ntiers: [{ up_to: inf, amount: 1 }]\ncurrencies: { eur: { amount: 1, tiers: [{ up_to: inf, amount: 1 }] } }',
    ),
    '9:34',
    'option-shape',
    /`amount`/,
  ],
  [
    'an option without an amount',
    planWith(`${flat}\ncurrencies: { eur: { tax_behavior: inclusive } }`),
    '8:19',
    'option-shape',
    /no `amount`/,
  ],
  [
    'a minimum above the maximum',
    planWith('currency: usd\ninterval: once\ncustom_amount: { minimum: 9, maximum: 5 }'),
    '7:43',
    'custom-amount-order',
    /less than `minimum`/,
  ],
  [
    'four years',
    planWith('amount: 1\ncurrency: usd\ninterval: year\ninterval_count: 4'),
    '8:21',
    'interval-too-long',
    /4 years/,
  ],
  ['37 months', planWith(`${flat}\ninterval_count: 37`), '8:21', 'interval-too-long', /37 months/],
  [
    '157 weeks',
    planWith('amount: 1\ncurrency: usd\ninterval: week\ninterval_count: 157'),
    '8:21',
    'interval-too-long',
    /157/,
  ],
  [
    '1096 days',
    planWith('amount: 1\ncurrency: usd\ninterval: day\ninterval_count: 1096'),
    '8:21',
    'interval-too-long',
    /1096/,
  ],
  [
    'half a transformation',
    planWith(`${flat}\ntransform_quantity: { divide_by: 10 }`),
    '8:5',
    'missing-field',
    /`round`/,
  ],
  [
    'both forms',
    product('price: 1\ncurrency: usd\ninterval: month\nprices: {}'),
    '3:8',
    'cannot-combine',
    /`prices`/,
  ],
  [
    'a short form without an interval',
    product('price: 1\ncurrency: usd'),
    '3:8',
    'missing-field',
    /`interval`/,
  ],
  ['a currency without a price', product('currency: usd'), '3:11', 'missing-field', /without `price`/],
  [
    'a lookup key in the short form',
    product('price: 1\ncurrency: usd\ninterval: month\nlookup_key: x'),
    '6:1',
    'unknown-field',
    /`lookup_key`/,
  ],
];

const REFERENCES: readonly Refusal[] = [
  [
    'an unknown meter',
    planWith('amount: 1\ncurrency: usd\ninterval: month\nmeter: calls'),
    '8:12',
    'unknown-reference',
    /meter `calls`/,
  ],
  [
    'an unknown default price',
    product('default_price: yearly\nprices: { monthly: { amount: 1, currency: usd, interval: month } }'),
    '3:16',
    'default-price',
    /`yearly`/,
  ],
  [
    'an inactive default price',
    product('default_price: m\nprices: { m: { amount: 1, currency: usd, interval: month, active: false } }'),
    '3:16',
    'default-price',
    /not active/,
  ],
  ['an unknown environment', product('only: [prod]'), '3:8', 'unknown-environment', /`prod`/],
  [
    'an unknown environment to adopt in',
    product('adopt: { prod: prod_1 }'),
    '3:16',
    'unknown-environment',
    /`prod`/,
  ],
  [
    'a price without an environment',
    product('only: [live]\nprices: { m: { amount: 1, currency: usd, interval: month, only: [test] } }'),
    '4:59',
    'no-environment',
    /exists nowhere/,
  ],
];

describe.each([
  ['YAML', YAML],
  ['fields', FIELDS],
  ['metadata', METADATA],
  ['money', MONEY],
  ['shapes', SHAPES],
  ['references', REFERENCES],
])('of %s it refuses', (_, refusals) => {
  it.each(refusals)('%s', (...refusal) => {
    const [, text, place, code, words] = refusal;
    const { diagnostics } = load({ 'plans/a.yaml': text });
    const errors = diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ detail }) => detail.length > 0)).not.toContain(false);
    const found = errors.map(line);
    expect(found).toContainEqual(expect.stringContaining(`plans/a.yaml:${place} manifest.${code} `));
    expect(found.find((each) => each.includes(` manifest.${code} `))).toMatch(words);
    // One mistake is one message.
    expect(found).toHaveLength(1);
  });
});

describe('across files it refuses', () => {
  const plan = (code: string, more = ''): string =>
    `code: ${code}\nname: X\nprices:\n  m: { amount: 1, currency: usd, interval: month${more} }\n`;

  it('a code twice, whatever the environments, and names both places', () => {
    const { diagnostics } = load({
      'plans/b.yaml': `# another\n${plan('pro')}only: [test]\n`,
      'plans/a.yaml': `${plan('pro')}only: [live]\n`,
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'manifest.duplicate-code',
        where: { file: 'plans/b.yaml', line: 2, column: 1 },
        other: { file: 'plans/a.yaml', line: 1, column: 1 },
      }),
    ]);
  });

  it('a lookup key twice, written or not', () => {
    const { diagnostics } = load({
      'plans/a.yaml': plan('pro'),
      'plans/b.yaml': plan('other', ', lookup_key: pro_m'),
    });
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'manifest.duplicate-value',
        summary: expect.stringContaining('lookup key `pro_m`'),
        where: { file: 'plans/b.yaml', line: 4, column: 63 },
        other: { file: 'plans/a.yaml', line: 4, column: 3 },
      }),
    ]);
  });

  it('a product id, an event name or an id to adopt twice', () => {
    const meter = (code: string): string =>
      `kind: meter\ncode: ${code}\ndisplay_name: M\naggregation: sum\nevent_name: e\n`;
    const { diagnostics } = load({
      'plans/a.yaml': 'code: one\nname: One\nadopt: prod_1\n',
      'plans/b.yaml': 'code: two\nname: Two\nid: one\nadopt: prod_1\n',
      'plans/c.yaml': `${meter('a')}---\n${meter('b')}`,
    });
    expect(diagnostics.map(line)).toEqual([
      expect.stringMatching(/^plans\/b.yaml:3:5 manifest.duplicate-value the product id `one`/),
      expect.stringMatching(/^plans\/b.yaml:4:8 manifest.duplicate-value the id `prod_1`/),
      expect.stringMatching(/^plans\/c.yaml:11:13 manifest.duplicate-value the event name `e`/),
    ]);
  });

  it('but lets two environments share a lookup key', () => {
    const files = {
      'plans/a.yaml': plan('pro', ', lookup_key: shared, only: [live]'),
      'plans/b.yaml': plan('new', ', lookup_key: shared, only: [test]'),
    };
    expect(load(files).diagnostics).toEqual([]);
  });

  it('a former name that is still there', () => {
    const { diagnostics } = load({
      'plans/a.yaml': plan('old'),
      'plans/b.yaml': `${plan('new')}formerly: old\n`,
    });
    expect(diagnostics.map(line)).toEqual([
      expect.stringMatching(
        /^plans\/b.yaml:4:3 manifest.former-present `price\/new\/m` was formerly `price\/old\/m`/,
      ),
      expect.stringMatching(
        /^plans\/b.yaml:5:11 manifest.former-present `product\/new` was formerly `product\/old`/,
      ),
    ]);
  });

  it('one former name for two', () => {
    const { diagnostics } = load({
      'plans/a.yaml': 'code: a\nname: A\nformerly: old\n',
      'plans/b.yaml': 'code: b\nname: B\nformerly: old\n',
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest.duplicate-value']);
  });
});

describe('it refuses hostile files', () => {
  it.each([
    ['a key in a text', 'name: "take sk_live_abcdefgh1234"', '2:7'],
    ['a webhook secret in metadata', 'name: P\nmetadata: { hook: whsec_abcdefgh1234 }', '3:19'],
    ['a key in front of a colon', 'name: P\nsk_test_abcdefgh1234: 1', '3:1'],
  ])('%s, without repeating it', (_, text, place) => {
    const { diagnostics } = load({ 'plans/a.yaml': `code: pro\n${text}\n` });
    const found = diagnostics.find(({ code }) => code === 'manifest.secret');
    expect(`${found?.where?.line}:${found?.where?.column}`).toBe(place);
    expect(found?.summary).not.toContain('abcdefgh');
  });

  it('half of a character, which no request can carry', () => {
    const { diagnostics } = load({ 'plans/a.yaml': 'code: pro\nname: "\\ud800x"\n' });
    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest.bad-text']);
  });

  it('aliases that multiply', () => {
    const levels = Array.from({ length: 30 }, (_, i) => `k${i + 1}: &k${i + 1} [${`*k${i}, `.repeat(9)}]`);
    const { diagnostics } = load({ 'plans/a.yaml': `k0: &k0 [x, x, x]\n${levels.join('\n')}\n` });
    expect(diagnostics.map(({ code }) => code)).toContain('manifest.too-many-aliases');
  });

  it('nesting without end', () => {
    const deep = (levels: number): string => `code: pro\nname: ${'['.repeat(levels)}${']'.repeat(levels)}\n`;
    expect(load({ 'plans/a.yaml': deep(100) }).diagnostics.map(({ code }) => code)).toContain(
      'manifest.too-deep',
    );
    expect(load({ 'plans/a.yaml': deep(20_000) }).diagnostics).not.toEqual([]);
  });

  it('no manifests at all', () => {
    expect(load({}).diagnostics.map(({ code }) => code)).toEqual(['manifest.no-manifests']);
    expect(load({ 'plans/a.yaml': '# nothing yet\n---\n' }).diagnostics.map(({ code }) => code)).toEqual([
      'manifest.no-manifests',
    ]);
  });
});

describe('all problems', () => {
  it('of all files come in one run, in the order of files and lines', () => {
    const { diagnostics } = load({
      'plans/b.yaml': 'code: [b\n',
      'plans/a.yaml': planWith('amuont: 5\ncurrency: USD\nintervall: month').replace(
        'name: Pro',
        'nmae: Pro',
      ),
      'plans/c.yaml': `${planWith(`${flat}\nmeter: none\ntrial_days: 1`).replace('pro', 'c')}---\nkind: metr\n`,
    });
    expect(diagnostics.map(line)).toEqual([
      'plans/a.yaml:2:1 manifest.unknown-field a plan has no field `nmae`',
      'plans/a.yaml:5:5 manifest.unknown-field a price has no field `amuont`',
      expect.stringContaining('plans/a.yaml:6:15 manifest.unknown-currency'),
      'plans/a.yaml:7:5 manifest.unknown-field a price has no field `intervall`',
      expect.stringContaining('plans/b.yaml:2:1 manifest.syntax'),
      expect.stringContaining('plans/c.yaml:8:12 manifest.unknown-reference'),
      expect.stringContaining('plans/c.yaml:9:5 manifest.trial'),
      expect.stringContaining('plans/c.yaml:11:7 manifest.unknown-kind'),
    ]);
  });

  it('of one price come together, even where its currency is in capitals', () => {
    const { diagnostics } = load({
      'plans/a.yaml': planWith('amount: 1.005\ncurrency: USD\ninterval: month'),
    });
    expect(diagnostics.map(({ code }) => code)).toEqual(['manifest.fraction', 'manifest.unknown-currency']);
  });

  it('come with what was probably meant', () => {
    const detailOf = (text: string): string | undefined =>
      load({ 'plans/a.yaml': text }).diagnostics[0]?.detail;
    expect(detailOf(planWith('amount: 1\ncurrency: usd\nintervall: month'))).toBe('Did you mean `interval`?');
    expect(detailOf(planWith('amount: 1\ncurrency: usd\ninterval: moth'))).toBe('Did you mean `month`?');
    expect(detailOf('kind: metr\ncode: x\n')).toBe('Did you mean `meter`?');
    expect(detailOf(planWith('amount: 1\ncurrency: EUR\ninterval: month'))).toMatch(/Did you mean `eur`/);
    expect(detailOf('code: pro\nname: 2024\n')).toBe('Put it in quotes: `"2024"`.');
  });
});
