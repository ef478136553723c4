import { describe, expect, it } from 'vitest';
import { lookupId } from '../../src/snapshot/lookup.ts';
import { applied, idRecord, stateWith } from './catalogs.ts';

const retiring = idRecord('price/pro/monthly', 'price_2024', {
  until: '2026-01-01T12:00:00Z',
  retireAt: '2026-01-02T12:00:00Z',
});

const state = stateWith(
  [
    applied('product/basic_monthly', 'basic_monthly'),
    applied('price/basic_monthly/main', 'price_basic', { lookup_key: 'basic_monthly' }),
    applied('product/pro', 'pro'),
    applied('price/pro/monthly', 'price_pro_m', { lookup_key: 'pro_month' }),
    applied('price/pro/main', 'price_pro_main', { lookup_key: null }),
    applied('meter/calls', 'mtr_1'),
    applied('coupon/calls', 'calls'),
    applied('coupon/launch', 'pro'),
    applied('price/team/seat', 'price_seat', { lookup_key: 'shared' }),
    applied('price/team/flat', 'price_flat', { lookup_key: 'shared' }),
    // `formerly: starter`, `formerly: plus/main`, then replaced; then moved once more.
    applied('price/entry/main', 'price_entry_2'),
  ],
  {
    ids: [
      retiring,
      idRecord('price/starter/main', 'price_entry_1', { until: '2026-01-01T12:00:00Z' }),
      idRecord('price/plus/main', 'price_entry_1', { until: '2026-01-02T12:00:00Z' }),
      idRecord('price/plus/main', 'price_entry_2', { until: '2026-01-03T12:00:00Z' }),
      idRecord('product/gone', 'gone', { until: '2026-01-01T12:00:00Z' }),
      idRecord('product/split', 'price_pro_m', { until: '2026-01-01T12:00:00Z' }),
    ],
  },
);

describe('lookup', () => {
  it.each([
    ['price/pro/monthly', 'price_pro_m', 'a whole key'],
    ['product/basic_monthly', 'basic_monthly', 'a whole key, where its code alone would mean the price'],
    ['pro/monthly', 'price_pro_m', 'the codes of a price'],
    ['basic_monthly', 'price_basic', 'a plan with the one price main'],
    ['pro', 'pro', 'a plan with more prices than main'],
    ['launch', 'pro', 'a code of another kind'],
    ['pro_month', 'price_pro_m', 'a lookup key'],
    ['meter/calls', 'mtr_1', 'a whole key whose code alone is ambiguous'],
    ['price/plus/main', 'price_entry_2', 'a former key, after a replacement'],
    ['plus/main', 'price_entry_2', 'the codes of a former key'],
    ['starter', 'price_entry_2', 'the short form of a former key, renamed twice'],
  ])('finds %s: %s, by %s', (text, id) => {
    expect(lookupId(state, text)?.id).toBe(id);
  });

  it.each([
    ['nothing', 'no one'],
    ['', 'an empty text'],
    ['pro/', 'half a key'],
    ['price/pro', 'a key one code short'],
    ['price_pro_m', 'an id'],
    ['gone', 'a key whose object is gone'],
    ['split', 'a former key whose id another kind has'],
    ['null', 'the word for a lookup key that is none'],
  ])('finds nothing for %s: %s', (text) => {
    expect(lookupId(state, text)).toBeUndefined();
  });

  it.each([
    ['calls', ['coupon/calls', 'meter/calls']],
    ['shared', ['price/team/flat', 'price/team/seat']],
  ])('refuses to choose for %s', (text, keys) => {
    const asked = () => lookupId(state, text);
    expect(asked).toThrow(expect.objectContaining({ code: 'lookup.ambiguous' }));
    for (const key of keys) expect(asked).toThrow(key);
  });

  it('says what is still on sale beside it', () => {
    expect(lookupId(state, 'pro/monthly')).toEqual({
      key: 'price/pro/monthly',
      kind: 'price',
      id: 'price_pro_m',
      retiring: [retiring],
    });
  });
});
