import { describe, expect, it } from 'vitest';
import type { Applied, AppliedState, IdRecord } from '../../src/model/state.ts';
import { mergeStates } from '../../src/snapshot/merge.ts';
import { applied, idRecord, stateWith } from './catalogs.ts';
import { merged, TIMES } from './races.ts';

describe('what both sides changed', () => {
  const pro = applied('product/pro', 'pro', { name: 'Pro' });
  const base = stateWith([pro], { released: 'c0', reviewed: 'c0' });
  const next = (more: Partial<AppliedState>): AppliedState => ({ ...base, serial: 2, ...more });
  const holding = (...list: readonly Applied[]) => ({
    resources: new Map(list.map((one) => [one.key, one])),
  });
  const record = (more: Partial<IdRecord>) => ({ ids: [idRecord('product/pro', 'pro', more)] });

  it('is no conflict when they made the same of it, whichever commit they did it for', () => {
    const [one, other] = ['c1', 'c2'].map((commit) => ({ ...pro, spec: { name: 'Pro!' }, commit }));
    const { resources } = merged(base, next(holding(one!)), next(holding(other!)));
    expect(resources.get('product/pro')).toEqual(other);
  });

  it('moves the commits that are released and reviewed to theirs, and to ours where only we moved', () => {
    const ours = next({ released: 'c2', reviewed: 'c2' });
    expect(merged(base, ours, next({ released: 'c1', ...holding() }))).toMatchObject({
      released: 'c1',
      reviewed: 'c2',
    });
  });

  it('is one record of an id, noted when the first of them found it', () => {
    const [early, late] = TIMES;
    const before = { ...base, ids: [] };
    const { ids } = merged(
      before,
      next(record({ since: late, retireAt: late })),
      next(record({ since: early, until: late })),
    );
    expect(ids).toEqual([idRecord('product/pro', 'pro', { since: early, until: late, retireAt: late })]);
  });

  it.each([
    {
      what: 'another name each',
      our: holding({ ...pro, spec: { name: 'A' } }),
      their: holding({ ...pro, spec: { name: 'B' } }),
    },
    { what: 'one struck it', our: holding(), their: holding({ ...pro, spec: { name: 'B' } }) },
    { what: 'another object each', our: holding({ ...pro, id: 'x' }), their: holding({ ...pro, id: 'y' }) },
    { what: 'another end each', our: record({ until: TIMES[0] }), their: record({ until: TIMES[1] }) },
    { what: 'an end and no record', our: record({ until: TIMES[0] }), their: { ids: [] } },
    {
      what: 'another key each for one object',
      our: holding(applied('product/plus', 'pro')),
      their: holding(applied('product/max', 'pro')),
      conflicts: ['product/max', 'product/plus'],
    },
  ])('is a conflict: $what', ({ our, their, conflicts = ['product/pro'] }) => {
    expect(mergeStates(base, next(our), next(their))).toEqual({ conflicts });
  });

  it('is no conflict over an object that two keys had before', () => {
    const pair = [pro, applied('product/plus', 'pro')];
    const before = stateWith(pair);
    const [our, their] = ['a', 'b'].map((code) => holding(...pair, applied(`product/${code}`, code)));
    const { resources } = merged(before, { ...before, ...our }, { ...before, ...their });
    expect([...resources.keys()].sort()).toEqual(['product/a', 'product/b', 'product/plus', 'product/pro']);
  });

  it.each(['account', 'catalog'] as const)('must be of one %s', (differs) => {
    expect(mergeStates(base, next({ [differs]: 'another' }), base)).toEqual({ differs });
  });
});
