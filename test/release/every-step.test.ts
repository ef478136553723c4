import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lineOf, mergedEverything, type Everything } from './everything.ts';
import { death, type Passing } from './gate.ts';

describe.each(['live', 'test'] as const)('a release in %s mode', (mode) => {
  let all: Everything;
  beforeAll(async () => {
    all = await mergedEverything(mode);
  });
  afterAll(() => all?.shop.close());

  const writes = (to: Passing['to']): readonly Passing[] =>
    all.steps.filter((step) => step.writes && step.to === to);

  const committed = (): number =>
    all.steps.findLast(({ body }) => body.includes('createCommitOnBranch'))?.number ?? 0;

  /** Lets something happen at each of these steps, runs once more, and tells where that does not mend it. */
  async function wrongAfter(
    steps: readonly Passing[],
    happens: (step: Passing) => Promise<number>,
  ): Promise<readonly string[]> {
    const wrong: string[] = [];
    for (const step of steps) {
      all.goBack();
      const exit = await happens(step);
      // What comes after the snapshot's commit only tells what was done.
      const went = exit === 0 && step.number <= committed();
      const found = went ? ['it did not fail'] : all.isUntouched() ? [] : await all.wrongAfterOneMoreRun();
      if (found.length > 0) wrong.push(`${lineOf(step)}\n  ${found.join('\n  ')}`);
    }
    return wrong;
  }

  const dies = (moment: 'before' | 'after') => async (step: Passing) => {
    all.shop.gate.watch(death(step.number, moment));
    return (await all.shop.release()).exit;
  };

  it('that dies before any of its requests is finished by the next', { timeout: 200_000 }, async () => {
    expect(writes('stripe').length).toBeGreaterThan(10);
    expect(writes('github').length).toBeGreaterThan(0);
    // Reviews are what differs in live mode; in test mode, what is archived at once: only the writes are cut there.
    const steps = mode === 'live' ? all.steps : [...writes('stripe'), ...writes('github')];
    expect(await wrongAfter(steps, dies('before'))).toEqual([]);
  });

  it('that dies after the effect of any of its writes is finished by the next', {
    timeout: 200_000,
  }, async () => {
    expect(await wrongAfter([...writes('stripe'), ...writes('github')], dies('after'))).toEqual([]);
  });

  it('whose connection to GitHub is cut at any of its writes, before or after the effect, is over or finished by the next', {
    timeout: 200_000,
  }, async () => {
    for (const moment of ['before', 'after'] as const) {
      const cut = async (step: Passing): Promise<number> => {
        all.shop.gate.watch(({ number }, phase) => {
          if (number === step.number && phase === moment) throw new Error('The line is dead.');
        });
        await all.shop.release();
        return 1;
      };
      expect(await wrongAfter(writes('github'), cut)).toEqual([]);
    }
  });

  it('of which Stripe refuses any one write is finished by the next', { timeout: 200_000 }, async () => {
    const refused = async (step: Passing): Promise<number> => {
      all.shop.gate.watch(({ number }, phase) =>
        number === step.number && phase === 'before' ? 'refused' : undefined,
      );
      return (await all.shop.release()).exit;
    };
    expect(await wrongAfter(writes('stripe'), refused)).toEqual([]);
  });

  it('that is cancelled at any of its writes is finished by the next', { timeout: 200_000 }, async () => {
    const cancelled = async (step: Passing): Promise<number> => {
      const stop = new AbortController();
      all.shop.gate.watch(({ number }, phase) => {
        if (number === step.number && phase === 'before') stop.abort();
      });
      const { exit } = await all.shop.release({ signal: stop.signal });
      // The last writes may be under way already, and nothing is left to stop.
      return step === writes('stripe').at(-1) ? 1 : exit;
    };
    expect(await wrongAfter(writes('stripe'), cancelled)).toEqual([]);
  });
});
