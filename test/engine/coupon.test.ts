// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, errors, keepSnapshot, loseSnapshot, monthly, pro, vanish, writes } from './shop.ts';
import { brief, type World } from './world.ts';

const PRO = pro({ monthly: monthly('25.00') });
const coupon = (lines: string, code = 'forever10'): string => `kind: coupon\ncode: ${code}\n${lines}\n`;
const all = (...documents: readonly string[]): string => documents.join('\n---\n');
const TEN = coupon('name: Ten percent\npercent_off: 10\nduration: forever');

const stripe = (world: World, code = 'forever10') =>
  world.get(`/v1/coupons/${code}?expand[]=applies_to&expand[]=currency_options`);

describe('a coupon', () => {
  it('is made with its code as its id, and everything that it says', async ({ world }) => {
    const lines =
      'amount_off: 5.00\ncurrency: usd\ncurrencies: { eur: 4.50, jpy: 700 }\nduration: repeating\nduration_in_months: 3\nmax_redemptions: 500\nredeem_by: 2029-06-30T02:00:00+02:00\napplies_to: [pro]\nmetadata: { team: growth }';
    const plan = await applied(world, all(PRO, coupon(lines)));
    expect(brief(plan).at(-1)).toMatch(/^create coupon\/forever10 /);
    expect(await stripe(world)).toMatchObject({
      id: 'forever10',
      amount_off: 500,
      currency: 'usd',
      currency_options: { eur: { amount_off: 450 }, jpy: { amount_off: 700 } },
      duration: 'repeating',
      duration_in_months: 3,
      max_redemptions: 500,
      redeem_by: Date.parse('2029-06-30T00:00:00Z') / 1000,
      applies_to: { products: ['pro'] },
      metadata: { team: 'growth', pricebook_key: 'coupon/forever10' },
    });
    expect(await world.plan(all(PRO, coupon(lines)))).toMatchObject({ changes: [], unchanged: 3 });
  });

  it('keeps every digit of a percentage', async ({ world }) => {
    await applied(world, coupon('percent_off: 33.33'));
    expect(await stripe(world)).toMatchObject({ percent_off: 33.33, duration: 'once' });
  });

  it('is renamed and gets further currencies in place', async ({ world }) => {
    await applied(world, coupon('name: A\namount_off: 5\ncurrency: usd'));
    world.emulator.resetRequests();
    await applied(world, coupon('name: B\namount_off: 5\ncurrency: usd\ncurrencies: { eur: 4 }'));
    expect(writes(world)).toEqual(['POST /v1/coupons/forever10']);
    expect(await stripe(world)).toMatchObject({ name: 'B', currency_options: { eur: { amount_off: 400 } } });
  });

  it.for([
    ['percent_off: 20\nduration: forever', 'percent_off'],
    ['percent_off: 10\nduration: once', 'duration'],
    ['percent_off: 10\nduration: forever\nmax_redemptions: 9', 'max_redemptions'],
    ['percent_off: 10\nduration: forever\nredeem_by: 2029-01-01T00:00:00Z', 'redeem_by'],
    ['percent_off: 10\nduration: forever\napplies_to: [pro]', 'applies_to'],
  ] as const)('asks for a new code where Stripe fixes a field: %s', async ([lines, path], { world }) => {
    await applied(world, all(PRO, TEN));
    const plan = await world.plan(all(PRO, coupon(`name: Ten percent\n${lines}`)));
    expect(errors(plan)).toEqual([
      `plan.fixed-field: coupon/forever10 cannot change its ${path}: Stripe fixes it for good`,
    ]);
    expect(plan.diagnostics[0]?.detail).toContain('new code');
    expect(plan.changes).toEqual([]);
  });

  it('does not care in which order its plans are', async ({ world }) => {
    const other = PRO.replace('code: pro', 'code: team\nid: zz_team');
    const scope = (plans: string): string =>
      all(PRO, other, coupon(`percent_off: 10\napplies_to: [${plans}]`));
    await applied(world, scope('team, pro'));
    expect((await world.plan(scope('pro, team'))).changes).toEqual([]);
  });

  it('is found again by its marker when the snapshot is lost', async ({ world }) => {
    await applied(world, TEN);
    loseSnapshot(world);
    expect(brief(await world.plan(TEN))).toEqual(['relink coupon/forever10 []']);
    await applied(world, TEN);
  });

  it('is taken over where the manifest says so, and only then', async ({ world }) => {
    await world.post('/v1/coupons', { id: 'forever10', percent_off: '10', duration: 'forever' });
    expect(errors(await world.plan(TEN))[0]).toMatch(
      /^plan.taken: coupon\/forever10 needs the id "forever10"/,
    );
    await applied(world, `${TEN}\nadopt: forever10\n`);
    expect(await stripe(world)).toMatchObject({ name: 'Ten percent' });
  });

  it('is made again when somebody deleted it, and guarded', async ({ world }) => {
    await applied(world, TEN);
    vanish(world, 'forever10');
    const plan = await applied(world, TEN);
    expect(brief(plan)[0]).toMatch(/^recreate coupon\/forever10/);
  });
});

