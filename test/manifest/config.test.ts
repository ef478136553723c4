import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/manifest/config.ts';
import { line } from './support.ts';

const parse = (text: string) => parseConfig({ path: '.github/pricebook.yaml', text });

const DEFAULTS = {
  catalog: 'default',
  defaultCurrency: null,
  environments: new Map(),
  guards: {
    max_archives: 5,
    max_replacements: 20,
    max_recreates: 3,
    max_changed_share: 30,
    max_price_change: 50,
  },
  maxRequestsPerSecond: null,
  showSubscribers: null,
  ignore: [],
  lint: [],
};

describe('the configuration', () => {
  it('has defaults without a file, and with an empty one', () => {
    expect(parseConfig(null)).toEqual({ config: DEFAULTS, diagnostics: [] });
    expect(parse('# nothing yet\n')).toEqual({ config: DEFAULTS, diagnostics: [] });
  });

  it('says everything that the documentation shows', () => {
    const text = `
catalog: acme
default_currency: usd
environments:
  test: { account: acct_123, livemode: false }
  live: { account: acct_123, livemode: true, review: none, revert: all, retire_after: 7d }
  preview: { livemode: true }
guards:
  max_archives: 0
  max_price_change: 12.5
max_requests_per_second: 10
show_subscribers: false
ignore: [ { key: product/legacy*, fields: [description] } ]
lint: [ { key: price/pro/*, off: [lint.yearly-dear] } ]
`;
    const { config, diagnostics } = parse(text);
    expect(diagnostics).toEqual([]);
    expect(config).toEqual({
      catalog: 'acme',
      defaultCurrency: 'usd',
      environments: new Map([
        [
          'test',
          {
            name: 'test',
            account: 'acct_123',
            livemode: false,
            retireAfter: 0,
            review: 'none',
            revert: 'safe',
          },
        ],
        [
          'live',
          {
            name: 'live',
            account: 'acct_123',
            livemode: true,
            retireAfter: 604_800,
            review: 'none',
            revert: 'all',
          },
        ],
        [
          'preview',
          {
            name: 'preview',
            account: null,
            livemode: true,
            retireAfter: 86_400,
            review: 'planned',
            revert: 'safe',
          },
        ],
      ]),
      guards: { ...DEFAULTS.guards, max_archives: 0, max_price_change: 12.5 },
      maxRequestsPerSecond: 10,
      showSubscribers: false,
      ignore: [{ key: 'product/legacy*', fields: ['description'] }],
      lint: [{ key: 'price/pro/*', off: ['lint.yearly-dear'] }],
    });
  });

  it.each([
    ['0', 0],
    ['"0"', 0],
    ['90s', 90],
    ['30m', 1800],
    ['24h', 86_400],
    ['7d', 604_800],
  ])('reads the duration %s', (written, expected) => {
    const { config } = parse(`environments: { live: { livemode: true, retire_after: ${written} } }`);
    expect(config.environments.get('live')?.retireAfter).toBe(expected);
  });

  it.each([
    ['catalog: acme\ncatalog: other\n', '2:1 config.duplicate-key'],
    ['catalog: [acme\n', '2:1 config.syntax'],
    ['defaultcurrency: usd\n', '1:1 config.unknown-field a configuration has no field `defaultcurrency`'],
    ['default_currency: EUR\n', '1:19 config.unknown-currency'],
    ['default_currency: isk\n', '1:19 config.unknown-currency'],
    ['catalog: My Shop\n', '1:10 config.bad-code'],
    ['environments: {}\n', '1:1 config.empty'],
    ['environments: { live: { account: acct_1 } }\n', '1:17 config.missing-field'],
    ['environments: { live: { livemode: yes } }\n', '1:35 config.wrong-type'],
    ['environments: { "a b": { livemode: true } }\n', '1:17 config.bad-code'],
    ['environments: { live: { livemode: true, account: "1" } }\n', '1:50 config.bad-format'],
    ['environments: { live: { livemode: true, review: all } }\n', '1:49 config.unknown-value'],
    ['environments: { live: { livemode: true, retire_after: 1 day } }\n', '1:55 config.bad-duration'],
    ['environments: { live: { livemode: true, retire_after: 24 } }\n', '1:55 config.bad-duration'],
    ['guards: { max_archives: -1 }\n', '1:25 config.out-of-range'],
    ['guards: { max_changed_share: 101 }\n', '1:30 config.out-of-range'],
    ['catalog: a\n---\ncatalog: b\n', '3:1 config.many-documents'],
    ['- a\n', '1:1 config.wrong-type'],
  ])('refuses %j', (text, expected) => {
    const { config, diagnostics } = parse(text);
    expect(diagnostics.map(line)).toEqual([expect.stringContaining(`.github/pricebook.yaml:${expected}`)]);
    expect(config).toEqual(DEFAULTS);
  });

  it('refuses two environments of one account and mode, and names both', () => {
    const same = '{ account: acct_1, livemode: false }';
    const { diagnostics } = parse(
      `environments:\n  a: ${same}\n  b: ${same}\n  c: { account: acct_1, livemode: true }\n`,
    );
    expect(diagnostics).toEqual([
      expect.objectContaining({
        code: 'config.same-account',
        where: expect.objectContaining({ line: 3 }),
        other: expect.objectContaining({ line: 2 }),
      }),
    ]);
  });
});
