import * as fc from 'fast-check';
import type { ResourceKey } from '../../src/model/key.ts';
import type { RecordedChange } from '../../src/model/record.ts';
import type { Applied, AppliedState } from '../../src/model/state.ts';
import { mergeStates } from '../../src/snapshot/merge.ts';
import { applied, entryOf, idRecord, stateWith } from './catalogs.ts';

/** The keys of the objects that a race is about. */
export const KEYS = ['a', 'b', 'c', 'd'].map((code): ResourceKey => `product/${code}`);
export const TIMES = ['2026-01-01T12:00:00Z', '2026-02-01T12:00:00Z'] as const;
const rarely = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null, freq: 2 });

/** What one side did to one key: nothing, or what stands there afterwards (null: nothing any more). */
interface Edit {
  readonly resource?: Applied | null;
  readonly pending?: RecordedChange | null;
  readonly until?: string;
}

const anyEdit = (key: ResourceKey): fc.Arbitrary<Edit> =>
  fc.record(
    {
      resource: rarely(
        fc
          .record({ name: fc.nat(2), commit: fc.constantFrom('c1', 'c2') })
          .map(({ name, commit }): Applied => {
            return { ...applied(key, key, { name: String(name) }), commit };
          }),
      ),
      pending: rarely(fc.constantFrom('update', 'archive').map((action) => ({ key, action, fields: {} }))),
      until: fc.constantFrom(...TIMES),
    },
    { requiredKeys: [] },
  );

const anyEdits = fc.tuple(...KEYS.map(anyEdit));
const anyCommit = fc.constantFrom(null, 'c1', 'c2', 'c3');

/** A state after the edits, each in its key's place. */
function edited(state: AppliedState, edits: readonly Edit[], more: Partial<AppliedState> = {}): AppliedState {
  const resources = new Map(state.resources);
  const pending = new Map(state.pending.map((change) => [change.key, change]));
  const ids = new Map(state.ids.map((record) => [record.key, record]));
  for (const [index, { resource, pending: change, until }] of edits.entries()) {
    const key = KEYS[index]!;
    if (resource === null) resources.delete(key);
    else if (resource !== undefined) resources.set(key, resource);
    if (change === null) pending.delete(key);
    else if (change !== undefined) pending.set(key, change);
    if (until !== undefined) ids.set(key, idRecord(key, key, { until }));
  }
  return { ...state, resources, pending: [...pending.values()], ids: [...ids.values()], ...more };
}

/** A base and what two runs made of it, each with up to two lines in the ledger, and one write that left none. */
export const anyRace = fc
  .record({
    start: anyEdits,
    our: anyEdits,
    their: anyEdits,
    writes: fc.tuple(fc.nat(2), fc.nat(2)),
    released: fc.tuple(anyCommit, anyCommit, anyCommit),
    reviewed: fc.tuple(anyCommit, anyCommit, anyCommit),
  })
  .map(({ start, our, their, writes, released, reviewed }) => {
    const side = (place: 0 | 1 | 2) => ({ released: released[place], reviewed: reviewed[place] });
    const wrote = (who: string, count: number) => ({
      serial: 8 + count,
      ledger: [
        entryOf(7),
        ...Array.from({ length: count }, (_, index) => entryOf(8 + index, { digest: who })),
      ],
    });
    const base = edited(stateWith([], { serial: 7, ledger: [entryOf(7)] }), start, side(0));
    return {
      base,
      ours: edited(base, our, { ...side(1), ...wrote('ours', writes[0]) }),
      theirs: edited(base, their, { ...side(2), ...wrote('theirs', writes[1]) }),
    };
  });

/** What comes of a merge; fails the test where it is none. */
export function merged(base: AppliedState, ours: AppliedState, theirs: AppliedState): AppliedState {
  const merge = mergeStates(base, ours, theirs);
  if (!('merged' in merge)) throw new Error(`no merge: ${JSON.stringify(merge)}`);
  return merge.merged;
}
