import { describe, expect, it } from 'vitest';
import { reviewOf } from '../../src/plan/own.ts';
import { archive, creation, fields, plan, replacement, update } from '../render/build.ts';

const brief = (changes: ReturnType<typeof reviewOf>['own']): string[] =>
  changes.map(
    ({ action, key, fields: moved }) => `${action} ${key} [${moved.map(({ path }) => path).join(' ')}]`,
  );

const raise = (after: string) =>
  replacement('price/pro/monthly', { fields: fields({ amount: ['25', after] }) });
const product = (moved: Parameters<typeof fields>[0]) => update('product/pro', { fields: fields(moved) });

describe('what a pull request answers for', () => {
  it('is everything where its base changes nothing', () => {
    const merge = plan({ changes: [creation('product/team', { name: 'Team' }), raise('29')] });
    const { own, earlier, withdrawn } = reviewOf(merge, plan());
    expect(brief(own)).toEqual(['create product/team [name]', 'replace price/pro/monthly [amount]']);
    expect([...earlier, ...withdrawn]).toEqual([]);
  });

  it('is nothing of what was merged before and is not released yet', () => {
    const base = plan({ changes: [raise('29')] });
    const { own, earlier } = reviewOf(plan({ changes: [raise('29')] }), base);
    expect(own).toEqual([]);
    expect(brief(earlier)).toEqual(['replace price/pro/monthly [amount]']);
  });

  it('is, of an object that others moved too, the fields that it moves', () => {
    const base = plan({ changes: [product({ name: ['Pro', 'Pro+'] })] });
    const merge = plan({ changes: [product({ name: ['Pro', 'Pro+'], description: [null, 'New'] })] });
    const { own, earlier } = reviewOf(merge, base);
    expect(brief(own)).toEqual(['update product/pro [description]']);
    expect(earlier).toEqual([]);
  });

  it('is a field that it moves further than its base does', () => {
    const { own } = reviewOf(plan({ changes: [raise('35')] }), plan({ changes: [raise('29')] }));
    expect(own[0]?.fields).toEqual([{ path: 'amount', before: '25', after: '35' }]);
  });

  it('is a whole change where the base does something else to the object', () => {
    const base = plan({ changes: [product({ name: ['Pro', 'Pro+'] })] });
    const { own, withdrawn } = reviewOf(plan({ changes: [archive('product/pro', 'prod_1')] }), base);
    expect(brief(own)).toEqual(['archive product/pro [active]']);
    expect(withdrawn).toEqual([]);
  });

  it('tells archives of one key apart by their object', () => {
    const due = archive('price/pro/monthly', 'price_1', { cause: 'due' });
    const removed = archive('price/pro/monthly', 'price_2');
    const { own, earlier } = reviewOf(plan({ changes: [due, removed] }), plan({ changes: [due] }));
    expect(own).toEqual([removed]);
    expect(earlier).toEqual([due]);
  });
});

describe('what a pull request takes back', () => {
  it('is a change of its base that its merge does not have', () => {
    const { own, withdrawn } = reviewOf(plan(), plan({ changes: [raise('29')] }));
    expect(own).toEqual([]);
    expect(brief(withdrawn)).toEqual(['replace price/pro/monthly [amount]']);
  });

  it('is a single field, where the others stay', () => {
    const base = plan({ changes: [product({ name: ['Pro', 'Pro+'], url: [null, 'https://example.com'] })] });
    const { earlier, withdrawn } = reviewOf(plan({ changes: [product({ name: ['Pro', 'Pro+'] })] }), base);
    expect(brief(earlier)).toEqual(['update product/pro [name]']);
    expect(brief(withdrawn)).toEqual(['update product/pro [url]']);
  });
});
