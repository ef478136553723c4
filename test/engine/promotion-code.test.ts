// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { it } from './it.ts';
import { applied, errors, idOf, loseSnapshot, vanish, writes } from './shop.ts';
import { brief, type World } from './world.ts';

const TEN = 'kind: coupon\ncode: forever10\npercent_off: 10\nduration: forever\n';
const code = (lines = '', text = 'WELCOME10'): string =>
  `kind: promotion_code\ncode: ${text}\ncoupon: forever10\n${lines}`;
const all = (...documents: readonly string[]): string => documents.join('\n---\n');
const KEY = 'promotion_code/WELCOME10';

const codes = (world: World, active?: boolean): Promise<JsonRecord[]> =>
  world.all('/v1/promotion_codes', active === undefined ? {} : { active: String(active) });

const inAnHour = (world: World): string =>
  `${new Date(world.now().getTime() + 3_600_000).toISOString().slice(0, 19)}Z`;

/** Customers used the code up. */
function useUp(world: World): void {
  const state = world.emulator.state();
  const rows = (state.modes.test.promotion_code ?? []).map((row) => ({ ...row, times_redeemed: 1 }));
  world.emulator.load({
    ...state,
    modes: { ...state.modes, test: { ...state.modes.test, promotion_code: rows } },
  });
}

