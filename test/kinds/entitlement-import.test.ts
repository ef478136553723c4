// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given accounts in it.ts, which the rule does not follow
import { describe, expect, onTestFinished } from 'vitest';
import { applied } from '../engine/shop.ts';
import { brief, newWorld } from '../engine/world.ts';
import { it } from '../import/it.ts';

const PLAN = { id: 'pro', name: 'Pro' };

describe('an import of entitlements', () => {
  it('writes them, and what unlocks them', async ({ shop, folder }) => {
    await shop.post('/v1/products', PLAN);
    const sso = await shop.post('/v1/entitlements/features', {
      lookup_key: 'sso',
      name: 'Single sign-on',
      'metadata[team]': 'identity',
    });
    const api = await shop.post('/v1/entitlements/features', { lookup_key: 'api', name: 'API' });
    const old = await shop.post('/v1/entitlements/features', { lookup_key: 'old', name: 'Old' });
    for (const id of [sso, api, old])
      await shop.post('/v1/products/pro/features', { entitlement_feature: id });
    await shop.post(`/v1/entitlements/features/${old}`, { active: 'false' });
    const { json } = await folder.run(shop.url);
    expect(folder.files()).toEqual({
      'pro.yaml': 'code: pro\nname: Pro\nentitlements:\n  - api\n  - sso\nadopt: pro\n',
      'entitlements/api.yaml': `kind: entitlement\ncode: api\nname: API\nadopt: ${api}\n`,
      'entitlements/sso.yaml': `kind: entitlement
code: sso
name: Single sign-on
metadata: { team: identity }
adopt: ${sso}
`,
    });
    expect(json).toMatchObject({ archived: { entitlement: 1 } });
  });

  it('lists what it cannot say: a lookup key that is no code', async ({ shop, folder }) => {
    await shop.post('/v1/products', PLAN);
    const odd = await shop.post('/v1/entitlements/features', { lookup_key: 'single sign on', name: 'SSO' });
    await shop.post('/v1/products/pro/features', { entitlement_feature: odd });
    const { json } = await folder.run(shop.url);
    expect(Object.keys(folder.files())).toEqual(['pro.yaml']);
    expect(folder.files()['pro.yaml']).not.toContain('entitlements');
    expect(json).toMatchObject({ left: expect.arrayContaining([expect.objectContaining({ value: odd })]) });
  });

  it('asks no product for its entitlements where there are none', async ({ shop, folder }) => {
    await shop.post('/v1/products', PLAN);
    await folder.run(shop.url);
    const asked = await (await fetch(`${shop.url}/_emulator/requests`)).text();
    expect(asked).toContain('GET /v1/entitlements/features');
    expect(asked).not.toContain('GET /v1/products/{id}/features');
  });

  it('is followed by a plan that only adopts', async ({ folder }) => {
    const world = await newWorld();
    onTestFinished(() => world.close());
    await world.post('/v1/products', PLAN);
    const { id } = await world.post('/v1/entitlements/features', { lookup_key: 'sso', name: 'SSO' });
    await world.post('/v1/products/pro/features', { entitlement_feature: id ?? '' });
    await folder.run(world.emulator.url);
    expect(brief(await applied(world, folder.yaml()))).toEqual([
      'adopt product/pro []',
      'adopt entitlement/sso []',
      'adopt attachment/pro/sso []',
    ]);
    await folder.run(world.emulator.url);
    expect(Object.keys(folder.files())).toHaveLength(2);
  });
});
