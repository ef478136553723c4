// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { NO_CHOICES } from '../../src/diff/input.ts';
import type { ResourceKey } from '../../src/model/key.ts';
import { it } from './it.ts';
import { applied, errors, idOf, loseSnapshot, monthly, priceOf, pro, writes } from './shop.ts';
import { brief, type World } from './world.ts';

const yaml = (lines = 'description: Good'): string => pro({ monthly: monthly('25') }, lines);
const product = (world: World) => world.get('/v1/products/pro');
const choose = (side: 'manifest' | 'stripe', key: ResourceKey = 'product/pro') => ({
  ...NO_CHOICES,
  prefer: new Map([[key, side]]),
});
const recorded = async (world: World, key: string) =>
  [...(await world.applied()).resources.values()].find((resource) => resource.key === key)?.spec;

describe('one field', () => {
  it('desired = live: nothing', async ({ world }) => {
    await applied(world, yaml());
    world.emulator.resetRequests();
    const plan = await applied(world, yaml());
    expect(plan).toMatchObject({ changes: [], catchUps: [], drift: [], unchanged: 2 });
    expect(writes(world)).toEqual([]);
  });

  it('desired = live ≠ applied: only the snapshot is brought up to date', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'Better' });
    world.emulator.resetRequests();
    const plan = await applied(world, yaml('description: Better'));
    expect(plan).toMatchObject({ changes: [], drift: [], catchUps: [{ key: 'product/pro' }] });
    expect(writes(world)).toEqual([]);
    expect(await recorded(world, 'product/pro')).toMatchObject({ description: 'Better' });
    expect((await world.plan(yaml('description: Better'))).catchUps).toEqual([]);
  });

  it('desired ≠ applied = live: a change', async ({ world }) => {
    await applied(world, yaml());
    const plan = await applied(world, yaml('description: Better'));
    expect(plan.changes).toMatchObject([
      { action: 'update', fields: [{ path: 'description', before: 'Good', after: 'Better' }] },
    ]);
    expect(await product(world)).toMatchObject({ description: 'Better', name: 'Pro Plan' });
  });

  it('desired = applied ≠ live: drift, which an apply does not touch', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    const plan = await applied(world, yaml('description: Good\nunit_label: seat'));
    expect(brief(plan)).toEqual(['update product/pro [unit_label]']);
    expect(plan.drift).toEqual([
      {
        key: 'product/pro',
        severity: 'info',
        fields: [{ path: 'description', applied: 'Good', live: 'By hand' }],
      },
    ]);
    expect(await product(world)).toMatchObject({ description: 'By hand', unit_label: 'seat' });
    expect((await world.plan(yaml('description: Good\nunit_label: seat'))).drift).toHaveLength(1);
  });

  it('drift of a price that somebody pulled stays, whatever else is released', async ({ world }) => {
    await applied(world, yaml());
    await world.post(`/v1/prices/${await idOf(world, 'price/pro/monthly')}`, { active: false });
    const plan = await applied(world, yaml('description: Better'));
    expect(plan.drift).toMatchObject([{ key: 'price/pro/monthly', severity: 'critical' }]);
    expect(await priceOf(world, 'price/pro/monthly')).toMatchObject({ active: false });
  });

  it('drift is put back with revert-drift, for one key or for all', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    await world.post(`/v1/prices/${await idOf(world, 'price/pro/monthly')}`, { active: false });
    world.choices = { ...NO_CHOICES, revert: new Set(['price/pro/monthly'] as const) };
    expect(brief(await applied(world, yaml()))).toEqual(['update price/pro/monthly [active]']);
    world.choices = { ...NO_CHOICES, revert: 'all' };
    expect(brief(await applied(world, yaml()))).toEqual(['update product/pro [description]']);
    expect((await world.plan(yaml())).drift).toEqual([]);
  });

  it('all three differ: a conflict', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    const plan = await world.plan(yaml('description: Better'));
    expect(plan.changes).toEqual([]);
    expect(plan.conflicts).toEqual([
      {
        key: 'product/pro',
        reason: 'both-changed',
        fields: [{ path: 'description', applied: 'Good', live: 'By hand', desired: 'Better' }],
      },
    ]);
  });

  it('a conflict is settled for the manifest: a change', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    world.choices = choose('manifest');
    expect(brief(await applied(world, yaml('description: Better')))).toEqual([
      'update product/pro [description]',
    ]);
    expect(await product(world)).toMatchObject({ description: 'Better' });
  });

  it('a conflict is settled for Stripe: it stays as it is, and is drift from then on', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    world.choices = choose('stripe');
    const plan = await applied(world, yaml('description: Better'));
    expect(plan).toMatchObject({ changes: [], conflicts: [], drift: [{ key: 'product/pro' }] });
    world.choices = NO_CHOICES;
    const after = await applied(world, yaml('description: Better'));
    expect(after).toMatchObject({ changes: [], conflicts: [], drift: [{ key: 'product/pro' }] });
    expect(await product(world)).toMatchObject({ description: 'By hand' });
  });

  it('settling a conflict puts no drift back: a price that somebody pulled stays off sale', async ({
    world,
  }) => {
    const key = 'price/pro/monthly';
    const named = (nickname: string): string => pro({ monthly: monthly('25', `nickname: ${nickname}`) });
    await applied(world, named('Ours'));
    await world.post(`/v1/prices/${await idOf(world, key)}`, { active: false, nickname: 'Theirs' });
    world.choices = choose('manifest', key);
    expect(brief(await applied(world, named('New')))).toEqual([`update ${key} [nickname]`]);
    expect(await priceOf(world, key)).toMatchObject({ active: false, nickname: 'New' });
  });

  it('a conflict is settled for its key alone', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    world.choices = choose('manifest', 'product/other');
    expect((await world.plan(yaml('description: Better'))).conflicts).toHaveLength(1);
  });
});

