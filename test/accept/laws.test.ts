import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyMoves, makeMoves } from '../drift/moves.ts';
import { anyCatalog } from '../engine/laws/catalogs.ts';
import { newDesk, open, type Desk } from './desk.ts';
import { anyDice, dressed } from './dress.ts';

describe('whatever somebody does in the Dashboard', () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await newDesk();
  });
  afterAll(() => desk.close());

  it('is accepted: the plan is empty, and every comment is still there', async () => {
    let accepted = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(anyCatalog, anyDice, anyMoves, async (catalog, dice, moves) => {
        desk.reset();
        const { text, notes } = dressed(catalog, dice);
        desk.write(text);
        await desk.apply();
        await makeMoves(desk, moves);
        const { edits, left } = await desk.merge();
        accepted += edits.length;
        refused += left.length;
        const after = desk.read();
        expect(notes.filter((note) => !after.includes(`# ${note}`))).toEqual([]);
        const stays = new Set(left.map((each) => each.slice(0, each.indexOf(':'))));
        expect(open(await desk.plan()).filter((each) => !stays.has(each))).toEqual([]);
        expect(left.filter((each) => /no-place|no-manifest|cannot-say/.test(each))).toEqual([]);
      }),
      { numRuns: 25, seed: 20_261_122, endOnFailure: false },
    );
    expect(accepted).toBeGreaterThan(20);
    expect(refused).toBeLessThan(accepted / 10);
  }, 300_000);
});
