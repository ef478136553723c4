import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { textOr } from '../../../src/kinds/kind.ts';
import { yamlOf, type Catalog } from './catalogs.ts';
import { newLab, todo, undone, type Lab } from './lab.ts';
import { amount } from './prices.ts';

let lab: Lab;
beforeAll(async () => {
  lab = await newLab();
});
beforeEach(() => lab.reset());
afterAll(() => lab.close());

const SHOP: Catalog = {
  plans: ['a', 'b', 'c'].map((code) => ({
    code,
    fields: { name: code },
    defaultPrice: 'p',
    prices: { p: { currency: 'usd', amount: amount('5.00'), interval: 'month' } },
  })),
};

it('waits for a creation of a killed run that Stripe is still at work on, and takes its result', async () => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let holding = false;
  lab.emulator.onRequest(async ({ method, path, phase }) => {
    if (method !== 'POST' || path !== '/v1/prices' || phase === 'after' || holding) return undefined;
    holding = true;
    await held;
    return undefined;
  });
  // The process dies while its first price is on the way: Stripe will make it, and nobody hears of it.
  const dying = {
    ...lab.writer,
    post: async (...[call, key]: Parameters<typeof lab.writer.post>) => {
      if (call.path !== '/v1/prices') return lab.writer.post(call, key);
      void lab.writer.post(call, key).catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 50));
      throw new Error('the process is dead');
    },
  };
  expect(undone(await lab.apply(yamlOf(SHOP), dying))).not.toEqual([]);
  setTimeout(() => release(), 300);
  const run = await lab.apply(yamlOf(SHOP));
  expect(undone(run)).toEqual([]);
  expect(todo(run.left)).toEqual([]);
  expect(lab.account().objects.filter((text) => text.includes('"object":"price"'))).toHaveLength(3);
  expect(lab.account().faults).toEqual([]);
  expect(lab.emulator.log().some(({ status }) => status === 409)).toBe(true);
});

it('writes a product and its prices one after the other, and other products beside them', async () => {
  const active = new Map<string, number>();
  let [mostOfOne, most] = [0, 0];
  lab.emulator.onRequest(async ({ method, path, body, phase }) => {
    if (method !== 'POST') return undefined;
    const product =
      /product=(\w+)/.exec(body)?.[1] ??
      /\/v1\/products\/(\w+)/.exec(path)?.[1] ??
      /(?:^|&)id=(\w+)/.exec(body)?.[1];
    if (product === undefined) return undefined;
    active.set(product, (active.get(product) ?? 0) + (phase === 'before' ? 1 : -1));
    mostOfOne = Math.max(mostOfOne, ...active.values());
    most = Math.max(
      most,
      [...active.values()].reduce((sum, count) => sum + count, 0),
    );
    if (phase === 'before') await new Promise((resolve) => setTimeout(resolve, 20));
    return undefined;
  });
  await lab.apply(yamlOf(SHOP));
  lab.emulator.onRequest(null);
  expect(mostOfOne).toBe(1);
  expect(most).toBeGreaterThan(1);
});

it('archives last, when everything that takes the place is there', async () => {
  await lab.apply(yamlOf(SHOP));
  lab.emulator.resetRequests();
  const [a, b] = SHOP.plans;
  const dearer = { p: { currency: 'usd', amount: amount('6.00'), interval: 'month' } };
  const order: string[] = [];
  lab.emulator.onRequest(({ method, body, phase }) => {
    if (method === 'POST' && phase === 'before')
      order.push(body.includes('active=false') ? 'archive' : 'write');
    return undefined;
  });
  await lab.apply(yamlOf({ plans: [{ ...a!, prices: dearer }, b!] }));
  lab.emulator.onRequest(null);
  expect(order.filter((what) => what === 'archive')).toHaveLength(3);
  expect(order.indexOf('archive')).toBeGreaterThan(order.lastIndexOf('write'));
});

it('archives every object of a key that is gone, and tells of each', async () => {
  await lab.apply(yamlOf(SHOP));
  const { metadata } = JSON.parse(
    lab.account().objects.find((text) => text.includes('"pricebook_key":"price/a/p"')) ?? '{}',
  );
  const twin = {
    product: 'a',
    currency: 'usd',
    unit_amount: '700',
    metadata: { ...metadata, plan_code: 'a' },
  };
  const made = await lab.writer.post({ endpoint: '/v1/prices', path: '/v1/prices', params: twin }, 'twin');
  const id = textOr(made.body.id, '');
  const gone = yamlOf({ plans: SHOP.plans.slice(1) });
  lab.emulator.onRequest(({ path, method }) => (method === 'POST' && path.endsWith(id) ? 'drop' : undefined));
  const first = await lab.apply(gone, { ...lab.writer, pause: () => Promise.resolve() });
  lab.emulator.onRequest(null);
  // The live object waits for its twin: once the key is forgotten, nobody would remember the other one.
  expect(undone(first)).toEqual([
    expect.stringMatching(/^failed price\/a\/p/),
    expect.stringMatching(/^skipped price\/a\/p: it needs archive/),
  ]);
  const second = await lab.apply(gone);
  expect(undone(second)).toEqual([]);
  expect(todo(second.left)).toEqual([]);
  expect(Object.keys(lab.account().onSale).filter((key) => key.includes('/a'))).toEqual([]);
});
