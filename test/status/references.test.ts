import { expect, it } from 'vitest';
import type { AppliedState } from '../../src/model/state.ts';
import { compareRecords } from '../../src/plan/compare-records.ts';
import { emptyState } from '../../src/snapshot/state.ts';

/** A catalog whose portal offers two prices, of which the first is called after `plan`. */
function offering(plan: string): AppliedState {
  const price = `price/${plan}/main` as const;
  const row = { kind: 'price', spec: {}, commit: null };
  const prices = [price, 'price/other/main'].sort();
  const spec = { 'switch_plans.prices': prices, images: ['b', 'a'] };
  return {
    ...emptyState({ account: 'acct_1', livemode: false, catalog: 'default' }),
    resources: new Map([
      [price, { ...row, key: price, id: 'price_1' }],
      ['portal/main', { key: 'portal/main', kind: 'portal', id: 'bpc_1', spec, commit: null }],
    ]),
    ids: [{ key: 'price/zero/main', id: 'price_1', since: '', until: null, retireAt: null }],
  };
}

it('a list of references to an object that was renamed is the same, and other lists keep their order', () => {
  const { differing } = compareRecords(offering('able'), offering('zero'));
  expect(differing).toMatchObject([{ key: 'price/able/main', otherKey: 'price/zero/main', fields: [] }]);
});