describe('the end of a coupon', () => {
  it('is a deletion, which counts as destructive and says that discounts stay', async ({ world }) => {
    await applied(world, all(PRO, TEN));
    const plan = await applied(world, PRO);
    expect(plan.changes).toMatchObject([
      { action: 'delete', key: 'coupon/forever10', note: expect.stringContaining('go on as they are') },
    ]);
    expect(await world.all('/v1/coupons')).toEqual([]);
    expect((await world.applied()).resources.has('coupon/forever10')).toBe(false);
  });

  it('says how many codes end with it that nobody manages', async ({ world }) => {
    await applied(world, all(PRO, TEN, 'kind: promotion_code\ncode: OURS\ncoupon: forever10'));
    const promotion = { type: 'coupon', coupon: 'forever10' };
    await world.post('/v1/promotion_codes', { promotion, code: 'MINE' });
    const { changes } = await applied(world, PRO);
    const deleted = changes.find(({ action }) => action === 'delete');
    expect([deleted, changes.length]).toMatchObject([{ others: { promotion_code: 1 } }, 2]);
  });

  it('is stopped by protection and by the limit on what goes', async ({ world }) => {
    world.config = 'guards: { max_archives: 0 }';
    await applied(world, all(PRO, `${TEN}protect: true\n`));
    const { guards } = await world.plan(PRO);
    expect(guards.map(({ name, allow }) => [name, allow])).toEqual([
      ['max_archives', ['delete:coupon/forever10']],
      ['protect', []],
    ]);
  });

  it('only forgets what somebody deleted before', async ({ world }) => {
    await applied(world, all(PRO, TEN));
    vanish(world, 'forever10');
    expect(brief(await applied(world, PRO))).toEqual(['forget coupon/forever10 []']);
  });

  it.for(['error-before', 'error-after', 'drop-after', 'rate-limit'] as const)(
    'is done once when the request ends with %s',
    async (kind, { world }) => {
      await applied(world, all(PRO, TEN));
      world.emulator.faults({ fail: [{ method: 'DELETE', nth: 1, kind }] });
      await applied(world, PRO);
      expect(await world.all('/v1/coupons')).toEqual([]);
    },
  );

  it('is no conflict for a code that was switched off and has moved, after a refused commit', async ({
    world,
  }) => {
    const off = (of: string): string => `kind: promotion_code\ncode: LAUNCH\ncoupon: ${of}\nactive: false\n`;
    await applied(world, all(TEN, off('forever10')));
    const restore = keepSnapshot(world);
    const next = all(TEN.replaceAll('forever10', 'other'), off('other'));
    await applied(world, next);
    restore();
    const { conflicts } = await applied(world, next);
    expect(conflicts).toEqual([]);
  });

  it('frees the code for a new one', async ({ world }) => {
    await applied(world, all(PRO, TEN));
    await applied(world, PRO);
    await applied(world, all(PRO, TEN));
    await applied(world, PRO);
    await applied(world, all(PRO, coupon('percent_off: 20')));
    expect(await stripe(world)).toMatchObject({ percent_off: 20 });
  });
});

describe('a coupon whose time is over', () => {
  const SHORT = coupon('percent_off: 10\nredeem_by: 2026-01-01T00:00:00Z');

  it('is skipped with a warning while it is not in Stripe', async ({ world }) => {
    const { plan, left } = await world.apply(all(PRO, SHORT));
    expect(brief(plan).some((line) => line.includes('coupon'))).toBe(false);
    for (const { diagnostics } of [plan, left]) {
      expect(diagnostics).toMatchObject([{ severity: 'warning', code: 'plan.expired' }]);
    }
  });

  it('stays as it is where it was made before', async ({ world }) => {
    const soon = new Date(world.now().getTime() + 3_600_000).toISOString().slice(0, 19);
    const yaml = coupon(`percent_off: 10\nredeem_by: ${soon}Z`);
    await applied(world, yaml);
    world.advance(7200);
    expect(await world.plan(yaml)).toMatchObject({ changes: [], unchanged: 1, diagnostics: [] });
    vanish(world, 'forever10');
    expect(await world.plan(yaml)).toMatchObject({ changes: [], diagnostics: [{ code: 'plan.expired' }] });
  });
});
