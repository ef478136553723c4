import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../../src/model/key.ts';
import type { Applied, AppliedState } from '../../src/model/state.ts';
import { mergeStates } from '../../src/snapshot/merge.ts';
import { anyState } from './any-state.ts';
import { contentOf } from './catalogs.ts';
import { anyRace, KEYS, merged } from './races.ts';

const known = (value: unknown): string => JSON.stringify(value ?? null);
const withoutCommit = (resource: Applied | undefined) => known(resource && { ...resource, commit: null });

/** What a state says of a key, in texts. */
const partsOf = (state: AppliedState, key: ResourceKey): readonly string[] => [
  withoutCommit(state.resources.get(key)),
  known(state.pending.find((change) => change.key === key)),
  known(state.ids.find((record) => record.key === key)?.until),
];

/** A state without what depends on who came first. */
const withoutOrder = (state: AppliedState): string =>
  contentOf({
    ...state,
    serial: 0,
    ledger: [],
    released: null,
    reviewed: null,
    resources: new Map([...state.resources].map(([key, resource]) => [key, { ...resource, commit: null }])),
  });

describe('a merge', () => {
  it('with a side that changed nothing is the other side', () => {
    fc.assert(
      fc.property(anyState, anyState, (base, other) => {
        const { account, livemode, catalog } = base;
        const theirs = { ...other, account, livemode, catalog };
        expect(contentOf(merged(base, base, theirs))).toBe(contentOf(theirs));
        expect(contentOf(merged(base, theirs, base))).toBe(contentOf(theirs));
      }),
      { numRuns: 50 },
    );
  });

  it('of equal sides is that side', () => {
    fc.assert(
      fc.property(anyState, anyState, (base, other) => {
        expect(merged({ ...base, account: other.account }, other, other)).toBe(other);
      }),
      { numRuns: 30 },
    );
  });

  it('is the same from either side, but for what depends on who came first', () => {
    fc.assert(
      fc.property(anyRace, ({ base, ours, theirs }) => {
        const outcomes = [mergeStates(base, ours, theirs), mergeStates(base, theirs, ours)].map((merge) =>
          'merged' in merge ? withoutOrder(merge.merged) : known(merge),
        );
        expect(outcomes[0]).toBe(outcomes[1]);
      }),
    );
  });

  it('loses nothing of either side and makes nothing up', () => {
    let both = 0;
    fc.assert(
      fc.property(anyRace, ({ base, ours, theirs }) => {
        const merge = mergeStates(base, ours, theirs);
        const expected = KEYS.map((key) => {
          const [was, our, their] = [base, ours, theirs].map((state) => partsOf(state, key));
          return was!.map((before, index) => {
            const [mine, other] = [our![index]!, their![index]!];
            if (mine === other || mine === before) return other;
            return other === before ? mine : 'conflict';
          });
        });
        const conflicts = KEYS.filter((_, index) => expected[index]!.includes('conflict'));
        expect('merged' in merge ? KEYS.map((key) => partsOf(merge.merged, key)) : merge).toEqual(
          conflicts.length > 0 ? { conflicts } : expected,
        );
        if ('merged' in merge) both += 1;
      }),
    );
    expect(both).toBeGreaterThan(10);
  });

  it('has a serial above both, and every line of both ledgers once', () => {
    fc.assert(
      fc.property(anyRace, ({ base, ours, theirs }) => {
        const merge = mergeStates(base, ours, theirs);
        if (!('merged' in merge)) return;
        const { serial, ledger } = merge.merged;
        expect(serial).toBeGreaterThan(Math.max(ours.serial, theirs.serial));
        expect(ledger.slice(0, theirs.ledger.length)).toEqual(theirs.ledger);
        const own = ledger.slice(theirs.ledger.length);
        expect(own.map(({ digest }) => digest)).toEqual(ours.ledger.slice(1).map(() => 'ours'));
        const serials = ledger.map((entry) => entry.serial);
        expect(serials).toEqual([...new Set(serials)].sort((a, b) => a - b));
        expect(Math.max(...serials)).toBeLessThanOrEqual(serial);
        for (const { serial: number } of own) expect(number).toBeGreaterThan(theirs.serial);
      }),
    );
  });

  it('merged again with what it was merged with says the same', () => {
    fc.assert(
      fc.property(anyRace, ({ base, ours, theirs }) => {
        const merge = mergeStates(base, ours, theirs);
        if (!('merged' in merge)) return;
        expect(merged(theirs, merge.merged, theirs)).toBe(merge.merged);
        const again = merged(base, merge.merged, theirs);
        expect(contentOf({ ...again, serial: 0, ledger: [] })).toBe(
          contentOf({ ...merge.merged, serial: 0, ledger: [] }),
        );
        expect(again.ledger).toHaveLength(merge.merged.ledger.length);
      }),
    );
  });
});
