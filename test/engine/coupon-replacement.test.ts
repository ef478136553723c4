// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import type { JsonRecord } from '../../src/lib/json.ts';
import { recordedChange, unreviewed } from '../../src/plan/record.ts';
import { it } from './it.ts';
import { all, code, coupon, redeem, release, TEN, TWENTY, usable } from './offers.ts';
import { errors, idOf, loseSnapshot, marker, vanish, writes } from './shop.ts';
import { brief, type World } from './world.ts';

const stripe = (world: World): Promise<JsonRecord> => world.get('/v1/coupons/forever10');
describe('a coupon with `replace: true`', () => {
  it('is deleted and made again under its id when what Stripe fixes changes', async ({ world }) => {
    await release(world, TEN);
    world.emulator.resetRequests();
    const plan = await release(world, TWENTY);
    expect(brief(plan)).toEqual(['replace coupon/forever10 [percent_off]']);
    expect(writes(world)).toEqual(['DELETE /v1/coupons/forever10', 'POST /v1/coupons']);
    expect(await stripe(world)).toMatchObject({ percent_off: 20 });
    expect(await idOf(world, 'coupon/forever10')).toBe('forever10');
  });

  it('really is made again each time within a day, whatever Stripe remembers of earlier requests', async ({
    world,
  }) => {
    for (const yaml of [TEN, TWENTY, TEN, TWENTY, TEN]) await release(world, yaml);
    expect(await stripe(world)).toMatchObject({ percent_off: 10 });
  });

  it('asks for that line where it is missing', async ({ world }) => {
    await release(world, TEN);
    const plan = await world.plan(TWENTY.replace('replace: true', ''));
    expect(errors(plan)[0]).toMatch(/^plan.fixed-field/);
    expect(plan.diagnostics[0]?.detail).toContain('`replace: true`');
    expect(plan.changes).toEqual([]);
  });

  it('is renamed in place all the same', async ({ world }) => {
    await release(world, TEN);
    expect(brief(await release(world, `${TEN}name: Ten\n`))).toEqual(['update coupon/forever10 [name]']);
  });

  it('says what is lost with it, codes that somebody made by hand among it', async ({ world }) => {
    await release(world, all(TEN, code('WELCOME')));
    redeem(world, { forever10: 40 });
    await world.post('/v1/promotion_codes', {
      promotion: { type: 'coupon', coupon: 'forever10' },
      code: 'X',
    });
    for (const yaml of [all(TWENTY, code('WELCOME')), TWENTY]) {
      const { changes } = await world.plan(yaml);
      expect(changes[0]).toMatchObject({
        action: 'replace',
        deletes: {
          redeemed: 40,
          others: { promotion_code: yaml === TWENTY ? 2 : 1 },
          note: expect.stringContaining('go on as they are'),
        },
      });
    }
  });

  it('counts such codes where the catalog has none of its own', async ({ world }) => {
    await release(world, TEN);
    await world.post('/v1/promotion_codes', {
      promotion: { type: 'coupon', coupon: 'forever10' },
      code: 'X',
    });
    const { changes } = await world.plan(TWENTY);
    expect(changes).toMatchObject([{ deletes: { others: { promotion_code: 1 } } }]);
  });

  it('is stopped by protection, its own and that of a code, and by the limit on replacements', async ({
    world,
  }) => {
    world.config = 'guards: { max_replacements: 0, max_archives: 0 }';
    const guards = async (before: string, after: string): Promise<unknown> => {
      await release(world, before);
      return (await world.plan(after)).guards.map(({ name, keys }) => [name, keys]);
    };
    const KEY = 'coupon/forever10';
    expect(await guards(`${TEN}protect: true\n`, `${TWENTY}protect: true\n`)).toEqual([
      ['max_replacements', [KEY]],
      ['protect', [KEY]],
    ]);
    const mine = code('WELCOME', 'protect: true');
    expect(await guards(all(TEN, mine), all(TWENTY, mine))).toEqual([
      ['max_replacements', [KEY, 'promotion_code/WELCOME']],
      ['protect', ['promotion_code/WELCOME']],
    ]);
  });
});

describe('a coupon for a plan whose product got another id', () => {
  const plan = 'code: pro\nname: Pro\nadopt: prod_old\n';
  const scoped = (lines: string): string => coupon(`percent_off: 10\napplies_to: [pro]\n${lines}`);

  it('is replaced where the manifest allows it, and else asks for that', async ({ world }) => {
    await world.post('/v1/products', { id: 'prod_old', name: 'Pro' });
    await release(world, all(plan, scoped('')));
    vanish(world, 'prod_old');
    expect(errors(await world.plan(all(plan, scoped(''))))).toEqual([
      'plan.fixed-field: coupon/forever10 cannot change its applies_to: Stripe fixes it for good',
    ]);
    const after = await release(world, all(plan, scoped('replace: true')));
    expect(after.drift).toEqual([]);
    expect(await world.get('/v1/coupons/forever10?expand[]=applies_to')).toMatchObject({
      applies_to: { products: ['pro'] },
    });
  });
});

