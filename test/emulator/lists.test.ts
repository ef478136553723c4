import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientOf, errorOf, fresh, raw } from './client.ts';

describe('lists', () => {
  it('hold every object once, newest first, whatever the page size and whatever is created meanwhile', async () => {
    const { stripe, emulator } = await fresh();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { maxLength: 25 }),
        fc.integer({ min: 1, max: 9 }),
        async (kept, limit) => {
          emulator.reset();
          await stripe.products.create({ id: 'p', name: 'P' });
          const made: string[] = [];
          for (const active of kept)
            made.unshift(
              (await stripe.prices.create({ product: 'p', currency: 'usd', unit_amount: 1, active })).id,
            );
          const seen: string[] = [];
          for await (const price of stripe.prices.list({ limit, product: 'p' })) {
            seen.push(price.id);
            if (seen.length === 3)
              await stripe.prices.create({ product: 'p', currency: 'usd', unit_amount: 2 });
          }
          expect(seen).toEqual(made);
          const active: string[] = [];
          for await (const price of stripe.prices.list({ limit, active: true })) active.push(price.id);
          expect(active.slice(kept.length >= 3 ? 1 : 0)).toEqual(
            made.filter((_, index) => kept.toReversed()[index]),
          );
        },
      ),
      { numRuns: 12 },
    );
  });

  it('can be walked backwards', async () => {
    const { stripe } = await fresh();
    for (let index = 0; index < 7; index += 1) await stripe.products.create({ id: `p${index}`, name: 'x' });
    const page = await stripe.products.list({ ending_before: 'p1', limit: 3 });
    expect(page.data.map(({ id }) => id)).toEqual(['p4', 'p3', 'p2']);
    expect(page.has_more).toBe(true);
    const last = await stripe.products.list({ ending_before: 'p4', limit: 3 });
    expect(last.data.map(({ id }) => id)).toEqual(['p6', 'p5']);
    expect(last.has_more).toBe(false);
  });

  it('hold ten unless asked for up to a hundred', async () => {
    const { stripe } = await fresh();
    for (let index = 0; index < 12; index += 1) await stripe.products.create({ name: 'x' });
    const page = await stripe.products.list();
    expect([page.data.length, page.has_more, page.url]).toEqual([10, true, '/v1/products']);
    expect((await stripe.products.list({ limit: 12 })).has_more).toBe(false);
    await errorOf(stripe.products.list({ limit: 101 }));
    await errorOf(stripe.products.list({ limit: 0 }));
    expect(await errorOf(stripe.products.list({ starting_after: 'nope' }))).toMatchObject({
      statusCode: 400,
      param: 'starting_after',
      code: 'resource_missing',
    });
  });

  it('understand every way of writing arrays in a form', async () => {
    const { stripe, emulator } = await fresh();
    for (const form of [
      'marketing_features[0][name]=a&marketing_features[1][name]=b',
      'marketing_features[][name]=a&marketing_features[][name]=b',
    ])
      expect(
        (await raw(emulator, 'POST /v1/products', { body: `name=x&${form}` })).body.marketing_features,
      ).toEqual([{ name: 'a' }, { name: 'b' }]);
    expect(
      (await raw(emulator, 'POST /v1/products', { body: 'name=x&images[]=a&images[]=b' })).body.images,
    ).toEqual(['a', 'b']);
    expect((await raw(emulator, 'POST /v1/products', { body: 'name=x&metadata[__proto__]=a' })).status).toBe(
      200,
    );
    expect((await stripe.products.list()).data).toHaveLength(4);
  });

  it('stay quick with thousands of prices', async () => {
    const { emulator, stripe } = await fresh();
    await stripe.products.create({ id: 'p', name: 'P' });
    const one = await stripe.prices.create({ product: 'p', currency: 'usd', unit_amount: 1 });
    const state = emulator.state();
    const rows = state.modes.test['price'] ?? [];
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      ...rows[0],
      id: `price_${index}`,
      lookup_key: `k${index}`,
    }));
    emulator.load({
      ...state,
      modes: { ...state.modes, test: { ...state.modes.test, price: [...rows, ...many] } },
    });
    const started = performance.now();
    let count = 0;
    for await (const price of clientOf(emulator).prices.list({ product: 'p', limit: 100 }))
      count += price.id === '' ? 0 : 1;
    expect(count).toBe(20_001);
    await stripe.prices.list({ lookup_keys: ['k7'] });
    await stripe.prices.retrieve(one.id);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
