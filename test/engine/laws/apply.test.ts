import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyCatalog, documents, untaxed, yamlOf } from './catalogs.ts';
import { ALL, edited, editsOf, REVERSIBLE } from './edits.ts';
import { newLab, todo, undone, type Lab } from './lab.ts';

describe.each(['test', 'live'] as const)('in %s mode', (mode) => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await newLab(mode);
  });
  afterAll(() => lab.close());

  const law = (property: fc.IAsyncProperty<unknown>, numRuns: number) =>
    fc.assert(property, { numRuns, seed: 20_261_122, endOnFailure: false });

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
      15,
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
      25,
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
      15,
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
      10,
    ));
});
