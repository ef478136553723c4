// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { DAY, idOf, loseSnapshot, marker, vanish } from '../engine/shop.ts';
import { it } from '../engine/it.ts';
import { brief, type World } from '../engine/world.ts';

const PLAN = 'code: pro\nname: Pro Plan\n---\n';
const vat = (lines: string): string => `${PLAN}kind: tax_rate\ncode: vat_de\ndisplay_name: VAT\n${lines}`;
const GERMAN = vat('percentage: 19\ninclusive: true\ncountry: DE\nmetadata: { ledger: "1776" }\n');

/** A tax rate that somebody makes in the Dashboard: its id. */
const byHand = async (world: World): Promise<string> => {
  const params = { display_name: 'VAT', percentage: '19', inclusive: 'true' };
  return textOr((await world.post('/v1/tax_rates', params)).id, '');
};

const rate = async (world: World) => world.get(`/v1/tax_rates/${await idOf(world, 'tax_rate/vat_de')}`);

describe('a tax rate', () => {
  it('is made with its marker, and nothing is left to do', async ({ world }) => {
    const { plan, left } = await world.apply(GERMAN);
    expect(brief(plan)).toContain(
      'create tax_rate/vat_de [active country display_name inclusive metadata.ledger percentage]',
    );
    expect(brief(left)).toEqual([]);
    expect(await rate(world)).toMatchObject({
      percentage: 19,
      inclusive: true,
      country: 'DE',
      active: true,
      metadata: { ...marker('tax_rate/vat_de'), ledger: '1776' },
    });
    expect((await rate(world)).metadata).not.toHaveProperty('plan_code');
  });

  it.for(['0', '100', '19.60', '8.875', '0.0001', '7.1234'])(
    'has %s percent to the letter',
    async (percentage, { world }) => {
      const { left } = await world.apply(vat(`percentage: ${percentage}\ninclusive: false\n`));
      expect(brief(left)).toEqual([]);
      expect((await rate(world)).percentage).toBe(Number(percentage));
    },
  );

  it('is updated where Stripe allows that', async ({ world }) => {
    await world.apply(GERMAN);
    const before = await idOf(world, 'tax_rate/vat_de');
    const after = GERMAN.replace('VAT', 'MwSt.').replace('"1776"', '"1780"');
    const { plan, left } = await world.apply(`${after}jurisdiction: Germany\ntax_type: vat\n`);
    expect(brief(plan)).toEqual([
      'update tax_rate/vat_de [display_name jurisdiction metadata.ledger tax_type]',
    ]);
    expect(brief(left)).toEqual([]);
    expect(await idOf(world, 'tax_rate/vat_de')).toBe(before);
    expect(await rate(world)).toMatchObject({ display_name: 'MwSt.', tax_type: 'vat' });
  });

  it('keeps what Stripe cannot clear, and says so', async ({ world }) => {
    await world.apply(GERMAN);
    const { plan, left } = await world.apply(GERMAN.replace('country: DE\n', ''));
    expect(brief(plan)).toEqual([]);
    expect(plan.diagnostics.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
      'warning plan.cannot-clear',
    ]);
    expect(brief(left)).toEqual([]);
  });

  it('is replaced for another percentage, and everything else comes along', async ({ world }) => {
    await world.apply(GERMAN);
    const old = await idOf(world, 'tax_rate/vat_de');
    await world.post(`/v1/tax_rates/${old}`, { description: 'by hand' });
    const { plan, left } = await world.apply(GERMAN.replace('19', '16'));
    expect(brief(plan)).toEqual(['replace tax_rate/vat_de [percentage]']);
    expect(brief(left)).toEqual([]);
    expect(await rate(world)).toMatchObject({ percentage: 16, country: 'DE', description: 'by hand' });
    expect(await world.get(`/v1/tax_rates/${old}`)).toMatchObject({ active: false, percentage: 19 });
  });

  it('is the old one again after a revert', async ({ world }) => {
    await world.apply(GERMAN);
    const old = await idOf(world, 'tax_rate/vat_de');
    await world.apply(GERMAN.replace('true', 'false'));
    expect(await idOf(world, 'tax_rate/vat_de')).not.toBe(old);
    expect(brief((await world.apply(GERMAN)).left)).toEqual([]);
    expect(await idOf(world, 'tax_rate/vat_de')).toBe(old);
    expect(await world.all('/v1/tax_rates')).toHaveLength(2);
  });

  it('retires where replaced objects do, even when its manifest goes', async ({ world }) => {
    world.retireAfter = DAY;
    await world.apply(GERMAN);
    const old = await idOf(world, 'tax_rate/vat_de');
    await world.apply(GERMAN.replace('19', '16'));
    expect(await world.get(`/v1/tax_rates/${old}`)).toMatchObject({ active: true });
    await world.apply(PLAN);
    expect(await world.get(`/v1/tax_rates/${old}`)).toMatchObject({ active: true });
    world.advance(DAY + 1);
    const { plan } = await world.apply(PLAN);
    expect(plan.changes.map(({ action, key }) => `${action} ${key}`)).toEqual(['archive tax_rate/vat_de']);
    expect(await world.get(`/v1/tax_rates/${old}`)).toMatchObject({ active: false });
  });

  it('is archived when its manifest goes, unless it is protected', async ({ world }) => {
    await world.apply(`${GERMAN}protect: true\n`);
    const id = await idOf(world, 'tax_rate/vat_de');
    expect((await world.plan(PLAN)).guards.map(({ name }) => name)).toEqual(['protect']);
    await world.apply(GERMAN);
    expect(brief((await world.apply(PLAN)).plan)).toEqual(['archive tax_rate/vat_de [active]']);
    expect(await world.get(`/v1/tax_rates/${id}`)).toMatchObject({ active: false });
    expect(brief((await world.apply(GERMAN)).plan)).toEqual(['restore tax_rate/vat_de [active]']);
    expect(await idOf(world, 'tax_rate/vat_de')).toBe(id);
  });

  it('that somebody moved is drift, and put back when that is asked for', async ({ world }) => {
    await world.apply(GERMAN);
    const id = await idOf(world, 'tax_rate/vat_de');
    await world.post(`/v1/tax_rates/${id}`, { active: 'false', display_name: 'Mine' });
    const { drift } = await world.plan(GERMAN);
    expect(drift).toMatchObject([
      { key: 'tax_rate/vat_de', fields: [{ path: 'active' }, { path: 'display_name' }] },
    ]);
    world.choices = { ...world.choices, revert: 'all' };
    expect(brief((await world.apply(GERMAN)).left)).toEqual([]);
    expect(await rate(world)).toMatchObject({ active: true, display_name: 'VAT' });
  });

  it('is found by its marker when the snapshot is lost, and made again when it is gone', async ({
    world,
  }) => {
    await world.apply(GERMAN);
    const id = await idOf(world, 'tax_rate/vat_de');
    loseSnapshot(world);
    expect((await world.apply(GERMAN)).plan.changes.map(({ action }) => action)).toContain('relink');
    expect(await idOf(world, 'tax_rate/vat_de')).toBe(id);
    vanish(world, id);
    expect((await world.apply(GERMAN)).plan.changes.map(({ action }) => action)).toEqual(['recreate']);
  });

  it('of somebody else is adopted by its id, and by nothing else', async ({ world }) => {
    const id = await byHand(world);
    await world.apply(`${GERMAN}adopt: ${id}\n`);
    expect(await rate(world)).toMatchObject({ id, metadata: marker('tax_rate/vat_de') });
    expect(await world.all('/v1/tax_rates')).toHaveLength(1);
    const wrong = `${PLAN}kind: tax_rate\ncode: other\ndisplay_name: VAT\npercentage: 7\ninclusive: true\n`;
    const { diagnostics } = await world.plan(`${wrong}adopt: ${await byHand(world)}\n`);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toHaveLength(1);
  });
});

describe('what is read', () => {
  const routes = async (world: World, yaml: string): Promise<readonly string[]> => {
    const before = world.emulator.requests().routes;
    await world.plan(yaml);
    const { routes: after } = world.emulator.requests();
    return Object.keys(after).filter((route) => after[route] !== before[route]);
  };

  it('is products and prices, and a kind only where a manifest or the snapshot has one of it', async ({
    world,
  }) => {
    const always = ['GET /v1/account', 'GET /v1/prices', 'GET /v1/products'];
    expect((await routes(world, PLAN)).toSorted()).toEqual(always);
    expect((await routes(world, GERMAN)).toSorted()).toEqual([...always, 'GET /v1/tax_rates']);
    await world.apply(GERMAN);
    expect((await routes(world, PLAN)).toSorted()).toEqual([...always, 'GET /v1/tax_rates']);
    await world.apply(PLAN);
    expect((await routes(world, PLAN)).toSorted()).toEqual(always);
  });
});
