// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect, it as pure } from 'vitest';
import { chooseLive, type Candidate, type ChoiceInput } from '../../src/diff/choose.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import type { Spec } from '../../src/model/spec.ts';
import { it } from './it.ts';
import {
  applied,
  DAY,
  foreignPrice,
  idOf,
  keepSnapshot,
  loseSnapshot,
  marker,
  monthly,
  pro,
} from './shop.ts';
import { brief } from './world.ts';

const base: Spec = { product: 'product/pro', currency: 'usd', amount: '25', interval: 'month', active: true };

interface Shape extends Partial<Omit<Candidate, 'spec' | 'raw'>> {
  readonly spec?: Spec;
}

const candidate = (id: string, { created = 1, spec = {}, ...rest }: Shape = {}): Candidate => ({
  raw: { id, object: 'price', created },
  spec: { ...base, lookup_key: null, ...spec },
  references: {},
  active: true,
  retireAt: null,
  created,
  lost: null,
  ...rest,
});

const choose = (candidates: readonly Candidate[], input: Partial<ChoiceInput> = {}): string | undefined => {
  const how = { kind: kindNamed('price'), effective: base, recordedId: null, exclusive: {}, ...input };
  const chosen = chooseLive(candidates, how)?.raw.id;
  expect(chooseLive(candidates.toReversed(), how)?.raw.id).toBe(chosen);
  return chosen;
};

const dearer = { spec: { amount: '29' } };
const holder = { exclusive: { lookup_key: 'pro_monthly' } };

describe('the live object of a key is the first of', () => {
  pure('active and equal to desired in every immutable field, before the recorded one', () => {
    expect(choose([candidate('a'), candidate('b', dearer)], { recordedId: 'b' })).toBe('a');
  });

  pure('among several such: the recorded one', () => {
    const equals = [candidate('a'), candidate('b', { spec: { lookup_key: 'pro_monthly' } }), candidate('c')];
    expect(choose(equals, { recordedId: 'c', ...holder })).toBe('c');
  });

  pure('among several such: the holder of the lookup key', () => {
    const equals = [candidate('a'), candidate('b', { created: 2, spec: { lookup_key: 'pro_monthly' } })];
    expect(choose(equals, holder)).toBe('b');
  });

  pure('among several such: the oldest, and of one second the lowest id', () => {
    expect(choose([candidate('a', { created: 3 }), candidate('b', { created: 2 })])).toBe('b');
    expect(choose([candidate('b'), candidate('a')])).toBe('a');
  });

  pure('among several such: one without a currency that nobody asked for', () => {
    const more = candidate('a', { spec: { 'currencies.eur.amount': '23' } });
    expect(choose([more, candidate('b', { created: 2 })])).toBe('b');
  });

  pure('among several such: a tax behaviour that nobody mentions makes no difference', () => {
    const taxed = candidate('a', { spec: { tax_behavior: 'exclusive' } });
    expect(choose([taxed, candidate('b', { created: 2 })])).toBe('a');
  });

  pure('the recorded one, archived or not', () => {
    const others = [candidate('a', dearer), candidate('b', { ...dearer, active: false })];
    expect(choose(others, { recordedId: 'b' })).toBe('b');
  });

  pure('the holder of the lookup key', () => {
    const others = [
      candidate('a', dearer),
      candidate('b', { active: false, spec: { amount: '29', lookup_key: 'pro_monthly' } }),
    ];
    expect(choose(others, holder)).toBe('b');
  });

  pure('the newest active one', () => {
    const others = [
      candidate('a', { ...dearer, created: 1 }),
      candidate('b', { ...dearer, created: 2 }),
      candidate('c', { created: 3, active: false }),
    ];
    expect(choose(others)).toBe('b');
  });

  pure('the newest', () => {
    const others = [candidate('a', { active: false }), candidate('b', { active: false, created: 2 })];
    expect(choose(others)).toBe('b');
  });

  pure('nothing where there is none', () => {
    expect(choose([])).toBe(undefined);
  });

  pure('never one that is retiring, unless it is recorded or the last on sale', () => {
    const retiring = { retireAt: '2026-01-01T00:00:00Z' };
    expect(choose([candidate('a', retiring), candidate('b', dearer)])).toBe('b');
    expect(choose([candidate('a', retiring), candidate('b', dearer)], { recordedId: 'a' })).toBe('a');
    expect(choose([candidate('a', retiring), candidate('b', { active: false })])).toBe('a');
  });
});

describe('several active objects of one key', () => {
  const yaml = pro({ monthly: monthly('25') });

  it('leave the live one alone, and the others are archived', async ({ world }) => {
    await applied(world, yaml);
    const id = await idOf(world, 'price/pro/monthly');
    const twin = await foreignPrice(world, { metadata: marker('price/pro/monthly') });
    const plan = await applied(world, yaml);
    expect(plan.changes).toMatchObject([{ action: 'archive', reason: 'superseded', recovery: true }]);
    expect(await idOf(world, 'price/pro/monthly')).toBe(id);
    expect((await world.get(`/v1/prices/${twin}`)).active).toBe(false);
  });

  it('of which some are retiring: these only when they are due', async ({ live }) => {
    await applied(live, yaml);
    const old = await idOf(live, 'price/pro/monthly');
    await applied(live, yaml.replace('25', '29'));
    live.advance(DAY - 60);
    expect(await live.plan(yaml.replace('25', '29'))).toMatchObject({
      changes: [],
      drift: [],
      orphans: [],
      retiring: [{ stripeId: old }],
    });
    live.advance(61);
    const plan = await applied(live, yaml.replace('25', '29'));
    expect(plan.changes).toMatchObject([{ action: 'archive', reason: 'retired', recovery: false }]);
    expect((await live.get(`/v1/prices/${old}`)).active).toBe(false);
    expect(brief(await live.plan(yaml.replace('25', '29')))).toEqual([]);
  });

  it('are settled by what Stripe has, when the snapshot is lost and git goes on', async ({ world }) => {
    await applied(world, yaml);
    await applied(world, yaml.replace('25', '29'));
    const second = await idOf(world, 'price/pro/monthly');
    loseSnapshot(world);
    const plan = await applied(world, yaml.replace('25', '29'));
    expect(brief(plan)).toEqual(['relink product/pro []', 'relink price/pro/monthly []']);
    expect(await idOf(world, 'price/pro/monthly')).toBe(second);
  });

  it('are settled by what Stripe has, when the snapshot is an old one', async ({ world }) => {
    await applied(world, yaml);
    const restore = keepSnapshot(world);
    await applied(world, yaml.replace('25', '29'));
    restore();
    const plan = await applied(world, yaml.replace('25', '29'));
    expect(brief(plan)).toEqual(['relink price/pro/monthly []']);
  });

  it('that are retiring end even when the plan they belonged to is gone', async ({ live }) => {
    const other = 'code: other\nname: Other\nprices: {}';
    await applied(live, `${yaml}\n---\n${other}`);
    const old = await idOf(live, 'price/pro/monthly');
    await applied(live, `${yaml.replace('25', '29')}\n---\n${other}`);
    await applied(live, other);
    live.advance(DAY + 1);
    expect(brief(await applied(live, other))).toEqual(['archive price/pro/monthly [active]']);
    expect((await live.get(`/v1/prices/${old}`)).active).toBe(false);
  });
});
