// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it } from './it.ts';
import { applied, idOf, monthly, pro, vanish, writes } from './shop.ts';
import { brief, type World } from './world.ts';

const one = pro({ monthly: monthly('25.00') });
const two = pro({ monthly: monthly('25.00'), yearly: 'amount: 250, currency: usd, interval: year' });
const meter = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum';
const actions = (plan: Awaited<ReturnType<World['plan']>>): string[] =>
  plan.changes.map(({ action, key }) => `${action} ${key}`);

describe('recorded and live, but no longer desired', () => {
  it('is archived: the product with its default price cleared, and its prices', async ({ world }) => {
    const other = 'code: other\nname: Other\nprices: {}';
    const both = `${pro({ monthly: monthly('25') }, 'default_price: monthly')}\n---\n${other}`;
    await applied(world, both);
    const id = await idOf(world, 'price/pro/monthly');
    expect(actions(await applied(world, other))).toEqual([
      'archive product/pro',
      'archive price/pro/monthly',
    ]);
    expect(await world.get('/v1/products/pro')).toMatchObject({ active: false, default_price: null });
    expect((await world.get(`/v1/prices/${id}`)).active).toBe(false);
    expect([...(await world.applied()).resources.keys()]).toEqual(['product/other']);
  });

  it('is archived with its default price cleared though somebody archived the product before', async ({
    world,
  }) => {
    const other = 'code: other\nname: Other\nprices: {}';
    await applied(world, `${pro({ monthly: monthly('25') }, 'default_price: monthly')}\n---\n${other}`);
    await world.post('/v1/products/pro', { active: false });
    await applied(world, other);
    expect(await world.get('/v1/products/pro')).toMatchObject({ active: false, default_price: null });
  });

  it('goes off sale at once in live mode, together with what was retiring', async ({ live }) => {
    const other = 'code: other\nname: Other\nprices: {}';
    await applied(live, `${one}\n---\n${other}`);
    await applied(live, `${one.replace('25.00', '29.00')}\n---\n${other}`);
    const plan = await applied(live, other);
    expect(actions(plan)).toEqual(['archive product/pro', 'archive price/pro/monthly']);
    expect(plan.retiring).toHaveLength(1);
  });

  it('is only forgotten when it is a meter', async ({ world }) => {
    await applied(world, `${one}\n---\n${meter}`);
    world.emulator.resetRequests();
    expect(actions(await applied(world, one))).toEqual(['forget meter/calls']);
    expect(writes(world)).toEqual([]);
    expect((await world.all('/v1/billing/meters'))[0]).toMatchObject({ status: 'active' });
  });

  it('is a meter that was deactivated first, and reactivated when it is wanted again', async ({ world }) => {
    await applied(world, meter);
    await applied(world, `${meter}\nactive: false`);
    expect((await world.all('/v1/billing/meters'))[0]).toMatchObject({ status: 'inactive' });
    await applied(world, 'code: other\nname: Other\nprices: {}');
    expect(brief(await applied(world, `code: other\nname: Other\nprices: {}\n---\n${meter}`))).toEqual([
      'adopt meter/calls [active]',
    ]);
  });
});

describe('a text that looks like a key', () => {
  it('is a text: an object that goes off sale does not wait for itself', async ({ world }) => {
    const named = (name: string, active: string): string =>
      `code: pro\nname: Pro\nactive: ${active}\nmetadata: { see: ${name} }`;
    await applied(world, named('product/pro', 'true'));
    expect(brief(await applied(world, named('nothing', 'false')))).toEqual([
      'update product/pro [active metadata.see]',
    ]);
  });
});

describe('recorded, neither desired nor live', () => {
  it('is forgotten', async ({ world }) => {
    await applied(world, two);
    vanish(world, await idOf(world, 'price/pro/yearly'));
    world.emulator.resetRequests();
    expect(actions(await applied(world, one))).toEqual(['forget price/pro/yearly']);
    expect(writes(world)).toEqual([]);
  });

  it('is forgotten when somebody archived it before', async ({ world }) => {
    await applied(world, two);
    await world.post(`/v1/prices/${await idOf(world, 'price/pro/yearly')}`, { active: false });
    expect(actions(await applied(world, one))).toEqual(['forget price/pro/yearly']);
  });
});
