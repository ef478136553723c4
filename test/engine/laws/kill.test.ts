import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/lib/json.ts';
import type { AppliedState } from '../../../src/model/state.ts';
import type { Account } from './account.ts';
import { anyCatalog, yamlOf } from './catalogs.ts';
import type { Death } from './death.ts';
import { ALL, edited, editsOf } from './edits.ts';
import { newLab, todo, undone, type Lab } from './lab.ts';

// For a longer search: more runs from another seed, and smaller counterexamples.
const { RUNS: runs, SEED: seed, TIMEOUT: timeout, SHRINK: shrink } = process.env;
const RUNS = Number(runs ?? 4);
const SEED = Number(seed ?? 20_261_122);
const TIMEOUT = Number(timeout ?? 60_000);
const endOnFailure = shrink === undefined;

/** More than the day that idempotency keys and retirements last. */
const LATER = 25 * 3600;

/** What may happen between the death of a run and the next one. */
const MEANWHILE = {
  'nothing else happened': () => undefined,
  'a day went by': (lab) => lab.advance(LATER),
  'the snapshot was put back': (lab, before) => lab.putBack(before),
  'both happened': (lab, before) => {
    lab.putBack(before);
    lab.advance(LATER);
  },
} as const satisfies Record<string, (lab: Lab, before: Buffer | null) => void>;

type Meanwhile = keyof typeof MEANWHILE;

/** The texts of a catalog and of what edits made of it. */
type Pair = readonly [before: string, after: string];
const anyPair: fc.Arbitrary<Pair> = fc
  .tuple(anyCatalog, editsOf(ALL))
  .map(([catalog, edits]) => [yamlOf(catalog), yamlOf(edited(catalog, edits))]);

const anyDeath: fc.Arbitrary<Death> = fc.record({
  write: fc.nat(1000),
  moment: fc.constantFrom('before', 'after'),
});

interface Settled {
  readonly account: Account;
  readonly recorded: readonly string[];
}

/** A run to its end, and the day after, when everything retiring is gone. */
async function settle(lab: Lab, yaml: string): Promise<Settled> {
  for (const day of [0, LATER]) {
    lab.advance(day);
    const run = await lab.apply(yaml);
    expect(undone(run)).toEqual([]);
    expect(todo(run.left)).toEqual([]);
    expect(run.left.catchUps).toEqual([]);
    const account = lab.account();
    expect(account.faults).toEqual([]);
    const { retiring, resources } = recordOf(await lab.applied());
    expect(retiring).toEqual(account.retiring);
    expect(resources.filter(({ key, id }) => (account.onSale[key] ?? id) !== id)).toEqual([]);
  }
  const { resources } = recordOf(await lab.applied());
  return {
    account: lab.account(),
    recorded: resources.map(({ key, spec }) => `${key} ${canonicalJson(spec)}`),
  };
}

function recordOf(applied: AppliedState | null) {
  const ids = applied?.ids.filter(({ retireAt }) => retireAt !== null) ?? [];
  return {
    resources: [...(applied?.resources.values() ?? [])].sort((a, b) => (a.key < b.key ? -1 : 1)),
    retiring: ids.map(({ id, retireAt }) => `${id} until ${retireAt}`).sort(),
  };
}

const writes = (lab: Lab): number => lab.emulator.log().filter(({ method }) => method === 'POST').length;

describe.each(['test', 'live'] as const)('a run in %s mode, killed at any write and run again', (mode) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab(mode);
  });
  afterAll(() => lab.close());

  /** Applies the first catalog and comes back before the second with how many writes that takes. */
  const begin = async (before: string, after: string) => {
    lab.reset();
    await lab.apply(before);
    const goBack = lab.save();
    const snapshot = lab.snapshot();
    lab.emulator.resetRequests();
    await lab.apply(after);
    const most = writes(lab);
    const account = lab.account();
    goBack();
    return { goBack, snapshot, most, account };
  };

  const leavesTheSame = async (meanwhile: Meanwhile, [before, after]: Pair, deaths: readonly Death[]) => {
    const { goBack, snapshot, most } = await begin(before, after);
    const expected = await settle(lab, after);
    for (const { write, moment } of most === 0 ? [] : deaths) {
      goBack();
      expect(await lab.applyUntil(after, { write: (write % most) + 1, moment })).toBeNull();
      MEANWHILE[meanwhile](lab, snapshot);
      const { account, recorded } = await settle(lab, after);
      expect(account.objects).toEqual(expected.account.objects);
      expect(recorded).toEqual(expected.recorded);
    }
  };

  // oxlint-disable-next-line vitest/expect-expect -- what is expected stands in leavesTheSame
  it.each(Object.keys(MEANWHILE) as Meanwhile[])(
    'leaves the same account and snapshot as one that was not, when %s',
    { timeout: TIMEOUT },
    (meanwhile) =>
      fc.assert(
        fc.asyncProperty(anyPair, fc.array(anyDeath, { minLength: 3, maxLength: 3 }), (pair, deaths) =>
          leavesTheSame(meanwhile, pair, deaths),
        ),
        { numRuns: RUNS, seed: SEED, endOnFailure },
      ),
  );

  it('leaves everything wanted, once and no more, when the snapshot was lost', { timeout: TIMEOUT }, () =>
    fc.assert(
      fc.asyncProperty(anyPair, anyDeath, async ([before, after], { write, moment }) => {
        const { most, account: expected } = await begin(before, after);
        if (most === 0) return;
        await lab.applyUntil(after, { write: (write % most) + 1, moment });
        lab.putBack(null);
        const { account } = await settle(lab, after);
        expect(Object.keys(account.onSale)).toEqual(expect.arrayContaining(Object.keys(expected.onSale)));
        // What the new catalog no longer has is an orphan now: nobody remembers that it was ever applied.
        const orphans = new Set<string>((await lab.plan(after)).orphans.map(({ key }) => key));
        const more = Object.keys(account.onSale).filter((key) => !(key in expected.onSale));
        expect(more.filter((key) => !orphans.has(key) && !key.startsWith('nobody'))).toEqual([]);
      }),
      { numRuns: RUNS * 2, seed: SEED, endOnFailure },
    ),
  );
});
