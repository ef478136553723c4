import { describe, expect, it } from 'vitest';
import type { Guard } from '../../src/model/plan.ts';
import { orphanWords } from '../../src/render/findings.ts';
import { guardWords } from '../../src/render/guards.ts';
import { terminalPhrase } from '../../src/render/phrase.ts';
import { saleWordsOfAll } from '../../src/render/sale.ts';
import { whyWords } from '../../src/render/accept/why.ts';
import { countWords } from '../../src/render/review/counts.ts';
import { creation } from './build.ts';

const guard = (...keys: Guard['keys']): string =>
  terminalPhrase(guardWords({ name: 'max_archives', limit: 1, actual: keys.length, keys, allow: [] }));

const why = (key: Guard['keys'][number]): string =>
  terminalPhrase(whyWords({ key, path: 'active', live: null, why: 'no-manifest' }));

describe('what is said of objects that are not sold', () => {
  it('is not that they are on sale', () => {
    expect(saleWordsOfAll(['tax_rate', 'coupon']).is).toBe('available');
    expect(saleWordsOfAll(['price', 'coupon']).is).toBe('on sale or available');
    expect(saleWordsOfAll(['price', 'product']).is).toBe('on sale');
    expect(terminalPhrase(orphanWords([{ key: 'coupon/launch' }], 'marker'))).toMatch(
      /^Available with our marker, and known to neither/,
    );
  });

  it('counts by a guard as what becomes of them', () => {
    expect(guard('price/a/b', 'product/a')).toBe('2 would go off sale or away; the limit is 1');
    expect(guard('coupon/a')).toBe('1 would be withdrawn or go away; the limit is 1');
    expect(guard('coupon/a', 'price/a/b')).toBe(
      '2 would go off sale, be withdrawn or go away; the limit is 1',
    );
  });

  it('is that nothing is withdrawn, where nothing is', () => {
    const words = (...keys: Guard['keys']): string =>
      terminalPhrase(
        countWords(
          keys.map((key) => creation(key, {})),
          { nouns: {} },
        ),
      );
    expect(words('tax_rate/vat')).toMatch(/, nothing is withdrawn$/);
    expect(words('tax_rate/vat', 'product/a')).toMatch(/, nothing goes off sale or is withdrawn$/);
    expect(words('product/a')).toMatch(/, nothing goes off sale$/);
  });

  it('is what their removal does, where no manifest describes them', () => {
    expect(why('price/a/b')).toMatch(/the next release takes it off sale$/);
    expect(why('tax_rate/vat')).toMatch(/the next release withdraws it$/);
    expect(why('coupon/a')).toMatch(/the next release deletes it$/);
    expect(why('meter/calls')).toMatch(/the next release lets go of it$/);
  });
});
