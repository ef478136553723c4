import { describe, expect, it } from 'vitest';
import { load, objectOf, objectsOf } from './support.ts';

const price = (more: string): string => `{ amount: 1, currency: usd, interval: month${more} }`;
const plan = (more: string, prices: string): string =>
  `code: pro\nname: Pro\n${more}\nprices: { ${prices} }\n`;
const keys = (text: string, environment: string): readonly string[] =>
  objectsOf(text, { environment }).map(({ key }) => key);

describe('only', () => {
  const text = plan('only: [live, test]', `a: ${price('')}, b: ${price(', only: [live], nickname: b')}`);

  it('says in which environments a plan and its prices exist', () => {
    expect(keys(text, 'live')).toEqual(['price/pro/a', 'price/pro/b', 'product/pro']);
    expect(keys(text, 'test')).toEqual(['price/pro/a', 'product/pro']);
    expect(keys(text, 'staging')).toEqual([]);
  });

  it('leaves nothing out when all environments are validated', () => {
    expect(objectsOf(text)).toHaveLength(3);
  });

  it('knows the environments of the configuration', () => {
    const staging = plan('only: [staging]', `a: ${price('')}`);
    expect(load({ 'plans/a.yaml': staging }).diagnostics[0]?.code).toBe('manifest.unknown-environment');
    expect(objectsOf(staging, { environments: ['staging'] })).toHaveLength(2);
  });

  it('must not take a default price away', () => {
    const text = plan('default_price: a', `a: ${price(', only: [live]')}`);
    const codes = (environment: string | null): readonly string[] =>
      load({ 'plans/a.yaml': text }, { environment }).diagnostics.map(({ code }) => code);
    expect(codes('live')).toEqual([]);
    expect(codes('test')).toEqual(['manifest.default-price']);
    expect(codes(null)).toEqual(['manifest.default-price']);
  });

  it('must not take a meter away from its price', () => {
    const files = {
      'plans/a.yaml': plan('', `a: ${price(', meter: m')}`),
      'plans/m.yaml': 'kind: meter\ncode: m\ndisplay_name: M\naggregation: sum\nonly: [live]\n',
    };
    expect(load(files, { environment: 'live' }).diagnostics).toEqual([]);
    expect(load(files, { environment: 'test' }).diagnostics).toEqual([
      expect.objectContaining({
        code: 'manifest.unknown-reference',
        summary: '`meter/m` does not exist in `test`',
      }),
    ]);
  });
});

describe('adopt', () => {
  it('names an object for all environments, or one for each', () => {
    const text = plan('adopt: { live: prod_1, test: prod_2 }', `a: ${price(', adopt: price_1')}`);
    const adopted = (environment: string | null): unknown[] =>
      objectsOf(text, { environment }).map(({ adopt }) => adopt);
    expect(adopted('live')).toEqual(['price_1', 'prod_1']);
    expect(adopted('test')).toEqual(['price_1', 'prod_2']);
    expect(adopted(null)).toEqual(['price_1', undefined]);
  });

  it('says nothing for an environment that it does not name', () => {
    expect(
      objectOf('code: a\nname: A\nadopt: { live: prod_1 }\n', 'product/a', { environment: 'test' }),
    ).not.toHaveProperty('adopt');
  });
});

describe('formerly', () => {
  const former = (text: string, key: string): readonly string[] => objectOf(text, key).formerly;

  it('moves a plan and its prices', () => {
    const text = plan('formerly: [newer, older]', `a: ${price('')}`);
    expect(former(text, 'product/pro')).toEqual(['product/newer', 'product/older']);
    expect(former(text, 'price/pro/a')).toEqual(['price/newer/a', 'price/older/a']);
  });

  it('moves the price of the short form', () => {
    expect(
      former('code: b\nname: B\nprice: 1\ncurrency: usd\ninterval: month\nformerly: a\n', 'price/b/main'),
    ).toEqual(['price/a/main']);
  });

  it('moves a price within its plan, or from another', () => {
    const text = plan('', `a: ${price(', formerly: [b, old/c]')}`);
    expect(former(text, 'price/pro/a')).toEqual(['price/pro/b', 'price/old/c']);
    expect(former(text, 'product/pro')).toEqual([]);
  });

  it('looks for a renamed price of a renamed plan under both names of the plan', () => {
    const text = plan('formerly: old', `a: ${price(', formerly: b')}`);
    expect(former(text, 'price/pro/a')).toEqual(['price/pro/b', 'price/old/b']);
  });
});
