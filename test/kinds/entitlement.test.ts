// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { idOf, loseSnapshot, marker } from '../engine/shop.ts';
import { it } from '../engine/it.ts';
import { brief, type World } from '../engine/world.ts';

const PLAN = 'code: pro\nname: Pro Plan\n';
const sso = (lines = ''): string =>
  `${PLAN}---\nkind: entitlement\ncode: sso\nname: Single sign-on\n${lines}`;

const feature = async (world: World) =>
  world.get(`/v1/entitlements/features/${await idOf(world, 'entitlement/sso')}`);

/** An entitlement that somebody makes in the Dashboard: its id. */
const byHand = async (world: World, params: JsonRecord): Promise<string> =>
  textOr((await world.post('/v1/entitlements/features', params)).id, '');

/** Severity and code of what a plan reports. */
const reported = ({ diagnostics }: Plan) => diagnostics.map(({ severity, code }) => `${severity} ${code}`);

describe('an entitlement', () => {
  it('is made with its marker under its code, and nothing is left to do', async ({ world }) => {
    const { plan, left } = await world.apply(sso('metadata: { team: identity }\n'));
    expect(brief(plan)).toContain('create entitlement/sso [code metadata.team name]');
    expect(brief(left)).toEqual([]);
    expect(await feature(world)).toMatchObject({
      lookup_key: 'sso',
      name: 'Single sign-on',
      active: true,
      metadata: { ...marker('entitlement/sso'), team: 'identity' },
    });
  });

  it('is asked for by nobody who has none', async ({ world }) => {
    await world.apply(PLAN);
    expect(Object.keys(world.emulator.requests().routes)).not.toContain('GET /v1/entitlements/features');
  });

  it('is renamed, and deactivated with a warning that this is for good', async ({ world }) => {
    await world.apply(sso());
    const { plan, left } = await world.apply(sso('active: false\n').replace('Single', 'One'));
    expect(brief(plan)).toEqual(['update entitlement/sso [active name]']);
    expect(reported(plan)).toEqual(['warning plan.permanent']);
    expect(brief(left)).toEqual([]);
    expect(await feature(world)).toMatchObject({ active: false, name: 'One sign-on' });
    const back = await world.apply(sso());
    expect(brief(back.plan)).toEqual(['update entitlement/sso [active name]']);
    expect(back.plan.diagnostics[0]?.summary).toContain('is to lose active: false');
  });

  it('is made and switched off where it is inactive from the start', async ({ world }) => {
    const { left } = await world.apply(sso('active: false\n'));
    expect(brief(left)).toEqual([]);
    expect(await feature(world)).toMatchObject({ active: false });
  });

  it('is forgotten when its file goes, and found again when it is back', async ({ world }) => {
    await world.apply(sso());
    const id = await idOf(world, 'entitlement/sso');
    const { plan, left } = await world.apply(PLAN);
    expect(brief(plan)).toEqual(['forget entitlement/sso []']);
    expect(brief(left)).toEqual([]);
    expect(await world.get(`/v1/entitlements/features/${id}`)).toMatchObject({ active: true });
    const again = await world.apply(sso());
    expect(brief(again.plan)).toEqual(['relink entitlement/sso []']);
    expect(await idOf(world, 'entitlement/sso')).toBe(id);
  });

  it('is found by its marker when the snapshot is lost', async ({ world }) => {
    await world.apply(sso());
    loseSnapshot(world);
    const { left } = await world.apply(sso());
    expect(brief(left)).toEqual([]);
    expect((await world.all('/v1/entitlements/features')).length).toBe(1);
  });

  it('is taken over only where the manifest says so', async ({ world }) => {
    const id = await byHand(world, {
      lookup_key: 'sso',
      name: 'Single sign-on',
    });
    const refused = await world.plan(sso());
    expect(refused.diagnostics.map(({ code, detail }) => `${code}: ${detail}`)).toEqual([
      `plan.taken: To take it over write "adopt: ${id}" there; else choose another code.`,
    ]);
    const { plan, left } = await world.apply(sso(`adopt: ${id}\n`));
    expect(brief(plan)).toContain('adopt entitlement/sso []');
    expect(brief(left)).toEqual([]);
    expect(await feature(world)).toMatchObject({ id, metadata: marker('entitlement/sso') });
  });

  it('has a code that an archived one had', async ({ world }) => {
    const id = await byHand(world, { lookup_key: 'sso', name: 'Old' });
    await world.post(`/v1/entitlements/features/${id}`, { active: 'false' });
    const { plan, left } = await world.apply(sso());
    expect(brief(plan)).toContain('create entitlement/sso [code name]');
    expect(brief(left)).toEqual([]);
    expect(plan.unmanaged).toEqual({ entitlement: 1 });
  });

  it('has no other code: that would be another one', async ({ world }) => {
    await world.apply(sso());
    const other = sso().replace('code: sso', `code: saml\nadopt: ${await idOf(world, 'entitlement/sso')}`);
    const { diagnostics } = await world.plan(other);
    expect(diagnostics.map(({ code }) => code)).toEqual(['plan.adopt-owned']);
  });
});
