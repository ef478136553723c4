import type { Assumption } from './assumption.ts';
import { Skipped, idOf, verdict } from './context.ts';

const monthly = { recurring: { interval: 'month' } } as const;

/** What nobody has seen Stripe do yet, in the order in which it matters. */
export const openQuestions: readonly Assumption[] = [
  {
    id: 'list-without-active',
    question: 'Does prices.list without `active` hold archived prices?',
    expected: 'active and archived',
    relied: false,
    run: async (stripe, ctx) => {
      const { id: product } = await ctx.product();
      await ctx.price({ product });
      await ctx.price({ product, active: false });
      const { data } = await stripe.prices.list({ product });
      return data.some(({ active }) => !active) ? 'active and archived' : 'active only';
    },
  },
  {
    id: 'clear-lookup-key',
    question: 'Does an empty `lookup_key` clear it?',
    expected: 'cleared',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ lookup_key: ctx.unique('key') });
      const seen = await stripe.prices.update(price.id, { lookup_key: '' });
      return seen.lookup_key === null ? 'cleared' : `now ${JSON.stringify(seen.lookup_key)}`;
    },
  },
  {
    id: 'clear-nickname',
    question: 'Does an empty `nickname` clear it?',
    expected: 'cleared',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ nickname: 'n' });
      const seen = await stripe.prices.update(price.id, { nickname: '' });
      return seen.nickname === null ? 'cleared' : `now ${JSON.stringify(seen.nickname)}`;
    },
  },
  {
    id: 'meter-event-name',
    question: 'Is the event name of an active, and of an inactive, meter taken?',
    expected: 'active: refused: 400 without code; inactive: refused: 400 without code',
    relied: false,
    run: async (stripe, ctx) => {
      const meter = await ctx.meter();
      const active = await verdict(ctx, ctx.meter({ event_name: meter.event_name }));
      await stripe.billing.meters.deactivate(meter.id);
      return `active: ${active}; inactive: ${await verdict(ctx, ctx.meter({ event_name: meter.event_name }))}`;
    },
  },
  {
    id: 'feature-reactivation',
    question: 'Can an archived feature be active again?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const feature = await stripe.entitlements.features.create({
        name: ctx.unique('f'),
        lookup_key: ctx.unique('f'),
      });
      await stripe.entitlements.features.update(feature.id, { active: false });
      ctx.defer(() => stripe.entitlements.features.update(feature.id, { active: false }));
      return verdict(ctx, stripe.entitlements.features.update(feature.id, { active: true }));
    },
  },
  {
    id: 'feature-key-reuse',
    question: 'Is the lookup key of an archived feature free?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const lookup_key = ctx.unique('f');
      const feature = await stripe.entitlements.features.create({ name: lookup_key, lookup_key });
      await stripe.entitlements.features.update(feature.id, { active: false });
      const again = stripe.entitlements.features.create({ name: lookup_key, lookup_key });
      const seen = await verdict(ctx, again);
      if (seen === 'allowed')
        ctx.defer(async () => stripe.entitlements.features.update((await again).id, { active: false }));
      return seen;
    },
  },
  {
    id: 'product-id-reuse',
    question: 'Can the id of a deleted product be used again?',
    expected: 'allowed',
    relied: true,
    run: async (stripe, ctx) => {
      const id = ctx.unique('p');
      await ctx.product({ id });
      await stripe.products.del(id);
      return verdict(ctx, ctx.product({ id }));
    },
  },
  {
    id: 'coupon-id-reuse',
    question: 'Can the id of a deleted coupon be used again?',
    expected: 'allowed',
    relied: true,
    run: async (stripe, ctx) => {
      const id = ctx.unique('c');
      const create = () => stripe.coupons.create({ id, percent_off: 10 });
      await create();
      ctx.defer(() => stripe.coupons.del(id));
      await stripe.coupons.del(id);
      return verdict(ctx, create());
    },
  },
  {
    id: 'code-of-deleted-coupon',
    question:
      'Does another coupon under the same id bring a promotion code back, and can that one be written to?',
    expected: 'stays inactive; metadata: allowed; its text: free',
    relied: true,
    run: async (stripe, ctx) => {
      const id = ctx.unique('c');
      const code = ctx.unique('C').replaceAll(/[^A-Za-z0-9]/g, '');
      const create = () => stripe.coupons.create({ id, percent_off: 10 });
      const promise = () => stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: id }, code });
      await create();
      ctx.defer(() => stripe.coupons.del(id));
      const old = await promise();
      await stripe.coupons.del(id);
      const write = () => stripe.promotionCodes.update(old.id, { active: false, metadata: { a: 'b' } });
      const written = await verdict(ctx, write());
      await create();
      const { active } = await stripe.promotionCodes.retrieve(old.id);
      const free = await verdict(ctx, promise());
      return `${active ? 'comes back' : 'stays inactive'}; metadata: ${written}; its text: ${free === 'allowed' ? 'free' : free}`;
    },
  },
  {
    id: 'currency-option-in-use',
    question: 'Can a currency option be removed while a subscription uses it?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ ...monthly, currency_options: { eur: { unit_amount: 900 } } });
      const customer = await stripe.customers.create({ name: ctx.unique('customer') });
      ctx.defer(() => stripe.customers.del(customer.id));
      const subscription = await stripe.subscriptions.create({
        customer: customer.id,
        currency: 'eur',
        collection_method: 'send_invoice',
        days_until_due: 30,
        items: [{ price: price.id }],
      });
      ctx.defer(() => stripe.subscriptions.cancel(subscription.id));
      return verdict(ctx, stripe.prices.update(price.id, { currency_options: '' }));
    },
  },
  {
    id: 'feature-attached-twice',
    question: 'Can a feature be attached to a product twice?',
    expected: 'refused: 400 without code',
    relied: false,
    run: async (stripe, ctx) => {
      const product = await ctx.product();
      const name = ctx.unique('f');
      const feature = await stripe.entitlements.features.create({ name, lookup_key: name });
      ctx.defer(() => stripe.entitlements.features.update(feature.id, { active: false }));
      const attach = () => stripe.products.createFeature(product.id, { entitlement_feature: feature.id });
      const attached = await attach();
      ctx.defer(() => stripe.products.deleteFeature(product.id, attached.id));
      return verdict(ctx, attach());
    },
  },
  {
    id: 'meter-with-prices',
    question: 'Can a meter be deactivated while active prices use it?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const meter = await ctx.meter();
      await ctx.price({ recurring: { interval: 'month', usage_type: 'metered', meter: meter.id } });
      return verdict(ctx, stripe.billing.meters.deactivate(meter.id));
    },
  },
  {
    id: 'archive-default-price',
    question: 'How is the archiving of a default price refused?',
    expected: 'refused: 400 without code',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price();
      await stripe.products.update(idOf(price.product), { default_price: price.id });
      return verdict(ctx, stripe.prices.update(price.id, { active: false }));
    },
  },
  {
    id: 'portal-default',
    question: 'How is the deactivation of the default portal configuration refused?',
    expected: 'refused: 400 without code',
    relied: false,
    run: () => Promise.reject(new Skipped('it would change an object that this run did not make')),
  },
  {
    id: 'ugx-isk',
    question: 'Are amounts in UGX and ISK kept as sent?',
    expected: 'ugx 150, isk 150',
    relied: true,
    run: async (_stripe, ctx) => {
      const [ugx, isk] = [
        await ctx.price({ currency: 'ugx', unit_amount: 150 }),
        await ctx.price({ currency: 'isk', unit_amount: 150 }),
      ];
      return `ugx ${ugx.unit_amount}, isk ${isk.unit_amount}`;
    },
  },
  {
    id: 'permission-code',
    question: 'What is the code of a 403 for a missing permission?',
    expected: 'more_permissions_required',
    relied: false,
    run: () => Promise.reject(new Skipped('it needs a second, restricted key')),
  },
  {
    id: 'tax-behavior-twice',
    question: 'How is a second change of the tax behavior refused?',
    expected: 'refused: 400 without code',
    relied: true,
    run: async (stripe, ctx) => {
      const price = await ctx.price({ tax_behavior: 'inclusive' });
      return verdict(ctx, stripe.prices.update(price.id, { tax_behavior: 'exclusive' }));
    },
  },
];
