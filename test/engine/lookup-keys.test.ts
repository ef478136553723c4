// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, errors, foreignPrice, idOf, keepSnapshot, marker, monthly, priceOf, pro } from './shop.ts';
import { brief, type World } from './world.ts';

const named = (a: string, b: string): string =>
  pro({ a: monthly('10', `lookup_key: ${a}`), b: monthly('20', `lookup_key: ${b}`) });
const keys = async (world: World): Promise<unknown[]> => [
  (await priceOf(world, 'price/pro/a')).lookup_key,
  (await priceOf(world, 'price/pro/b')).lookup_key,
];
const taken = (holder: string, owner = ''): string =>
  `plan.lookup-key-taken: price/pro/a needs the lookup_key "x", which ${holder} has${owner}`;

describe('a lookup key', () => {
  it('is moved to an existing price, and off it', async ({ world }) => {
    await applied(world, named('a', 'b'));
    expect(brief(await applied(world, named('x', 'b')))).toEqual(['update price/pro/a [lookup_key]']);
    expect(await keys(world)).toEqual(['x', 'b']);
  });

  it('changes together with the amount', async ({ world }) => {
    await applied(world, named('a', 'b'));
    await applied(world, named('x', 'b').replace('10', '12'));
    expect(await keys(world)).toEqual(['x', 'b']);
  });

  it('is exchanged between two prices', async ({ world }) => {
    await applied(world, named('a', 'b'));
    await applied(world, named('b', 'a'));
    expect(await keys(world)).toEqual(['b', 'a']);
  });

  it('is exchanged between two prices that are replaced as well', async ({ world }) => {
    await applied(world, named('a', 'b'));
    await applied(world, named('b', 'a').replace('10', '12').replace('20', '22'));
    expect(await keys(world)).toEqual(['b', 'a']);
  });

  it('is exchanged though the run was interrupted half-way', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const restore = keepSnapshot(world);
    const [a, b] = [await idOf(world, 'price/pro/a'), await idOf(world, 'price/pro/b')];
    await world.post(`/v1/prices/${a}`, { lookup_key: 'b', transfer_lookup_key: true });
    restore();
    expect((await world.get(`/v1/prices/${b}`)).lookup_key).toBe(null);
    await applied(world, named('b', 'a'));
    expect(await keys(world)).toEqual(['b', 'a']);
  });

  it('goes to another price while the one that has it is removed', async ({ world }) => {
    await applied(world, named('x', 'b'));
    const old = await idOf(world, 'price/pro/a');
    await applied(world, pro({ b: monthly('20', 'lookup_key: x') }));
    expect(await priceOf(world, 'price/pro/b')).toMatchObject({ lookup_key: 'x' });
    expect(await world.get(`/v1/prices/${old}`)).toMatchObject({ active: false, lookup_key: null });
  });

  it('goes to a new price while the one that has it is removed', async ({ world }) => {
    await applied(world, named('x', 'b'));
    await applied(world, pro({ b: monthly('20', 'lookup_key: b'), c: monthly('30', 'lookup_key: x') }));
    expect(await priceOf(world, 'price/pro/c')).toMatchObject({ lookup_key: 'x' });
  });

  it('goes to another price when the one that has it was removed long ago', async ({ world }) => {
    await applied(world, named('x', 'b'));
    await applied(world, pro({ b: monthly('20', 'lookup_key: b') }));
    await applied(world, pro({ b: monthly('20', 'lookup_key: x') }));
    expect(await priceOf(world, 'price/pro/b')).toMatchObject({ lookup_key: 'x' });
  });

  it('is not taken from somebody else’s price', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const id = await foreignPrice(world, { lookup_key: 'x' });
    expect(errors(await world.plan(named('x', 'b')))).toEqual([taken(id)]);
  });

  it('is not taken from another catalog’s price', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const id = await foreignPrice(world, { lookup_key: 'x', metadata: marker('price/pro/a', 'theirs') });
    expect(errors(await world.plan(named('x', 'b')))).toEqual([taken(id)]);
  });

  it('is not taken from an orphan', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const id = await foreignPrice(world, { lookup_key: 'x', metadata: marker('price/pro/lost') });
    expect(errors(await world.plan(named('x', 'b')))).toEqual([taken(id, ' (price/pro/lost)')]);
  });

  it('is not taken from one of ours that somebody gave it to by hand', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const b = await idOf(world, 'price/pro/b');
    await world.post(`/v1/prices/${b}`, { lookup_key: 'x' });
    expect(errors(await world.plan(named('x', 'b')))).toEqual([taken(b, ' (price/pro/b)')]);
  });

  it('that somebody moved from one of ours to another is drift of both', async ({ world }) => {
    await applied(world, named('a', 'b'));
    const b = await idOf(world, 'price/pro/b');
    await world.post(`/v1/prices/${b}`, { lookup_key: 'a', transfer_lookup_key: true });
    const plan = await applied(world, named('a', 'b'));
    expect(plan.changes).toEqual([]);
    expect(plan.drift.map(({ key }) => key)).toEqual(['price/pro/a', 'price/pro/b']);
    world.choices = { ...world.choices, revert: 'all' };
    await applied(world, named('a', 'b'));
    expect(await keys(world)).toEqual(['a', 'b']);
  });

  it('that another price has by default is refused before anything is written', async ({ world }) => {
    await applied(world, pro({ a: monthly('10') }));
    const id = await idOf(world, 'price/pro/a');
    await applied(world, pro({ a: monthly('10', 'lookup_key: kept') }));
    await applied(world, pro({ a: monthly('10') }));
    const plan = await world.plan(pro({ a: monthly('10'), b: monthly('20', 'lookup_key: kept') }));
    expect(errors(plan)).toEqual([
      `plan.lookup-key-taken: price/pro/b needs the lookup_key "kept", which ${id} has (price/pro/a)`,
    ]);
  });
});
