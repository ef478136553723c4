import { describe, expect, it } from 'vitest';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import { referrersOf } from '../../src/plan/referrers.ts';
import { desiredOf } from './review.ts';

const CALLS = 'kind: meter\ncode: calls\ndisplay_name: Calls';
const plan = (code: string, lines = '', price = '') => `
code: ${code}
name: ${code}
default_price: b
${lines}
prices:
  b: { currency: usd, interval: month, meter: calls, amount: 1${price} }
  a: { currency: usd, interval: month, amount: 1${price} }`;

const found = (yaml: readonly string[], ...keys: ResourceKey[]) =>
  Object.fromEntries(
    [...referrersOf(keys, desiredOf(yaml.join('\n---\n')), kindNamed)].map(([key, referrers]) => [
      key,
      referrers.map((referrer) => `${referrer.key} ${referrer.path}`),
    ]),
  );

describe('the referrers of an object', () => {
  it('are the fields that name it, sorted', () => {
    expect(found([plan('z'), CALLS, plan('c')], 'meter/calls', 'price/z/b', 'price/z/a')).toEqual({
      'meter/calls': ['price/c/b meter', 'price/z/b meter'],
      'price/z/b': ['product/z default_price'],
    });
  });

  it('are the prices that stay on sale without their product', () => {
    expect(found([plan('z', 'active: false'), CALLS], 'product/z')).toEqual({
      'product/z': ['price/z/a product', 'price/z/b product'],
    });
  });

  it('are not what goes off sale itself', () => {
    const gone = plan('z', 'active: false', ', active: false').replace('default_price: b', '');
    expect(found([gone, CALLS], 'product/z', 'meter/calls')).toEqual({});
  });

  it('are found in lists too', () => {
    const [first, ...others] = desiredOf([plan('z'), CALLS].join('\n---\n'));
    if (first === undefined) throw new Error('there is nothing');
    const listed = { ...first, spec: { meter: ['meter/other', 'meter/calls'] }, kind: 'price' };
    expect(referrersOf(['meter/calls'], [listed], kindNamed).get('meter/calls')).toEqual([
      { key: first.key, path: 'meter' },
    ]);
    expect(others.length).toBeGreaterThan(0);
  });
});
