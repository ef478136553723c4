import { describe, expect, it } from 'vitest';
import { errorOf, fresh } from './client.ts';

const SSO = { lookup_key: 'sso', name: 'Single sign-on' };

describe('features', () => {
  it('are active when they are made, and have no events', async () => {
    const { stripe } = await fresh();
    expect(await stripe.entitlements.features.create({ ...SSO, metadata: { a: '1' } })).toMatchObject({
      id: expect.stringMatching(/^feat_test_61\w{30}$/),
      object: 'entitlements.feature',
      active: true,
      lookup_key: 'sso',
      metadata: { a: '1' },
      name: 'Single sign-on',
    });
    expect((await stripe.events.list()).data).toEqual([]);
  });

  it('share no lookup key, but for those that are archived', async () => {
    const { stripe } = await fresh();
    const { id } = await stripe.entitlements.features.create(SSO);
    expect(await errorOf(stripe.entitlements.features.create(SSO))).toMatchObject({
      statusCode: 400,
      param: 'lookup_key',
    });
    await stripe.entitlements.features.update(id, { active: false });
    await stripe.entitlements.features.create(SSO);
    expect(await errorOf(stripe.entitlements.features.update(id, { active: true }))).toMatchObject({
      statusCode: 400,
    });
  });

  it('are listed without the archived ones, or those alone', async () => {
    const { stripe } = await fresh();
    const { id } = await stripe.entitlements.features.create(SSO);
    await stripe.entitlements.features.create({ ...SSO, lookup_key: 'saml' });
    await stripe.entitlements.features.update(id, { active: false });
    const keys = async (filter: object) =>
      (await stripe.entitlements.features.list(filter)).data.map(({ lookup_key: key }) => key);
    expect(await Promise.all([{}, { archived: false }, { archived: true }].map(keys))).toEqual([
      ['saml'],
      ['saml'],
      ['sso'],
    ]);
    expect(await keys({ lookup_key: 'sso' })).toEqual([]);
  });
});

describe('attached features', () => {
  it('hold the whole feature, and do not say their product', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    const feature = await stripe.entitlements.features.create(SSO);
    const attached = await stripe.products.createFeature('pro', { entitlement_feature: feature.id });
    expect(attached).toMatchObject({
      id: expect.stringMatching(/^prodft_\w{14}$/),
      object: 'product_feature',
      entitlement_feature: { id: feature.id, lookup_key: 'sso', active: true },
    });
    expect(attached).not.toHaveProperty('product');
    expect((await stripe.products.listFeatures('pro')).data).toMatchObject([{ id: attached.id }]);
    expect(await stripe.products.retrieveFeature('pro', attached.id)).toMatchObject({ id: attached.id });
  });

  it('are neither inactive nor attached twice', async () => {
    const { stripe } = await fresh();
    await stripe.products.create({ id: 'pro', name: 'Pro' });
    const { id } = await stripe.entitlements.features.create(SSO);
    const attach = () => stripe.products.createFeature('pro', { entitlement_feature: id });
    await attach();
    const refused = { statusCode: 400, param: 'entitlement_feature' };
    expect(await errorOf(attach())).toMatchObject(refused);
    await stripe.entitlements.features.update(id, { active: false });
    const [attached] = (await stripe.products.listFeatures('pro')).data;
    expect(attached).toMatchObject({ entitlement_feature: { active: false } });
    await stripe.products.deleteFeature('pro', attached?.id ?? '');
    expect(await errorOf(attach())).toMatchObject(refused);
  });

  it('are detached once, from their own product, and go with it', async () => {
    const { stripe } = await fresh();
    for (const id of ['pro', 'basic']) await stripe.products.create({ id, name: id });
    const feature = await stripe.entitlements.features.create(SSO);
    const { id } = await stripe.products.createFeature('pro', { entitlement_feature: feature.id });
    const missing = { statusCode: 404, code: 'resource_missing' };
    expect(await errorOf(stripe.products.deleteFeature('basic', id))).toMatchObject(missing);
    expect(await stripe.products.deleteFeature('pro', id)).toMatchObject({ id, deleted: true });
    expect(await errorOf(stripe.products.deleteFeature('pro', id))).toMatchObject(missing);
    await stripe.products.createFeature('pro', { entitlement_feature: feature.id });
    await stripe.products.del('pro');
    expect(await errorOf(stripe.products.listFeatures('pro'))).toMatchObject(missing);
    await stripe.products.create({ id: 'pro', name: 'pro' });
    expect((await stripe.products.listFeatures('pro')).data).toEqual([]);
  });
});
