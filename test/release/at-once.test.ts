import { describe, expect, it } from 'vitest';
import { EVERYTHING, pro, SHOP } from './catalog.ts';
import { account, differences } from './equal.ts';
import { openShop, type Ended, type Shop } from './real-git.ts';
import { released } from './released.ts';
import { saveShop } from './save-shop.ts';

/** A shop with a change that is merged and not released, and the numbers of the writes that its release makes. */
async function merged(): Promise<{
  shop: Shop;
  steps: readonly number[];
  objects: readonly string[];
  goBack: () => void;
}> {
  const shop = await openShop(SHOP);
  await released(shop, 'approved');
  await shop.merged(EVERYTHING);
  const goBack = saveShop(shop);
  shop.gate.watch(null);
  await released(shop);
  const steps = shop.gate.seen.filter(({ writes }) => writes).map(({ number }) => number);
  const { objects } = account(shop);
  goBack();
  return { shop, steps, objects, goBack };
}

/** Releases, and lets something happen from beginning to end right before one request. */
async function releaseWhile(shop: Shop, step: number, work: () => Promise<void>): Promise<Ended> {
  let done: Promise<void> | undefined;
  shop.gate.watch(async ({ number }, phase) => {
    if (number !== step || phase === 'after' || done !== undefined) return;
    shop.gate.watch(null);
    done = work();
    await done;
  });
  const run = await shop.release();
  expect(done).toBeDefined();
  await done;
  return run;
}

const told = (run: Ended): string => (run.exit === 0 ? 'done' : `${run.failure}: ${run.codes.join(' ')}`);

describe('two releases of one tip', () => {
  it('make one object of each, whenever the second comes in between', { timeout: 120_000 }, async () => {
    const { shop, steps, objects, goBack } = await merged();
    expect(steps.length).toBeGreaterThan(8);
    const ends = new Set<string>();
    for (const step of steps) {
      goBack();
      let second: Ended | undefined;
      const first = await releaseWhile(shop, step, async () => {
        second = await shop.release();
      });
      ends.add(`${told(first)} | ${told(second!)}`);
      await released(shop);
      expect(await differences(shop)).toEqual([]);
      expect(account(shop).objects, `at request ${step}`).toEqual(objects);
    }
    // It says so who came second to the branch, or has found nothing left to record.
    for (const end of ends) expect(end).toMatch(/^(done|snapshot: snapshot\.moved) \| done$/);
  });
});

describe('a release that is overtaken by one of a newer tip', () => {
  it('leaves what the next run makes the newer one', { timeout: 120_000 }, async () => {
    const { shop, steps } = await merged();
    const newer = shop.propose({ 'plans/pro.yaml': pro('31.00', 'Pro Plus') });
    expect((await shop.review(newer)).exit).toBe(0);
    const goBack = saveShop(shop);
    const wrong: string[] = [];
    const ends = new Set<string>();
    for (const step of steps) {
      goBack();
      let second: Ended | undefined;
      const first = await releaseWhile(shop, step, async () => {
        shop.repo.merge(newer, 'squash');
        second = await shop.release();
      });
      ends.add(`${told(first)} | ${told(second!)}`);
      const next = await shop.release();
      const found = next.exit === 0 ? await differences(shop) : [next.log];
      // The one loss (known-gaps.test.ts): a write that was overtaken on its way undoes what the newer release did. Its
      // own run fails loudly, and the next one takes it for somebody's change: drift, which no release touches.
      const lost = found.every((text) => text.endsWith('has drifted')) && first.exit !== 0;
      if (found.length > 0 && !lost)
        wrong.push(`at request ${step} (${told(first)} | ${told(second!)}): ${found.join('\n  ')}`);
    }
    expect(wrong).toEqual([]);
    for (const end of ends) {
      expect(end).toMatch(/^(done|.* snapshot\.moved) \| (done|conflict: )$/);
    }
  });
});