describe('a field that Stripe fixes for good', () => {
  it('is an error where its object cannot be replaced, at the line that asks for it', async ({ world }) => {
    const meter = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
    await applied(world, meter);
    const plan = await world.plan(meter.replace('sum', 'count'));
    expect(plan.changes).toEqual([]);
    expect(plan.diagnostics).toMatchObject([
      {
        code: 'plan.fixed-field',
        summary: 'meter/calls cannot change its aggregation: Stripe fixes it for good',
        where: { line: 4 },
      },
    ]);
    expect(brief(await applied(world, meter.replace('Calls', 'All calls')))).toEqual([
      'update meter/calls [display_name]',
    ]);
  });
});

describe('an ignore rule', () => {
  const rule = 'ignore: [{ key: product/p*, fields: [description, metadata.*] }]';

  it('keeps its fields from being compared', async ({ world }) => {
    world.config = rule;
    await applied(world, yaml('description: Good\nmetadata: { tier: "2" }'));
    expect(await product(world)).toMatchObject({ description: 'Good', metadata: { tier: '2' } });
    await world.post('/v1/products/pro', { description: 'By hand', metadata: { tier: '3' } });
    expect(await applied(world, yaml('description: Better\nmetadata: { tier: "4" }'))).toMatchObject({
      changes: [],
      drift: [],
      conflicts: [],
    });
  });

  it('leaves other keys and fields alone', async ({ world }) => {
    world.config = rule;
    await applied(world, yaml());
    await world.post('/v1/products/pro', { name: 'By hand' });
    expect((await world.plan(yaml())).drift).toHaveLength(1);
  });
});

describe('without a record', () => {
  it('live counts as last applied, so that no difference is drift or conflict', async ({ world }) => {
    await applied(world, yaml());
    await world.post('/v1/products/pro', { description: 'By hand' });
    loseSnapshot(world);
    const plan = await applied(world, yaml());
    expect(brief(plan)).toEqual(['relink product/pro [description]', 'relink price/pro/monthly []']);
    expect(errors(plan)).toEqual([]);
  });
});
