import { setTimeout as sleep } from 'node:timers/promises';
import type { Assumption } from './assumption.ts';
import { Skipped, idOf, verdict } from './context.ts';

/** What the reconciler takes products, requests and events to do. */
export const productAssumptions: readonly Assumption[] = [
  {
    id: 'chosen-product-id',
    question: 'Can the caller choose the id of a product, once?',
    expected: 'as chosen; again: refused: 400 resource_already_exists',
    relied: true,
    run: async (_stripe, ctx) => {
      const id = ctx.unique('p');
      const product = await ctx.product({ id });
      return `${product.id === id ? 'as chosen' : product.id}; again: ${await verdict(ctx, ctx.product({ id }))}`;
    },
  },
  {
    id: 'product-delete-refused',
    question: 'Is the deletion of a product refused that has an archived price?',
    expected: 'refused: 400 without code',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ active: false });
      return verdict(ctx, stripe.products.del(idOf(price.product)));
    },
  },
  {
    id: 'product-archive-keeps-prices',
    question: 'Does archiving a product leave its prices active?',
    expected: 'active',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      await stripe.products.update(idOf(price.product), { active: false });
      return (await stripe.prices.retrieve(price.id)).active ? 'active' : 'archived';
    },
  },
  {
    id: 'default-price-unset',
    question: 'Does an empty default_price unset it?',
    expected: 'null',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      await stripe.products.update(idOf(price.product), { default_price: price.id });
      return idOf((await stripe.products.update(idOf(price.product), { default_price: '' })).default_price);
    },
  },
  {
    id: 'empty-array',
    question: 'Is an update with an empty array a no-op, and with an empty string a clear?',
    expected: '1, then 0',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await ctx.product({ marketing_features: [{ name: 'One' }] });
      const kept = await stripe.products.update(id, { marketing_features: [] });
      const cleared = await stripe.products.update(id, { marketing_features: '' });
      return `${kept.marketing_features.length}, then ${cleared.marketing_features.length}`;
    },
  },
  {
    id: 'metadata-merge',
    question: 'Does metadata merge by key, and an empty value remove its key?',
    expected: 'b=2, c=3',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await ctx.product({ metadata: { a: '1', b: '2' } });
      const { metadata } = await stripe.products.update(id, { metadata: { a: '', c: '3' } });
      return Object.entries(metadata)
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(', ');
    },
  },
  {
    id: 'trimmed',
    question: 'Are names trimmed?',
    expected: 'trimmed',
    relied: false,
    run: async (_stripe, ctx) => {
      const name = ctx.unique('name');
      return (await ctx.product({ name: `  ${name} ` })).name === name ? 'trimmed' : 'kept';
    },
  },
  {
    id: 'unknown-ids-skipped',
    question: 'Does products.list skip ids that do not exist?',
    expected: 'skipped',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await ctx.product();
      const { data } = await stripe.products.list({ ids: [id, ctx.unique('nowhere')] });
      return data.map((product) => product.id).join() === id ? 'skipped' : 'not skipped';
    },
  },
  {
    id: 'missing-object',
    question: 'How is an object answered that does not exist?',
    expected: 'refused: 404 resource_missing',
    relied: true,
    run: (stripe, ctx) => verdict(ctx, stripe.products.retrieve(ctx.unique('nowhere'))),
  },
  {
    id: 'idempotent-replay',
    question: 'Does an idempotency key give back the first answer, and say so?',
    expected: 'same object, idempotent-replayed: true',
    relied: true,
    run: async (stripe, ctx) => {
      const [name, idempotencyKey] = [ctx.unique('name'), ctx.unique('key')];
      const create = () => stripe.products.create({ name }, { idempotencyKey });
      const first = await create();
      ctx.defer(() => stripe.products.del(first.id));
      const second = await create();
      const { headers } = second.lastResponse;
      return `${first.id === second.id ? 'same object' : 'another object'}, idempotent-replayed: ${headers['idempotent-replayed']}`;
    },
  },
  {
    id: 'idempotency-mismatch',
    question: 'How is an idempotency key refused that was used for another request?',
    expected: 'StripeIdempotencyError',
    relied: true,
    run: async (stripe, ctx) => {
      const [name, idempotencyKey] = [ctx.unique('name'), ctx.unique('key')];
      const { id } = await stripe.products.create({ name }, { idempotencyKey });
      ctx.defer(() => stripe.products.del(id));
      const error: unknown = await stripe.products
        .create({ name: `${name}x` }, { idempotencyKey })
        .catch((reason: unknown) => reason);
      return String(Reflect.get(Object(error), 'type'));
    },
  },
  {
    id: 'stored-failure',
    question: 'Is a 500 replayed under its idempotency key?',
    expected: 'replayed',
    relied: true,
    run: () => Promise.reject(new Skipped('Stripe cannot be made to fail')),
  },
  {
    id: 'event-attribution',
    question: 'Does an event carry the idempotency key of the request that caused it?',
    expected: 'carried',
    relied: true,
    run: async (stripe, ctx) => {
      const [name, idempotencyKey] = [ctx.unique('name'), ctx.unique('key')];
      const { id, created } = await stripe.products.create({ name }, { idempotencyKey });
      ctx.defer(() => stripe.products.del(id));
      // Events may come a little later than the answer.
      for (let attempt = 0; attempt < 10; attempt += 1) {
        const { data } = await stripe.events.list({
          type: 'product.created',
          created: { gte: created - 1 },
          limit: 100,
        });
        if (data.some(({ request }) => request?.idempotency_key === idempotencyKey)) return 'carried';
        await sleep(500);
      }
      return 'no such event within five seconds';
    },
  },
];
