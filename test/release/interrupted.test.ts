import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Plan } from '../../src/model/plan.ts';
import type { ReviewRecord } from '../../src/model/record.ts';
import type { AppliedState } from '../../src/model/state.ts';
import { recordedChange, unreviewed } from '../../src/plan/record.ts';
import { emptyState } from '../../src/snapshot/state.ts';
import { anyCatalog, yamlOf } from '../engine/laws/catalogs.ts';
import { ALL, edited, editsOf } from '../engine/laws/edits.ts';
import { newLab, type Lab } from '../engine/laws/lab.ts';
import { vanish } from '../engine/shop.ts';

// For a longer search: more runs from another seed, and smaller counterexamples.
const { RUNS: runs, SEED: seed, TIMEOUT: timeout, SHRINK: shrink } = process.env;
const RUNS = Number(runs ?? 8);
const SEED = Number(seed ?? 20_261_122);
const TIMEOUT = Number(timeout ?? 60_000);
const endOnFailure = shrink === undefined;

const LATER = 25 * 3600;

const anyPair = fc
  .tuple(anyCatalog, editsOf(ALL))
  .map(([catalog, edits]) => [yamlOf(catalog), yamlOf(edited(catalog, edits))] as const);

/** What a review records of a plan all of whose changes are its own. */
const recordOf = ({ changes, digest }: Plan): ReviewRecord => ({
  tool: '1.0.0',
  environment: 'test',
  head: 'a'.repeat(40),
  base: { ref: 'main', commit: 'b'.repeat(40) },
  digest,
  changes: changes.map(recordedChange),
});

/** What of a plan nobody reviewed, in a line each. */
const missing = (plan: Plan, records: readonly ReviewRecord[], applied: AppliedState | null): string[] => {
  const { account, livemode } = plan;
  const state = applied ?? emptyState({ account, livemode, catalog: 'default' });
  return unreviewed({ ...plan, digest: 'sha256:another', applied: state }, records).map(
    ({ change, shown, fields }) =>
      `${change.action} ${change.key} (${shown.join(' ')}) ${fields.map(({ path, shown }) => `${path}: ${shown}`).join(', ')}`,
  );
};

describe.each(['test', 'live'] as const)('what was reviewed once, in %s mode,', (mode) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab(mode);
  });
  afterAll(() => lab.close());

  it(
    'needs no second review when its release is killed at any write and run again, today or tomorrow',
    { timeout: TIMEOUT },
    () =>
      fc.assert(
        fc.asyncProperty(
          anyPair,
          fc.nat(1000),
          fc.constantFrom('before', 'after'),
          async ([before, after], nth, moment) => {
            lab.reset();
            await lab.apply(before);
            const snapshot = lab.snapshot();
            const record = recordOf(await lab.plan(after));
            const goBack = lab.save();
            lab.emulator.resetRequests();
            await lab.apply(after);
            const most = lab.emulator.log().filter(({ method }) => method === 'POST').length;
            if (most === 0) return;
            goBack();
            await lab.applyUntil(after, { write: (nth % most) + 1, moment });
            lab.putBack(snapshot);
            const applied = await lab.applied();
            expect(missing(await lab.plan(after), [record], applied)).toEqual([]);
            lab.advance(LATER);
            expect(missing(await lab.plan(after), [record], applied)).toEqual([]);
          },
        ),
        { numRuns: RUNS, seed: SEED, endOnFailure },
      ),
  );

  it(
    'needs no second review when everything was done and the snapshot was not committed, or lost',
    { timeout: TIMEOUT },
    () =>
      fc.assert(
        fc.asyncProperty(anyPair, async ([before, after]) => {
          lab.reset();
          await lab.apply(before);
          const snapshot = lab.snapshot();
          const record = recordOf(await lab.plan(after));
          await lab.apply(after);
          lab.putBack(snapshot);
          expect(missing(await lab.plan(after), [record], await lab.applied())).toEqual([]);
          lab.putBack(null);
          expect(missing(await lab.plan(after), [], null)).toEqual([]);
        }),
        { numRuns: RUNS, seed: SEED, endOnFailure },
      ),
  );

  it('needs no second review when all of it is gone from Stripe', { timeout: TIMEOUT }, () =>
    fc.assert(
      fc.asyncProperty(anyCatalog.map(yamlOf), async (yaml) => {
        lab.reset();
        await lab.apply(yaml);
        const applied = await lab.applied();
        vanish(lab, ...[...(applied?.resources.values() ?? [])].map(({ id }) => id));
        const plan = await lab.plan(yaml);
        expect(plan.changes).toHaveLength(applied!.resources.size);
        expect(missing(plan, [], applied)).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure },
    ),
  );
});