describe('the codes of a coupon that is replaced', () => {
  const CODES = all(code('WELCOME', 'max_redemptions: 200\nfirst_time_transaction: true'), code('LAUNCH'));

  it('are made again with what is left of them', async ({ world }) => {
    await release(world, all(TEN, CODES));
    redeem(world, { WELCOME: 40, LAUNCH: 3 });
    const plan = await release(world, all(TWENTY, CODES));
    expect(brief(plan)).toEqual([
      'replace coupon/forever10 [percent_off]',
      'replace promotion_code/LAUNCH []',
      'replace promotion_code/WELCOME []',
    ]);
    expect(await usable(world)).toMatchObject([
      { code: 'LAUNCH', max_redemptions: null },
      { code: 'WELCOME', max_redemptions: 160, restrictions: { first_time_transaction: true } },
    ]);
    redeem(world, { WELCOME: 10 });
    await release(world, all(TEN, CODES));
    loseSnapshot(world);
    await release(world, all(TEN, CODES));
    expect(await usable(world)).toMatchObject([
      { metadata: { pricebook_redeemed: '3' } },
      { max_redemptions: 150, metadata: { pricebook_redeemed: '50' } },
    ]);
  });

  it('stay where they are when they are switched off, over, used up or pulled', async ({ world }) => {
    const off = all(
      code('OFF', 'active: false'),
      code('OVER', 'expires_at: 2027-01-01T00:00:00Z'),
      code('USED', 'max_redemptions: 2'),
      code('PULLED'),
    );
    await release(world, all(TEN, off));
    redeem(world, { USED: 2 });
    await world.post(`/v1/promotion_codes/${await idOf(world, 'promotion_code/PULLED')}`, {
      active: 'false',
    });
    world.advance(86_400 * 400);
    const plan = await release(world, all(TWENTY, off));
    expect(brief(plan)).toEqual(['replace coupon/forever10 [percent_off]']);
    expect(plan.diagnostics.map(({ code: id, summary }) => `${id} ${summary}`)).toEqual([
      'plan.used-up promotion_code/USED is not made again: it was redeemed 2 times already',
    ]);
    expect((await world.plan(all(TWENTY, off))).diagnostics).toEqual([]);
    const on = all(code('OFF'), code('USED', 'max_redemptions: 3'), code('PULLED'));
    await release(world, all(TWENTY, on));
    expect(await usable(world)).toMatchObject([{ code: 'OFF' }, { code: 'USED', max_redemptions: 1 }]);
  });

  it('that leave it are made on the other one, and those that come to it on the new one', async ({
    world,
  }) => {
    const other = coupon('percent_off: 5').replace('forever10', 'other');
    const away = code('AWAY');
    await release(world, all(TEN, other, away, code('HERE').replace('forever10', 'other')));
    await release(world, all(TWENTY, other, away.replace('forever10', 'other'), code('HERE')));
    expect(await usable(world)).toMatchObject([
      { code: 'AWAY', promotion: { coupon: 'other' } },
      { code: 'HERE', promotion: { coupon: 'forever10' } },
    ]);
  });

  it('change places between two that are both replaced', async ({ world }) => {
    const other = (percent: number): string =>
      coupon(`percent_off: ${percent}\nreplace: true`).replace('forever10', 'other');
    const [here, there] = [code('HERE'), code('THERE').replace('forever10', 'other')];
    await release(world, all(TEN, other(1), here, there));
    const swapped = [here.replace('forever10', 'other'), there.replace('other', 'forever10')];
    await release(world, all(TWENTY, other(2), ...swapped));
    expect(await usable(world)).toMatchObject([
      { code: 'HERE', promotion: { coupon: 'other' } },
      { code: 'THERE', promotion: { coupon: 'forever10' } },
    ]);
  });

  it('are made again too when somebody deleted the coupon', async ({ world }) => {
    await release(world, all(TEN, CODES));
    redeem(world, { WELCOME: 40 });
    await world.writer.delete({ endpoint: '/v1/coupons/{id}', path: '/v1/coupons/forever10', params: {} });
    const plan = await release(world, all(TEN, CODES));
    expect(brief(plan).map((line) => line.split(' [')[0])).toEqual([
      'recreate coupon/forever10',
      'replace promotion_code/LAUNCH',
      'replace promotion_code/WELCOME',
    ]);
    expect(plan.changes.every(({ recovery }) => recovery)).toBe(true);
    expect(await usable(world)).toMatchObject([{ code: 'LAUNCH' }, { max_redemptions: 160 }]);
  });
});

describe('a replacement that was reviewed and interrupted', () => {
  const before = all(TEN, code('WELCOME'));
  const after = all(TWENTY, code('WELCOME'));

  it.for(['before the coupon was deleted', 'after that', 'once the new coupon was there'] as const)(
    'needs no other review to be finished: %s',
    async (when, { world }) => {
      await release(world, before);
      const shown = (await world.plan(after)).changes.map(recordedChange);
      world.advance(60);
      // What a run leaves that dies on the way: first the code is given up, then the coupon goes, then there is a new one.
      await world.post(`/v1/promotion_codes/${await idOf(world, 'promotion_code/WELCOME')}`, {
        active: 'false',
        metadata: { pricebook_retire_at: world.now().toISOString() },
      });
      if (when !== 'before the coupon was deleted')
        await world.writer.delete({
          endpoint: '/v1/coupons/{id}',
          path: '/v1/coupons/forever10',
          params: {},
        });
      if (when === 'once the new coupon was there')
        await world.post('/v1/coupons', {
          id: 'forever10',
          percent_off: '20',
          metadata: marker('coupon/forever10'),
        });
      const plan = await world.plan(after);
      expect(plan.guards).toEqual([]);
      expect(plan.conflicts).toEqual([]);
      const record = { tool: '', environment: 'test', head: '', base: { ref: '', commit: '' }, digest: '' };
      const judged = { changes: plan.changes, digest: plan.digest, applied: await world.applied() };
      expect(unreviewed(judged, [{ ...record, changes: shown }])).toEqual([]);
      await release(world, after);
      expect(await usable(world)).toMatchObject([{ code: 'WELCOME' }]);
      expect(await stripe(world)).toMatchObject({ percent_off: 20 });
    },
  );
});
