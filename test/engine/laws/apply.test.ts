import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyCatalog, documents, untaxed, yamlOf } from './catalogs.ts';
import { ALL, edited, editsOf, REVERSIBLE } from './edits.ts';
import { newLab, todo, undone, type Lab } from './lab.ts';

// For a longer search: so many times the runs, from another seed, and smaller counterexamples.
const { TIMES: times, SEED: seed, SHRINK: shrink } = process.env;

describe.each(['test', 'live'] as const)('in %s mode', (mode) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab(mode);
  });
  afterAll(() => lab.close());

  const law = (property: fc.IAsyncProperty<unknown>, numRuns: number) =>
    fc.assert(property, {
      numRuns: numRuns * Number(times ?? 1),
      seed: Number(seed ?? 20_261_122),
      endOnFailure: shrink === undefined,
    });

  it('has nothing to do after an apply, whatever the catalog', () =>
    law(
      fc.asyncProperty(anyCatalog, async (catalog) => {
        lab.reset();
        const run = await lab.apply(yamlOf(catalog));
        expect(undone(run)).toEqual([]);
        expect(todo(run.left)).toEqual([]);
        expect(run.left.catchUps).toEqual([]);
        expect(run.left.drift).toEqual([]);
        expect(lab.account().faults).toEqual([]);
      }),
      10,
    ));

  it('has nothing to do after an apply of any edit of any catalog', () =>
    law(
      fc.asyncProperty(anyCatalog, editsOf(ALL), async (catalog, edits) => {
        lab.reset();
        await lab.apply(yamlOf(catalog));
        const run = await lab.apply(yamlOf(edited(catalog, edits)));
        expect(undone(run)).toEqual([]);
        expect(todo(run.left)).toEqual([]);
        expect(run.left.catchUps).toEqual([]);
        expect(run.left.drift).toEqual([]);
        expect(lab.account().faults).toEqual([]);
      }),
      18,
    ));

  it('brings the same objects back when an edit is reverted', () =>
    law(
      fc.asyncProperty(anyCatalog.map(untaxed), editsOf(REVERSIBLE), async (catalog, edits) => {
        lab.reset();
        await lab.apply(yamlOf(catalog));
        const before = lab.account();
        await lab.apply(yamlOf(untaxed(edited(catalog, edits))));
        const run = await lab.apply(yamlOf(catalog));
        expect(undone(run)).toEqual([]);
        expect(todo(run.left)).toEqual([]);
        expect(lab.account().onSale).toEqual(before.onSale);
        expect(lab.account().faults).toEqual([]);
      }),
      10,
    ));

  it('has nothing to do when everything that ends is over', () =>
    law(
      fc.asyncProperty(anyCatalog, async (catalog) => {
        lab.reset();
        await lab.apply(yamlOf(catalog));
        lab.advance(800 * 86_400);
        const { changes, drift, conflicts, diagnostics } = await lab.plan(yamlOf(catalog));
        const errors = diagnostics.filter(({ severity }) => severity === 'error');
        expect([changes, drift, conflicts, errors]).toEqual([[], [], [], []]);
      }),
      5,
    ));

  it('does not care about the order of documents and prices', () =>
    law(
      fc.asyncProperty(anyCatalog, fc.nat(), async (catalog, turn) => {
        lab.reset();
        const { digest } = await lab.plan(yamlOf(catalog));
        const docs = documents(catalog);
        const turned = docs.map((_, index) => docs[(index + turn) % docs.length]);
        const plans = catalog.plans.map((plan) => ({
          ...plan,
          prices: Object.fromEntries(Object.entries(plan.prices).reverse()),
        }));
        expect((await lab.plan(turned.join('---\n'))).digest).toBe(digest);
        expect((await lab.plan(yamlOf({ ...catalog, plans: plans.reverse() }))).digest).toBe(digest);
      }),
      6,
    ));
});
