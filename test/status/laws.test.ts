import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Applied, AppliedState } from '../../src/model/state.ts';
import { differenceCount } from '../../src/model/status.ts';
import { compareRecords } from '../../src/plan/compare-records.ts';
import { anyState } from '../snapshot/any-state.ts';
import { shuffled } from '../snapshot/catalogs.ts';

const withResources = (state: AppliedState, resources: readonly Applied[]): AppliedState => ({
  ...state,
  resources: new Map(resources.map((resource) => [resource.key, resource])),
});

/** Two states that have a part in common. */
const anyTwo = fc.tuple(anyState, anyState).map(([first, second]): [AppliedState, AppliedState] => {
  const shared = [...first.resources.values()].slice(0, 6);
  return [first, withResources(second, [...shared, ...second.resources.values()])];
});

describe('two snapshots', () => {
  it('of which one is the other with other ids, in another order, do not differ', () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const resources = [...state.resources.values()].map((each, index) => ({
          ...each,
          id: `id_${index}`,
        }));
        const other = shuffled({ ...withResources(state, resources), ids: [] });
        expect(differenceCount(compareRecords(state, other))).toBe(0);
      }),
    );
  });

  it('differ in the same objects whichever of them comes first', () => {
    fc.assert(
      fc.property(anyTwo, ([first, second]) => {
        const [there, back] = [compareRecords(first, second), compareRecords(second, first)];
        expect(differenceCount(there)).toBe(differenceCount(back));
        expect(there.differing.map(({ key, otherKey }) => `${key} ${otherKey}`).sort()).toEqual(
          back.differing.map(({ key, otherKey }) => `${otherKey} ${key}`).sort(),
        );
      }),
    );
  });

  it('have each object counted once', () => {
    fc.assert(
      fc.property(anyTwo, ([first, second]) => {
        const { onlyFirst, onlySecond, differing } = compareRecords(first, second);
        const ours = [...onlyFirst, ...differing.map(({ key }) => key)];
        const theirs = [...onlySecond, ...differing.map(({ otherKey }) => otherKey)];
        for (const [keys, state] of [
          [ours, first],
          [theirs, second],
        ] as const) {
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys.every((key) => state.resources.has(key))).toBe(true);
        }
      }),
    );
  });
});
