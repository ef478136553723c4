import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { API_VERSIONS, EVENTS } from '../../src/kinds/webhook/known.ts';
import { line, load, objectOf } from '../manifest/support.ts';

const hook = (more: string, code = 'billing'): string =>
  `kind: webhook\ncode: ${code}\nevents: [invoice.paid]\n${more}\n`;
const BOTH = new Map([
  ['test', { livemode: false }],
  ['live', { livemode: true }],
]);
const described = { environments: ['test', 'live'], described: BOTH };
const problems = (text: string, options = {}): readonly string[] =>
  load({ 'plans/a.yaml': text }, options).diagnostics.map(line);
const MAP = 'url: { live: https://example.com/hook, test: http://staging.example.com/hook }';

describe('the manifest of a webhook endpoint', () => {
  it('has its events as a set', () => {
    const { spec } = objectOf(
      'kind: webhook\ncode: a\nurl: https://a.example\nevents: [b.c, "*", a.b]\n',
      'webhook/a',
    );
    expect(spec).toEqual({ url: 'https://a.example', events: ['*', 'a.b', 'b.c'], disabled: false });
  });

  it.each([
    ['test', 'http://staging.example.com/hook'],
    ['live', 'https://example.com/hook'],
  ])('has the URL of the environment %s', (environment, url) => {
    const loaded = load({ 'plans/a.yaml': hook(MAP) }, { ...described, environment });
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded.desired).toMatchObject([{ spec: { url } }]);
  });

  it.each([
    ['no URL', '', 'missing-field'],
    ['no address', 'url: example.com', 'bad-format'],
    [
      'an address of nowhere',
      MAP.replace('staging.example.com/hook', 'staging.example.com:port'),
      'bad-format',
    ],
    ['another protocol', 'url: { live: ftp://example.com, test: https://example.com }', 'bad-format'],
    ['an unknown environment', MAP.replace(' }', ', prod: https://a.example }'), 'unknown-environment'],
    ['no HTTPS in live mode', MAP.replace('https:', 'http:'), 'insecure-url'],
    ['metadata of ours', `${MAP}\nmetadata: { pricebook_key: x }`, 'reserved-metadata'],
    ['a former code', `${MAP}\nformerly: old`, 'unknown-field'],
    ['a version that is none', `${MAP}\napi_version: latest`, 'bad-format'],
  ])('is refused with %s', (_name, more, code) => {
    expect(problems(hook(more), { ...described, environment: null })).toEqual([
      expect.stringContaining(`manifest.${code} `),
    ]);
  });

  it.each([null, 'test', 'live'])(
    'is refused without a URL for each environment, looking at %s',
    (environment) => {
      const options = { ...described, environment };
      expect(problems(hook('url: { test: https://example.com }'), options)).toEqual([
        'plans/a.yaml:4:1 manifest.missing-environment `url` says nothing for `live`',
      ]);
      expect(problems(hook('url: { test: https://example.com }\nonly: [test]'), options)).toEqual([]);
      expect(problems(hook('url: https://example.com'), options)).toEqual([
        'plans/a.yaml:4:6 manifest.shared-url the URL is the same in `test` and `live`',
      ]);
      expect(problems(hook('url: https://example.com\nonly: [live]'), options)).toEqual([]);
      expect(problems(hook('url: http://example.com\nonly: [live]'), options)).toEqual([
        expect.stringContaining('manifest.insecure-url `url`: `http://example.com` is not HTTPS'),
      ]);
    },
  );

  it('may have one URL without a configuration, where an environment is called after its mode', () => {
    expect(problems(hook('url: http://example.com'), { environment: 'test' })).toEqual([]);
    expect(problems(hook('url: http://example.com'), { environment: null })).toEqual([]);
    expect(problems(hook('url: http://example.com'), { environment: 'live' })).toEqual([
      expect.stringContaining('manifest.insecure-url '),
    ]);
  });

  it.each([null, 'test'])('shares its URL with no other, looking at %s', (environment) => {
    const other = hook(
      'url: { live: https://other.example.com, test: http://staging.example.com/hook }',
      'other',
    );
    expect(problems(`${hook(MAP)}---\n${other}`, { ...described, environment })).toEqual([
      expect.stringContaining(
        'manifest.duplicate-value the URL `http://staging.example.com/hook` is that of `webhook/other` and of `webhook/billing`',
      ),
    ]);
    const swapped = hook(
      'url: { live: https://staging.example.com, test: https://example.com/hook }',
      'other',
    );
    expect(problems(`${hook(MAP)}---\n${swapped}`, { ...described, environment })).toEqual([]);
  });

  it('is a warning with names that only Stripe may know', () => {
    const text = hook('url: https://a.example\napi_version: 2026-10-28.endives').replace(
      'invoice.paid',
      'invoice.payed, customer.subscription.created, something.of.tomorrow, "*"',
    );
    expect(problems(text)).toEqual([
      'plans/a.yaml:3:10 lint.unknown-event `invoice.payed` is not an event that Pricebook knows',
      'plans/a.yaml:3:56 lint.unknown-event `something.of.tomorrow` is not an event that Pricebook knows',
      expect.stringContaining('lint.unknown-api-version `2026-10-28.endives` is not'),
    ]);
    expect(load({ 'plans/a.yaml': text }).diagnostics.map(({ detail }) => detail)).toEqual([
      'Did you mean `invoice.paid`?',
      'Stripe may refuse it.',
      'Did you mean `2026-10-28.endive`?',
    ]);
  });

  it('is a warning where there are more than Stripe allows', () => {
    const many = (number: number): string =>
      Array.from({ length: number }, (_, at) => hook(`url: https://a.example/${at}`, `a${at}`)).join('---\n');
    expect(problems(many(16))).toEqual([]);
    expect(problems(many(17))).toEqual([expect.stringContaining('lint.many-webhooks there are 17')]);
  });
});

describe('the names that Pricebook knows', () => {
  const types = join(
    dirname(createRequire(import.meta.url).resolve('stripe')),
    'resources/WebhookEndpoints.d.ts',
  );
  const text = readFileSync(types, 'utf8');
  const named = (type: string): readonly string[] => {
    const union = new RegExp(`type ${type} = (.*?);`).exec(text)?.[1] ?? '';
    return [...union.matchAll(/'([^']+)'/g)].flatMap(([, name]) =>
      name === undefined || name === '*' ? [] : [name],
    );
  };

  it.each([
    ['EnabledEvent', EVENTS, 200],
    ['ApiVersion', API_VERSIONS, 100],
  ] as const)('are those of the SDK: %s', (type, known, least) => {
    expect(named(type).length).toBeGreaterThan(least);
    expect([...known].toSorted()).toEqual(named(type).toSorted());
  });
});
