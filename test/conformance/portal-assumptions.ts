import type { Stripe } from 'stripe';
import type { Assumption } from './assumption.ts';
import { idOf, verdict, type Context } from './context.ts';

type Params = Stripe.BillingPortal.ConfigurationCreateParams;
type Features = Params['features'];

const EXPAND = ['features.subscription_update.products'];
const OFF: Features = { invoice_history: { enabled: false } };

/** A configuration that is deactivated at the end: none can be deleted. */
async function portal(stripe: Stripe, ctx: Context, params: Partial<Params> = {}) {
  const made = await stripe.billingPortal.configurations.create({
    business_profile: {
      privacy_policy_url: 'https://example.com/privacy',
      terms_of_service_url: 'https://example.com/terms',
    },
    features: OFF,
    metadata: { pricebook_conformance: ctx.prefix },
    ...params,
  });
  ctx.defer(() => stripe.billingPortal.configurations.update(made.id, { active: false }));
  return made;
}

/** A price, and the feature that offers it. */
async function offering(ctx: Context) {
  const price = await ctx.price({ recurring: { interval: 'month' } });
  const subscription_update = {
    enabled: true,
    default_allowed_updates: ['price' as const],
    products: [{ product: idOf(price.product), prices: [price.id] }],
  };
  return { price, features: { subscription_update } };
}

/** What the reconciler takes portal configurations to do. */
export const portalAssumptions: readonly Assumption[] = [
  {
    id: 'portal-off',
    question: 'Is every feature off that a creation does not name?',
    expected: 'none',
    relied: true,
    run: async (stripe, ctx) => {
      const { features } = await portal(stripe, ctx);
      const on = Object.entries(features).filter(([, { enabled }]) => enabled);
      return on.length === 0 ? 'none' : on.map(([name]) => name).join(' ');
    },
  },
  {
    id: 'portal-products-hidden',
    question: 'Are the products that a portal offers hidden unless they are expanded?',
    expected: 'hidden, then 1',
    relied: true,
    run: async (stripe, ctx) => {
      const { features } = await offering(ctx);
      const { id } = await portal(stripe, ctx, { features });
      const plain = await stripe.billingPortal.configurations.retrieve(id);
      const whole = await stripe.billingPortal.configurations.retrieve(id, { expand: EXPAND });
      const [hidden, shown] = [plain, whole].map((each) => each.features.subscription_update.products);
      return `${hidden === undefined || hidden === null ? 'hidden' : 'shown'}, then ${shown?.length ?? 0}`;
    },
  },
  {
    id: 'portal-merge',
    question: 'Does an update of one leaf leave the others of its map as they are?',
    expected: 'Hello, immediately',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await portal(stripe, ctx, {
        business_profile: { headline: 'Hello', privacy_policy_url: 'https://example.com/privacy' },
        features: { subscription_cancel: { enabled: true, mode: 'immediately' } },
      });
      const after = await stripe.billingPortal.configurations.update(id, {
        business_profile: { privacy_policy_url: 'https://example.com/other' },
        features: { subscription_cancel: { proration_behavior: 'create_prorations' } },
      });
      return `${after.business_profile.headline ?? ''}, ${after.features.subscription_cancel.mode}`;
    },
  },
  {
    id: 'portal-products-cleared',
    question: 'Does an empty text empty the products, together with switching them off?',
    expected: 'off with 0',
    relied: true,
    run: async (stripe, ctx) => {
      const { features } = await offering(ctx);
      const { id } = await portal(stripe, ctx, { features });
      const after = await stripe.billingPortal.configurations.update(id, {
        features: { subscription_update: { enabled: false, products: '', default_allowed_updates: '' } },
        expand: EXPAND,
      });
      const { enabled, products } = after.features.subscription_update;
      return `${enabled ? 'on' : 'off'} with ${products?.length ?? 0}`;
    },
  },
  {
    id: 'portal-archived-price',
    question: 'Can a price be archived that a portal offers?',
    expected: 'allowed',
    relied: false,
    run: async (stripe, ctx) => {
      const { price, features } = await offering(ctx);
      await portal(stripe, ctx, { features });
      return verdict(ctx, stripe.prices.update(price.id, { active: false }));
    },
  },
  {
    id: 'portal-credit-at-end',
    question: 'Is a credit refused for cancellations at the end of the period?',
    expected: 'refused: 400 without code',
    relied: true,
    run: async (stripe, ctx) => {
      const subscription_cancel = {
        enabled: true,
        mode: 'at_period_end' as const,
        proration_behavior: 'create_prorations' as const,
      };
      return verdict(ctx, portal(stripe, ctx, { features: { subscription_cancel } }));
    },
  },
  {
    id: 'portal-listed',
    question: 'Does a list without a filter have the inactive ones too?',
    expected: 'listed',
    relied: true,
    run: async (stripe, ctx) => {
      const { id } = await portal(stripe, ctx);
      await stripe.billingPortal.configurations.update(id, { active: false });
      const { data } = await stripe.billingPortal.configurations.list({ limit: 100 });
      return data.some((each) => each.id === id) ? 'listed' : 'left out';
    },
  },
];
