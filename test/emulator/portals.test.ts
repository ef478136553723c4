import { describe, expect, it } from 'vitest';
import { byDashboard } from '../kinds/portals.ts';
import { errorOf, fresh, raw } from './client.ts';

const ROUTE = 'POST /v1/billing_portal/configurations';
const OFF = 'features[invoice_history][enabled]=false';

/** An emulator with a plan of two prices, one of them paid once. */
const shop = async () => {
  const { emulator, stripe } = await fresh({ now: 1_800_000_000 });
  const pro = await stripe.products.create({ name: 'Pro', id: 'pro' });
  const common = { product: pro.id, currency: 'usd', unit_amount: 100 };
  const monthly = await stripe.prices.create({ ...common, recurring: { interval: 'month' } });
  const once = await stripe.prices.create(common);
  return { emulator, stripe, monthly: monthly.id, once: once.id };
};

describe('portal configurations', () => {
  it('have every feature, off where nothing is said, and hide what they offer', async () => {
    const { stripe, monthly } = await shop();
    const { id } = await stripe.billingPortal.configurations.create({
      features: {
        subscription_cancel: { enabled: true },
        subscription_update: {
          enabled: true,
          default_allowed_updates: ['price'],
          products: [{ product: 'pro', prices: [monthly] }],
        },
      },
    });
    expect(id).toMatch(/^bpc_1\w{23}$/);
    const shown = await stripe.billingPortal.configurations.retrieve(id);
    expect(shown).toMatchObject({
      object: 'billing_portal.configuration',
      active: true,
      is_default: false,
      created: 1_800_000_000,
      features: {
        customer_update: { allowed_updates: [], enabled: false },
        subscription_cancel: { enabled: true, mode: 'at_period_end', proration_behavior: 'none' },
        subscription_update: {
          enabled: true,
          proration_behavior: 'none',
          trial_update_behavior: 'end_trial',
        },
      },
    });
    expect(shown.features.subscription_update.products).toBeUndefined();
    const expand = ['data.features.subscription_update.products'];
    const [listed] = (await stripe.billingPortal.configurations.list({ expand })).data;
    expect(listed?.features.subscription_update.products).toMatchObject([
      { product: 'pro', prices: [monthly] },
    ]);
  });

  it('merge maps down to the leaves and put lists in the place of lists', async () => {
    const { emulator, stripe } = await shop();
    const { id } = await stripe.billingPortal.configurations.create({
      business_profile: { headline: 'Hi', privacy_policy_url: 'https://example.com' },
      features: {
        customer_update: { enabled: true, allowed_updates: ['email', 'name'] },
        subscription_cancel: { enabled: true, mode: 'immediately' },
      },
    });
    await raw(emulator, `${ROUTE}/${id}`, {
      body: 'business_profile[headline]=&features[customer_update][allowed_updates][0]=phone&features[subscription_cancel][proration_behavior]=create_prorations',
    });
    expect(await stripe.billingPortal.configurations.retrieve(id)).toMatchObject({
      business_profile: { headline: null, privacy_policy_url: 'https://example.com' },
      features: {
        customer_update: { enabled: true, allowed_updates: ['phone'] },
        subscription_cancel: { enabled: true, mode: 'immediately', proration_behavior: 'create_prorations' },
      },
    });
    const [updated] = (await stripe.events.list({ type: 'billing_portal.configuration.updated' })).data;
    expect(updated?.data.previous_attributes).toMatchObject({ business_profile: { headline: 'Hi' } });
  });

  it.each([
    ['nothing at all', '', 'features'],
    [
      'updates of nothing',
      'features[customer_update][enabled]=true',
      'features[customer_update][allowed_updates]',
    ],
    [
      'a credit at the end of the period',
      'features[subscription_cancel][enabled]=true&features[subscription_cancel][proration_behavior]=create_prorations',
      'features[subscription_cancel][proration_behavior]',
    ],
    [
      'an invoice for a cancellation',
      'features[subscription_cancel][enabled]=true&features[subscription_cancel][mode]=immediately&features[subscription_cancel][proration_behavior]=always_invoice',
      'features[subscription_cancel][proration_behavior]',
    ],
    [
      'switching between nothing',
      'features[subscription_update][enabled]=true&features[subscription_update][default_allowed_updates][0]=price',
      'features[subscription_update][products]',
    ],
    [
      'a headline that is too long',
      `${OFF}&business_profile[headline]=${'x'.repeat(61)}`,
      'business_profile[headline]',
    ],
    ['being the default one', `${OFF}&is_default=true`, 'is_default'],
  ])('refuse %s', async (_what, body, param) => {
    const { emulator } = await fresh();
    expect(await raw(emulator, ROUTE, { body })).toMatchObject({ status: 400, body: { error: { param } } });
  });

  it('refuse prices that are paid once, of another product, or not active', async () => {
    const { stripe, monthly, once } = await shop();
    await stripe.products.create({ name: 'Other', id: 'other' });
    const offer = (product: string, price: string) =>
      errorOf(
        stripe.billingPortal.configurations.create({
          features: {
            subscription_update: {
              enabled: true,
              default_allowed_updates: ['price'],
              products: [{ product, prices: [price] }],
            },
          },
        }),
      );
    expect((await offer('pro', once)).message).toContain('is not recurring');
    expect((await offer('other', monthly)).message).toContain('does not belong to the product');
    await stripe.prices.update(monthly, { active: false });
    expect((await offer('pro', monthly)).message).toContain('is inactive');
  });

  it('are never deleted, and the default one, which only the Dashboard makes, stays active', async () => {
    const { emulator, stripe } = await shop();
    const post = async (path: string) => (await raw(emulator, `POST ${path}`, { body: OFF })).body;
    const id = await byDashboard({ emulator, post });
    expect(await stripe.billingPortal.configurations.list({ is_default: true })).toMatchObject({
      data: [{ id }],
    });
    expect(
      (await errorOf(stripe.billingPortal.configurations.update(id, { active: false }))).message,
    ).toContain('default configuration');
    expect(await raw(emulator, `DELETE /v1/billing_portal/configurations/${id}`)).toMatchObject({
      status: 404,
    });
    const { id: other } = await stripe.billingPortal.configurations.create({
      features: { invoice_history: { enabled: true } },
    });
    await stripe.billingPortal.configurations.update(other, { active: false });
    const count = async (filter: object) =>
      (await stripe.billingPortal.configurations.list(filter)).data.length;
    expect(await Promise.all([{}, { active: true }, { is_default: false }].map(count))).toEqual([2, 1, 1]);
  });
});
