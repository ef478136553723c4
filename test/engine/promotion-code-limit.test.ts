// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { all, code, redeem, release, TEN, usable } from './offers.ts';
import { applied, errors, idOf, loseSnapshot } from './shop.ts';
import { brief } from './world.ts';

describe('a promotion code with a limit', () => {
  const limited = (lines: string): string => all(TEN, code('WELCOME', lines));

  it('keeps to it over replacements', async ({ world }) => {
    await release(world, limited('max_redemptions: 200'));
    redeem(world, { WELCOME: 40 });
    await release(world, limited('max_redemptions: 200\nfirst_time_transaction: true'));
    expect(await usable(world)).toMatchObject([{ max_redemptions: 160 }]);
    redeem(world, { WELCOME: 5 });
    // The first one would be the same again, and does not know of the last five.
    await release(world, limited('max_redemptions: 200'));
    expect(await usable(world)).toMatchObject([{ max_redemptions: 155 }]);
    redeem(world, { WELCOME: 5 });
    await release(world, limited('first_time_transaction: true'));
    expect(await usable(world)).toMatchObject([{ max_redemptions: null }]);
    redeem(world, { WELCOME: 1000 });
    await release(world, limited('max_redemptions: 1100'));
    expect(await usable(world)).toMatchObject([{ max_redemptions: 50 }]);
  });

  it.for([
    [5, 155],
    [160, null],
  ] as const)('counts what is redeemed while it is replaced: %i', async ([meanwhile, left], { world }) => {
    await release(world, limited('max_redemptions: 200'));
    redeem(world, { WELCOME: 40 });
    const path = `/v1/promotion_codes/${await idOf(world, 'promotion_code/WELCOME')}`;
    world.emulator.onRequest((request) => {
      if (request.phase === 'before' && request.path === path) redeem(world, { WELCOME: meanwhile });
      return undefined;
    });
    const yaml = limited('max_redemptions: 200\nfirst_time_transaction: true');
    const { outcomes } = await world.apply(yaml);
    expect(outcomes.map(({ error }) => error)).toEqual([
      left === null ? 'nothing of it is left: it was used up meanwhile' : null,
    ]);
    expect(await usable(world)).toMatchObject(left === null ? [] : [{ max_redemptions: left }]);
    world.emulator.onRequest(null);
    await applied(world, yaml);
  });

  it('is not ended for a limit that it has reached already', async ({ world }) => {
    await release(world, limited('max_redemptions: 200'));
    redeem(world, { WELCOME: 40 });
    const plan = await world.plan(limited('max_redemptions: 40'));
    expect(errors(plan)).toEqual([
      'plan.used-up: promotion_code/WELCOME is not made again: it was redeemed 40 times already',
    ]);
    expect(plan.changes).toEqual([]);
  });

  it('is left as it is, with a warning, when nothing of it is left', async ({ world }) => {
    await release(world, limited('max_redemptions: 40'));
    redeem(world, { WELCOME: 40 });
    const yaml = limited('max_redemptions: 40\nfirst_time_transaction: true');
    const { plan, left } = await world.apply(yaml);
    for (const { changes, diagnostics } of [plan, left]) {
      expect(changes).toEqual([]);
      expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'plan.used-up' }]);
    }
    loseSnapshot(world);
    await world.apply(yaml);
    expect(brief(await world.plan(yaml))).toEqual([]);
  });

  it('goes on counting when its file comes back', async ({ world }) => {
    await release(world, limited('max_redemptions: 200'));
    redeem(world, { WELCOME: 40 });
    await release(world, TEN);
    await release(world, limited('max_redemptions: 100'));
    expect(await usable(world)).toMatchObject([{ max_redemptions: 60 }]);
  });
});