describe('a promotion code', () => {
  it('that is inactive is found again without its record, and not said to be available again', async ({
    world,
  }) => {
    const off = all(code('active: false\n'), TEN);
    await applied(world, off);
    loseSnapshot(world);
    expect(brief(await world.plan(off)).filter((line) => line.includes(KEY))).toEqual([`relink ${KEY} []`]);
    await applied(world, off);
    expect(await codes(world)).toMatchObject([{ active: false }]);
  });

  it('is told to have the id of the new one when it is replaced', async ({ world }) => {
    await applied(world, all(code('max_redemptions: 100\n'), TEN));
    const { outcomes } = await world.apply(all(code('max_redemptions: 50\n'), TEN));
    expect(outcomes).toMatchObject([
      { key: KEY, action: 'replace', status: 'done', stripeId: await idOf(world, KEY) },
    ]);
  });

  it('is made after its coupon, with everything that it says', async ({ world }) => {
    const lines =
      'expires_at: 2029-01-01T00:00:00Z\nmax_redemptions: 100\nfirst_time_transaction: true\nminimum_amount: 50.00\ncurrency: usd\nmetadata: { team: growth }';
    const yaml = all(code(lines), TEN);
    const plan = await applied(world, yaml);
    expect(plan.changes.map(({ key }) => key)).toEqual(['coupon/forever10', KEY]);
    expect(await codes(world)).toMatchObject([
      {
        active: true,
        code: 'WELCOME10',
        promotion: { type: 'coupon', coupon: 'forever10' },
        expires_at: Date.parse('2029-01-01T00:00:00Z') / 1000,
        max_redemptions: 100,
        restrictions: {
          first_time_transaction: true,
          minimum_amount: 5000,
          minimum_amount_currency: 'usd',
        },
        metadata: { team: 'growth', pricebook_key: KEY },
      },
    ]);
    expect(await world.plan(yaml)).toMatchObject({ changes: [], unchanged: 2 });
  });

  it('is switched off and on again in place', async ({ world }) => {
    await applied(world, all(TEN, code()));
    world.emulator.resetRequests();
    await applied(world, all(TEN, code('active: false')));
    expect(await codes(world, true)).toEqual([]);
    await applied(world, all(TEN, code()));
    expect(await codes(world, true)).toHaveLength(1);
    expect(writes(world).every((line) => line.startsWith('POST /v1/promotion_codes/promo_'))).toBe(true);
  });

  it('is replaced by one with the same text, the old one first', async ({ world, live }) => {
    for (const here of [world, live]) {
      await applied(here, all(TEN, code()));
      const old = await idOf(here, KEY);
      here.emulator.resetRequests();
      const plan = await applied(here, all(TEN, code('max_redemptions: 5')));
      expect(brief(plan)).toEqual([`replace ${KEY} [max_redemptions]`]);
      expect(writes(here)).toEqual([`POST /v1/promotion_codes/${old}`, 'POST /v1/promotion_codes']);
      expect(await codes(here, true)).toMatchObject([{ code: 'WELCOME10', max_redemptions: 5 }]);
      expect(await codes(here, false)).toMatchObject([{ id: old }]);
      expect((await here.plan(all(TEN, code('max_redemptions: 5')))).retiring).toEqual([]);
    }
  });

  it('comes back as it was when a replacement is reverted', async ({ world }) => {
    await applied(world, all(TEN, code()));
    const first = await idOf(world, KEY);
    await applied(world, all(TEN, code('max_redemptions: 5')));
    await applied(world, all(TEN, code()));
    expect(await idOf(world, KEY)).toBe(first);
    expect(await codes(world, true)).toMatchObject([{ id: first }]);
  });

  it('takes along what no manifest says', async ({ world }) => {
    await applied(world, all(TEN, code('minimum_amount: 10\ncurrency: usd')));
    await world.post(`/v1/promotion_codes/${await idOf(world, KEY)}`, {
      restrictions: { currency_options: { eur: { minimum_amount: '900' } } },
    });
    await applied(world, all(TEN, code('minimum_amount: 20\ncurrency: usd')));
    const raw = await world.get(
      `/v1/promotion_codes/${await idOf(world, KEY)}?expand[]=restrictions.currency_options`,
    );
    expect(raw.restrictions).toMatchObject({ currency_options: { eur: { minimum_amount: 900 } } });
  });

  it('moves to another coupon, and the old coupon goes after that', async ({ world }) => {
    await applied(world, all(TEN, code()));
    const other = TEN.replace('forever10', 'launch20').replace('10', '20');
    await applied(world, all(other, code().replace('forever10', 'launch20')));
    expect(await codes(world, true)).toMatchObject([{ promotion: { coupon: 'launch20' } }]);
    expect(await world.all('/v1/coupons')).toMatchObject([{ id: 'launch20' }]);
  });

  it('is deactivated when its manifest goes, and its text can be used again', async ({ world }) => {
    await applied(world, all(TEN, code()));
    await applied(world, TEN);
    expect(await codes(world, true)).toEqual([]);
    await applied(world, all(TEN, code('max_redemptions: 7')));
    await applied(world, TEN);
    await applied(world, all(TEN, code('max_redemptions: 7')));
    expect(await codes(world, true)).toMatchObject([{ max_redemptions: 7 }]);
    expect(await codes(world)).toHaveLength(2);
  });

  it('goes before its coupon when both go', async ({ world }) => {
    await applied(world, all(TEN, code()));
    world.emulator.resetRequests();
    await applied(world, 'code: pro\nname: Pro\n');
    expect(
      writes(world)
        .slice(1)
        .map((line) => line.replace(/promo_\w+/, 'promo')),
    ).toEqual(['POST /v1/promotion_codes/promo', 'DELETE /v1/coupons/forever10']);
  });

  it('does not take the text of one that somebody else has', async ({ world }) => {
    await applied(world, TEN);
    await world.post('/v1/promotion_codes', {
      promotion: { type: 'coupon', coupon: 'forever10' },
      code: 'welcome10',
    });
    expect(errors(await world.plan(all(TEN, code())))[0]).toMatch(
      /^plan.taken: .* needs the code "WELCOME10"/,
    );
    const [theirs] = await codes(world);
    await applied(world, all(TEN, code(`adopt: ${textOr(theirs?.id, '')}`)));
  });

  it('is found again by its marker', async ({ world }) => {
    await applied(world, all(TEN, code()));
    loseSnapshot(world);
    expect(brief(await applied(world, all(TEN, code())))).toEqual([
      'relink coupon/forever10 []',
      `relink ${KEY} []`,
    ]);
  });
});

