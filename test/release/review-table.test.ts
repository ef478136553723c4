import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { differences } from './equal.ts';
import { REFUSED } from './refused-cases.ts';
import { RELEASED } from './released-cases.ts';
import { openStage, type Stage, UNCHANGED } from './review-stage.ts';
import { saveShop } from './save-shop.ts';

let at: Stage;
let goBack: () => void;

beforeAll(async () => {
  at = await openStage();
  goBack = saveShop(at.shop);
});
beforeEach(() => goBack());
afterAll(() => at?.shop.close());

const writes = (): number => at.shop.emulator.log().filter(({ method }) => method !== 'GET').length;

describe('is released:', () => {
  it.each(Object.entries(RELEASED))('%s', async (_name, { when, sells }) => {
    await when(at);
    const run = await at.shop.release();
    expect(run).toMatchObject({ exit: 0 });
    expect(at.selling()).toBe(sells);
    expect(await differences(at.shop)).toEqual([]);
  });
});

describe('is refused before the first write, as a whole:', () => {
  it.each(Object.entries(REFUSED))('%s', async (_name, { when, failure = 'not-reviewed' }) => {
    await when(at);
    const before = [writes(), at.selling()];
    const run = await at.shop.release();
    expect(run.exit).not.toBe(0);
    expect(run).toMatchObject({ failure });
    expect([writes(), at.selling()]).toEqual(before);
    expect(at.selling()).toBe(failure === 'conflict' ? 'Pro! 2500, basic 1000' : UNCHANGED);
    // Somebody who looked at the plan may let it through; a conflict has two sides and no plan.
    const approved = await at.shop.release({ approve: run.plan!.digest });
    expect(approved).toMatchObject({ exit: failure === 'conflict' ? 3 : 0 });
  });
});
