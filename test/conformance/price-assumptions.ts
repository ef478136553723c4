import type { Assumption } from './assumption.ts';
import { exactly, idOf, verdict } from './context.ts';

const keys = (value: object | undefined): string =>
  Object.keys(value ?? {})
    .sort()
    .join(', ');

/** What the reconciler takes prices to do. */
export const priceAssumptions: readonly Assumption[] = [
  {
    id: 'transfer-lookup-key',
    question: 'Does transfer_lookup_key move the key and leave the holder on sale?',
    expected: 'holder: null, active; new: the key',
    relied: true,
    run: async (stripe, ctx) => {
      const lookup_key = ctx.unique('key');
      const holder = await ctx.price({ lookup_key });
      const next = await ctx.price({
        product: idOf(holder.product),
        lookup_key,
        transfer_lookup_key: true,
      });
      const after = await stripe.prices.retrieve(holder.id);
      return `holder: ${after.lookup_key}, ${after.active ? 'active' : 'archived'}; new: ${next.lookup_key === lookup_key ? 'the key' : next.lookup_key}`;
    },
  },
  {
    id: 'duplicate-lookup-key',
    question: 'How is a lookup key refused that an archived price holds?',
    expected: 'refused: 400 without code; A price (`price_…`) already uses that lookup key.',
    relied: true,
    run: async (_stripe, ctx) => {
      const lookup_key = ctx.unique('key');
      await ctx.price({ lookup_key, active: false });
      const seen = await verdict(ctx, ctx.price({ lookup_key }));
      return `${seen}; ${ctx.takeNotes().join(' ')}`;
    },
  },
  {
    id: 'archived-key-found',
    question: 'Does prices.list by lookup key find an archived holder?',
    expected: 'found',
    relied: true,
    run: async (stripe, ctx) => {
      const lookup_key = ctx.unique('key');
      await ctx.price({ lookup_key, active: false });
      const { data } = await stripe.prices.list({ lookup_keys: [lookup_key], active: false });
      return data.length === 1 ? 'found' : `${data.length} found`;
    },
  },
  {
    id: 'options-hold-base',
    question: 'Do expanded currency_options hold the base currency?',
    expected: 'eur, usd; hidden unless expanded',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ currency_options: { eur: { unit_amount: 900 } } });
      const seen = await stripe.prices.retrieve(price.id, { expand: ['currency_options'] });
      return `${keys(seen.currency_options)}; ${'currency_options' in price ? 'shown' : 'hidden'} unless expanded`;
    },
  },
  {
    id: 'options-merge',
    question: 'Does an update of currency_options merge by currency, or replace?',
    expected: 'merge',
    relied: false,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ currency_options: { eur: { unit_amount: 900 } } });
      await stripe.prices.update(price.id, { currency_options: { gbp: { unit_amount: 800 } } });
      const seen = await stripe.prices.retrieve(price.id, { expand: ['currency_options'] });
      return seen.currency_options?.['eur'] === undefined ? 'replace' : 'merge';
    },
  },
  {
    id: 'option-tax-behavior',
    question: 'Can an unspecified tax behavior of a currency option be set, with the amount sent again?',
    expected: 'inclusive',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ currency_options: { eur: { unit_amount: 900 } } });
      await stripe.prices.update(price.id, {
        currency_options: { eur: { unit_amount: 900, tax_behavior: 'inclusive' } },
      });
      const seen = await stripe.prices.retrieve(price.id, { expand: ['currency_options'] });
      return String(seen.currency_options?.['eur']?.tax_behavior);
    },
  },
  {
    id: 'one-way-tax-behavior',
    question: 'Can an unspecified tax behavior be set?',
    expected: 'unspecified, then inclusive',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      const seen = await stripe.prices.update(price.id, { tax_behavior: 'inclusive' });
      return `${price.tax_behavior}, then ${seen.tax_behavior}`;
    },
  },
  {
    id: 'restore-price',
    question: 'Can an archived price be active again?',
    expected: 'active',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ active: false });
      return (await stripe.prices.update(price.id, { active: true })).active ? 'active' : 'archived';
    },
  },
  {
    id: 'immutable-amount',
    question: 'How is a change of an immutable field refused?',
    expected: 'refused: 400 parameter_unknown',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      const change = stripe.rawRequest('POST', `/v1/prices/${price.id}`, { unit_amount: 5 });
      return verdict(ctx, change);
    },
  },
  {
    id: 'no-price-delete',
    question: 'Is there a route that deletes a price?',
    expected: '404',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      const error: unknown = await stripe
        .rawRequest('DELETE', `/v1/prices/${price.id}`)
        .catch((reason: unknown) => reason);
      return String(Reflect.get(Object(error), 'statusCode'));
    },
  },
  {
    id: 'tiers',
    question: 'How are tiers answered?',
    expected: 'hidden unless expanded; last up_to null; amounts 0.25 / null',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({
        billing_scheme: 'tiered',
        tiers_mode: 'graduated',
        recurring: { interval: 'month' },
        tiers: [
          { up_to: 10, unit_amount: 1 },
          { up_to: 'inf', unit_amount_decimal: exactly('0.25') },
        ],
      });
      const last = (await stripe.prices.retrieve(price.id, { expand: ['tiers'] })).tiers?.at(-1);
      return `${'tiers' in price ? 'shown' : 'hidden'} unless expanded; last up_to ${last?.up_to}; amounts ${String(last?.unit_amount_decimal)} / ${last?.unit_amount}`;
    },
  },
  {
    id: 'fractional-amount',
    question: 'How is an amount of 12.50 minor units answered?',
    expected: 'null and 12.5',
    relied: true,
    run: async (_stripe, ctx) => {
      const price = await ctx.price({ unit_amount_decimal: exactly('12.50') });
      return `${price.unit_amount} and ${String(price.unit_amount_decimal)}`;
    },
  },
  {
    id: 'filter-unknown-product',
    question: 'How is a filter by a product that does not exist answered?',
    expected: 'refused: 400 resource_missing',
    relied: true,
    run: (stripe, ctx) => verdict(ctx, stripe.prices.list({ product: ctx.unique('nowhere') })),
  },
  {
    id: 'pagination',
    question: 'Do pages hold every price once, newest first?',
    expected: 'newest first, every one once',
    relied: true,
    run: async (stripe, ctx) => {
      const { id: product } = await ctx.product();
      const made: string[] = [];
      for (let index = 0; index < 5; index += 1) made.unshift((await ctx.price({ product })).id);
      const seen: string[] = [];
      for await (const price of stripe.prices.list({ product, limit: 2 })) seen.push(price.id);
      const once = [...seen].sort().join() === [...made].sort().join();
      const ordered = seen.join() === made.join();
      return `${ordered ? 'newest first' : 'in another order'}, ${once ? 'every one once' : 'not every one once'}`;
    },
  },
];