describe('a promotion code that ended by itself', () => {
  it.for(['its time was over', 'it was used up'] as const)(
    'is no drift and is left alone: %s',
    async (how, { world }) => {
      const yaml = all(TEN, code(`expires_at: ${inAnHour(world)}\nmax_redemptions: 1`));
      await applied(world, yaml);
      if (how === 'its time was over') world.advance(7200);
      else useUp(world);
      expect(await codes(world, true)).toEqual([]);
      const plan = await world.plan(yaml);
      expect(plan.drift).toEqual([]);
      expect(plan.changes.filter(({ key }) => key === KEY)).toEqual([]);
      world.choices = { ...world.choices, revert: 'all' };
      expect((await world.plan(yaml)).changes.filter(({ key }) => key === KEY)).toEqual([]);
    },
  );

  it('is no drift when its coupon was deleted, and is made again with it', async ({ world }) => {
    await applied(world, all(TEN, code()));
    vanish(world, 'forever10');
    expect(await codes(world, true)).toEqual([]);
    const plan = await applied(world, all(TEN, code()));
    expect(plan.drift).toEqual([]);
    expect(plan.changes).toMatchObject([
      { action: 'recreate', key: 'coupon/forever10' },
      { action: 'replace', key: KEY, recovery: true },
    ]);
  });

  it.for(['its time was over', 'it was used up'] as const)(
    'is found again and not brought back when the snapshot is lost: %s',
    async (how, { world }) => {
      const yaml = all(TEN, code(`expires_at: ${inAnHour(world)}\nmax_redemptions: 1`));
      await applied(world, yaml);
      if (how === 'its time was over') world.advance(7200);
      else useUp(world);
      loseSnapshot(world);
      world.emulator.resetRequests();
      expect(brief(await applied(world, yaml))).toEqual(['relink coupon/forever10 []', `relink ${KEY} []`]);
      expect(writes(world)).toEqual([]);
    },
  );

  it('is skipped with a warning where it is not in Stripe', async ({ world }) => {
    const { plan, left } = await world.apply(all(TEN, code('expires_at: 2026-01-01T00:00:00Z')));
    expect(brief(plan).map((line) => line.split(' ')[1])).toEqual(['coupon/forever10']);
    expect(left.changes).toEqual([]);
    expect(left.diagnostics).toMatchObject([{ severity: 'warning', code: 'plan.expired' }]);
  });

  it('is skipped with its coupon', async ({ world }) => {
    const old = `${TEN}redeem_by: 2026-01-01T00:00:00Z\n`;
    const { plan } = await world.apply(all(old, code()));
    expect(plan.changes).toEqual([]);
    expect(plan.diagnostics.map(({ summary }) => summary)).toEqual([
      'coupon/forever10 is not made: its redeem_by was 2026-01-01T00:00:00Z',
      `${KEY} is not made: what it belongs to is over`,
    ]);
  });

  it('is not replaced by one that is over', async ({ world }) => {
    await applied(world, all(TEN, code()));
    const plan = await world.plan(all(TEN, code('expires_at: 2026-01-01T00:00:00Z')));
    expect(errors(plan)[0]).toMatch(/^plan.expired/);
    expect(plan.changes).toEqual([]);
  });

  it('is replaced by one that goes on longer', async ({ world }) => {
    await applied(world, all(TEN, code(`expires_at: ${inAnHour(world)}`)));
    world.advance(7200);
    await applied(world, all(TEN, code('expires_at: 2029-01-01T00:00:00Z')));
    expect(await codes(world, true)).toHaveLength(1);
  });
});

describe('a replacement that was interrupted', () => {
  const NEW = all(TEN, code('max_redemptions: 5'));

  it.for(['error-before', 'error-after', 'drop-after'] as const)(
    'ends with one code: %s',
    async (kind, { world }) => {
      await applied(world, all(TEN, code()));
      for (const nth of [1, 2]) {
        world.emulator.faults({ fail: [{ method: 'POST', nth, kind }] });
        await applied(world, nth === 1 ? NEW : all(TEN, code('max_redemptions: 6')));
        expect(await codes(world, true)).toHaveLength(1);
      }
    },
  );

  it.for(['finished', 'taken back'] as const)('is %s by the next run', async (how, { world }) => {
    const old = all(TEN, code());
    await applied(world, old);
    const id = await idOf(world, KEY);
    // What a run leaves that dies between the two: the old one is given up, and there is no new one.
    await world.post(`/v1/promotion_codes/${id}`, {
      active: 'false',
      metadata: { pricebook_retire_at: world.now().toISOString() },
    });
    await applied(world, how === 'finished' ? NEW : old);
    expect(await codes(world, true)).toMatchObject([{ max_redemptions: how === 'finished' ? 5 : null }]);
    expect((await idOf(world, KEY)) === id).toBe(how === 'taken back');
  });
});
