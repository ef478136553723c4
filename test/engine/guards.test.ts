// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { NO_CHOICES } from '../../src/diff/input.ts';
import type { Guard, Plan } from '../../src/model/plan.ts';
import { it } from './it.ts';
import { applied, idOf, keepSnapshot, loseSnapshot, monthly, pro, vanish } from './shop.ts';
import type { World } from './world.ts';

const guardsOf = (plan: Plan): readonly string[] => plan.guards.map(({ name }) => name);
const only = (plan: Plan): Guard | undefined => (plan.guards.length === 1 ? plan.guards[0] : undefined);
const allowing = (...allow: readonly string[]) => ({ ...NO_CHOICES, allow: new Set(allow) });
/** A plan of this many prices, with what else each says. */
const many = (count: number, price: (index: number) => string = () => monthly('25')): string =>
  pro(Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${index}`, price(index)])));
const first =
  (count: number, changed: string, otherwise = monthly('25')) =>
  (index: number): string =>
    index < count ? changed : otherwise;
const limits = (text: string): string => `guards: { ${text} }`;
const quiet = 'max_changed_share: 100';

describe('max_archives', () => {
  it('stops when more than so many go off sale, and names them', async ({ world }) => {
    world.config = limits(`max_archives: 2, ${quiet}`);
    await applied(world, many(6));
    expect(guardsOf(await world.plan(many(4)))).toEqual([]);
    expect(only(await world.plan(many(3)))).toEqual({
      name: 'max_archives',
      limit: 2,
      actual: 3,
      keys: ['price/pro/p3', 'price/pro/p4', 'price/pro/p5'],
      allow: ['archive:price/pro/p3', 'archive:price/pro/p4', 'archive:price/pro/p5'],
    });
    world.choices = allowing('archive:price/pro/p4');
    expect(guardsOf(await world.plan(many(3)))).toEqual([]);
    world.choices = allowing('update:price/pro/p4', 'archive:price/pro/other');
    expect(guardsOf(await world.plan(many(3)))).toEqual(['max_archives']);
  });

  it('counts active: false and the loss of a lookup key', async ({ world }) => {
    world.config = limits(`max_archives: 1, ${quiet}`);
    await applied(world, many(3));
    const off = (index: number): string =>
      [monthly('25', 'active: false'), monthly('25', 'lookup_key: none'), monthly('25')][index] ?? '';
    expect(only(await world.plan(many(3, off)))).toMatchObject({
      name: 'max_archives',
      actual: 2,
      allow: ['update:price/pro/p0', 'update:price/pro/p1'],
    });
  });

  it('counts the loss of a lookup key with a replacement', async ({ world }) => {
    world.config = limits(`max_archives: 0, ${quiet}`);
    await applied(world, many(2));
    const plan = await world.plan(many(2, first(1, monthly('26', 'lookup_key: other'))));
    expect(only(plan)).toMatchObject({ name: 'max_archives', allow: ['replace:price/pro/p0'] });
  });

  it('does not count replacements, new lookup keys, retirements that end, or spares', async ({ live }) => {
    live.config = limits(`max_archives: 0, ${quiet}`);
    await applied(live, many(2, first(1, monthly('25', 'lookup_key: none'))));
    await applied(live, many(2, first(1, monthly('26', 'lookup_key: new'))));
    live.advance(90_000);
    const due = await live.plan(many(2, first(1, monthly('26', 'lookup_key: new'))));
    expect(due.changes.map(({ action }) => action)).toEqual(['archive']);
    expect(due.guards).toEqual([]);
  });
});

describe('max_replacements and max_recreates', () => {
  it('stop when more than so many prices are replaced', async ({ world }) => {
    world.config = limits(`max_replacements: 1, ${quiet}`);
    await applied(world, many(4));
    expect(guardsOf(await world.plan(many(4, first(1, monthly('26')))))).toEqual([]);
    expect(only(await world.plan(many(4, first(2, monthly('26')))))).toMatchObject({
      name: 'max_replacements',
      limit: 1,
      actual: 2,
      keys: ['price/pro/p0', 'price/pro/p1'],
      allow: ['replace:price/pro/p0', 'replace:price/pro/p1'],
    });
    world.choices = allowing('replace:price/pro/p1');
    expect(guardsOf(await world.plan(many(4, first(2, monthly('26')))))).toEqual([]);
  });

  it('stop when more than so many objects are gone from Stripe', async ({ world }) => {
    world.config = limits(`max_recreates: 1, ${quiet}`);
    await applied(world, many(4));
    vanish(world, await idOf(world, 'price/pro/p0'));
    expect(guardsOf(await world.plan(many(4)))).toEqual([]);
    vanish(world, await idOf(world, 'price/pro/p1'));
    expect(only(await world.plan(many(4)))).toMatchObject({
      name: 'max_recreates',
      actual: 2,
      allow: ['recreate:price/pro/p0', 'recreate:price/pro/p1'],
    });
  });
});

describe('max_changed_share', () => {
  const nick = monthly('25', 'nickname: Nick');

  it('stops when more than that share of ten or more recorded objects changes', async ({ world }) => {
    await applied(world, many(9));
    expect(guardsOf(await world.plan(many(9, first(3, nick))))).toEqual([]);
    expect(only(await world.plan(many(9, first(4, nick))))).toMatchObject({
      name: 'max_changed_share',
      limit: 30,
      actual: 40,
      allow: ['p0', 'p1', 'p2', 'p3'].map((name) => `update:price/pro/${name}`),
    });
    world.choices = allowing('update:price/pro/p2');
    expect(guardsOf(await world.plan(many(9, first(4, nick))))).toEqual([]);
  });

  it('does not look at fewer than ten', async ({ world }) => {
    await applied(world, many(8));
    expect(guardsOf(await world.plan(many(8, () => nick)))).toEqual([]);
  });

  it('does not count creations, adoptions or markers', async ({ world }) => {
    await applied(world, many(9));
    expect(guardsOf(await world.plan(many(20)))).toEqual([]);
    const renamed = many(9).replace('code: pro', 'code: team').replace('name:', 'formerly: pro\nname:');
    expect(guardsOf(await world.plan(renamed))).toEqual([]);
    const { resources } = await world.applied();
    for (const { kind, id } of resources.values()) {
      await world.post(`/v1/${kind}s/${id}`, {
        metadata: { managed_by: '', pricebook_key: '', pricebook_catalog: '' },
      });
    }
    loseSnapshot(world);
    const ids = [...resources.values()].filter(({ kind }) => kind === 'price').map(({ id }) => id);
    const adopting = many(9, (index) => monthly('25', `adopt: ${String(ids[index])}`)).replace(
      'name:',
      'adopt: pro\nname:',
    );
    const plan = await world.plan(adopting);
    expect(plan.changes.every(({ action }) => action === 'adopt')).toBe(true);
    expect(plan.guards).toEqual([]);
  });
});

describe('empty_catalog', () => {
  it('stops when everything that is recorded would go, until each is allowed', async ({ world }) => {
    await applied(world, many(2));
    const other = 'code: other\nname: Other\nprices: {}';
    const all = ['archive:product/pro', 'archive:price/pro/p0', 'archive:price/pro/p1'];
    expect(only(await world.plan(other))).toMatchObject({ name: 'empty_catalog', allow: all });
    world.choices = allowing(...all.slice(0, 2));
    expect(only(await world.plan(other))).toMatchObject({ name: 'empty_catalog', allow: all.slice(2) });
    world.choices = allowing(...all);
    expect(guardsOf(await world.plan(other))).toEqual([]);
  });

  it('counts each object once, whatever else bears its key', async ({ world }) => {
    await applied(world, many(2));
    const [p0, p1] = [await idOf(world, 'price/pro/p0'), await idOf(world, 'price/pro/p1')];
    const { metadata } = await world.get(`/v1/prices/${p0}`);
    const twin = { product: 'pro', currency: 'usd', unit_amount: '1', recurring: { interval: 'month' } };
    await world.post('/v1/prices', { ...twin, metadata: metadata ?? {} });
    await world.post('/v1/prices', { ...twin, metadata: metadata ?? {} });
    expect(p0).not.toBe(p1);
    const plan = await world.plan(pro({ p1: monthly('25') }));
    expect(plan.changes.filter(({ action }) => action === 'archive')).toHaveLength(3);
    expect(guardsOf(plan)).toEqual([]);
  });
});

describe('protect', () => {
  const guarded = pro({ a: monthly('25'), b: monthly('5') }, 'protect: true');
  const free = guarded.replace('protect: true', '');

  it('can be lifted after the snapshot was lost', async ({ world }) => {
    await applied(world, guarded);
    loseSnapshot(world);
    const plan = await applied(world, free);
    expect(plan.changes.every(({ fields }) => fields.some(({ path }) => path === 'protect'))).toBe(true);
    expect(guardsOf(await world.plan(pro({ b: monthly('5') })))).not.toContain('protect');
  });
  const refuses = async (world: World, yaml: string): Promise<void> => {
    const plan = await world.plan(yaml);
    expect(plan.guards.find(({ name }) => name === 'protect')).toMatchObject({ limit: 0, allow: [] });
    const keys = plan.guards.flatMap(({ keys }) => keys);
    world.choices = allowing(...plan.changes.map(({ action, key }) => `${action}:${key}`));
    expect(guardsOf(await world.plan(yaml))).toContain('protect');
    world.choices = NO_CHOICES;
    expect(keys).not.toEqual([]);
  };

  it('refuses to replace, switch off, archive, or change a lookup key', async ({ world }) => {
    await applied(world, guarded);
    await refuses(world, guarded.replace('amount: 25', 'amount: 26'));
    await refuses(world, guarded.replace('month }', 'month, active: false }'));
    await refuses(world, guarded.replace('month }', 'month, lookup_key: other }'));
    await refuses(world, pro({ a: monthly('25') }, 'protect: true'));
    await refuses(world, 'code: other\nname: Other\nprices: {}');
    expect(guardsOf(await world.plan(guarded.replace('Pro Plan', 'Pro')))).toEqual([]);
  });

  it('takes two releases to lift and to act: the snapshot remembers', async ({ world }) => {
    await applied(world, guarded);
    await refuses(world, free.replace('amount: 25', 'amount: 26'));
    await applied(world, free);
    expect((await world.get(`/v1/prices/${await idOf(world, 'price/pro/a')}`)).metadata).not.toHaveProperty(
      'pricebook_protect',
    );
    expect(guardsOf(await world.plan(free.replace('amount: 25', 'amount: 26')))).toEqual([]);
  });

  it('is remembered by Stripe when the snapshot is lost', async ({ world }) => {
    await applied(world, guarded);
    loseSnapshot(world);
    await refuses(world, free.replace('interval: month }', 'interval: month, active: false }'));
  });

  it('is remembered by Stripe when the snapshot is from before it', async ({ world }) => {
    await applied(world, free);
    const restore = keepSnapshot(world);
    await applied(world, guarded);
    restore();
    await refuses(world, free.replace('amount: 25', 'amount: 26'));
  });

  it('is written on a new price of a replacement, too', async ({ world }) => {
    await applied(world, free);
    await applied(
      world,
      free.replace('amount: 25, currency: usd', 'amount: 26, currency: usd, protect: true'),
    );
    expect((await world.get(`/v1/prices/${await idOf(world, 'price/pro/a')}`)).metadata).toMatchObject({
      pricebook_protect: 'true',
    });
  });
});

describe('an interrupted first apply', () => {
  const many = Array.from(
    { length: 12 },
    (_, index) => `code: p${index}\nname: P\nprice: 10\ncurrency: usd\ninterval: month\n`,
  ).join('---\n');

  it('is finished by the next one, whatever share of the catalog that is', async ({ world }) => {
    world.emulator.faults({ fail: [{ method: 'POST', path: '/v1/prices', kind: 'rate-limit' }] });
    const hurried = { ...world.writer, pause: () => Promise.resolve() };
    Object.assign(world.writer, hurried);
    await world.apply(many);
    world.emulator.faults({});
    const plan = await world.plan(many);
    expect(plan.guards).toEqual([]);
    expect(plan.changes.length).toBeGreaterThan(12);
    const { left } = await world.apply(many);
    expect(left.changes).toEqual([]);
  });
});
