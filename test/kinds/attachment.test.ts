// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a world in it.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { planFrom } from '../../src/commands/make-plan.ts';
import { recordedLive } from '../../src/commands/offline.ts';
import { NO_CHOICES } from '../../src/diff/input.ts';
import { kinds } from '../../src/kinds/registry.ts';
import { byText } from '../../src/lib/json.ts';
import { parseConfig } from '../../src/manifest/config.ts';
import type { Plan } from '../../src/model/plan.ts';
import { applied, idOf, keepSnapshot, loseSnapshot, vanish, writes } from '../engine/shop.ts';
import { it } from '../engine/it.ts';
import { objectsOf } from '../manifest/support.ts';
import { brief, type World } from '../engine/world.ts';

const KEY = 'attachment/pro/sso';

const entitlements = (...codes: string[]): string =>
  codes.map((code) => `---\nkind: entitlement\ncode: ${code}\nname: The ${code}\n`).join('');
/** A plan that unlocks these. */
const plan = (codes: readonly string[], lines = '', code = 'pro'): string =>
  `code: ${code}\nname: Pro Plan\n${lines}${codes.length === 0 ? '' : `entitlements: [${codes.join(', ')}]\n`}`;
const SSO = plan(['sso']) + entitlements('sso', 'saml');
const NONE = plan([]) + entitlements('sso', 'saml');

/** The lookup keys of what is attached to a product. */
const unlocked = async (world: World, product = 'pro') =>
  (await world.all(`/v1/products/${product}/features`))
    .map(({ entitlement_feature: feature }) => JSON.parse(JSON.stringify(feature)).lookup_key)
    .sort(byText);

const guards = ({ guards: tripped }: Plan) => tripped.map(({ name, allow }) => `${name} ${allow.join()}`);

describe('what a plan unlocks', () => {
  it('is attached to the product that the same plan makes', async ({ world }) => {
    const made = await applied(world, SSO);
    expect(brief(made)).toContain(`create ${KEY} [entitlement product]`);
    expect(await unlocked(world)).toEqual(['sso']);
    expect(await idOf(world, KEY)).toMatch(/^prodft_/);
  });

  it('is written in the short form too, and at its own line', async ({ world }) => {
    const made = await world.plan(
      plan(['saml', 'sso'], 'price: 10\ncurrency: usd\ninterval: month\n') + entitlements('sso', 'saml'),
    );
    expect(made.changes.find(({ key }) => key === KEY)?.where).toMatchObject({ line: 6, column: 22 });
  });

  it('is detached when its line goes, which is counted and can be allowed', async ({ world }) => {
    await applied(world, SSO);
    world.config = 'guards: { max_archives: 0 }\n';
    expect(guards(await world.plan(NONE))).toEqual([`max_archives detach:${KEY}`]);
    world.choices = { ...world.choices, allow: new Set([`detach:${KEY}`]) };
    expect(guards(await world.plan(NONE))).toEqual([]);
    world.emulator.resetRequests();
    expect(brief(await applied(world, NONE))).toEqual([`detach ${KEY} []`]);
    expect(writes(world)).toEqual([expect.stringMatching(/^DELETE \/v1\/products\/pro\/features\/prodft_/)]);
    expect(await unlocked(world)).toEqual([]);
  });

  it('is attached again within a day, although the request is the same', async ({ world }) => {
    for (const yaml of [SSO, NONE, SSO, NONE, SSO]) await applied(world, yaml);
    expect(await unlocked(world)).toEqual(['sso']);
  });

  it('is protected as its plan is', async ({ world }) => {
    await applied(world, plan(['sso'], 'protect: true\n') + entitlements('sso'));
    const without = plan([]) + entitlements('sso');
    expect(guards(await world.plan(without))).toEqual(['protect ']);
    await applied(world, plan(['sso']) + entitlements('sso'));
    expect(guards(await world.plan(without))).toEqual([]);
  });

  it('stays attached when the whole plan goes: who has it keeps what comes with it', async ({ world }) => {
    await applied(world, SSO + '---\n' + plan([], '', 'basic'));
    const gone = `${plan([], '', 'basic')}${entitlements('sso', 'saml')}`;
    expect(brief(await applied(world, gone))).toEqual(['archive product/pro [active]', `forget ${KEY} []`]);
    expect(await unlocked(world)).toEqual(['sso']);
    expect(brief(await applied(world, SSO + '---\n' + plan([], '', 'basic')))).toContain(`adopt ${KEY} []`);
  });

  it('is forgotten with both', async ({ world }) => {
    await applied(world, SSO + '---\n' + plan([], '', 'basic'));
    const made = await applied(world, plan([], '', 'basic'));
    expect(brief(made)).toContain(`forget ${KEY} []`);
    expect(brief(made).filter((line) => line.startsWith('detach'))).toEqual([]);
  });

  it('is left alone where somebody attached it by hand, until a manifest names it', async ({ world }) => {
    await applied(world, SSO);
    const saml = await idOf(world, 'entitlement/saml');
    await world.post('/v1/products/pro/features', { entitlement_feature: saml });
    const seen = await world.plan(SSO);
    expect(brief(seen)).toEqual([]);
    expect(seen.unmanaged).toEqual({ attachment: 1 });
    const both = plan(['sso', 'saml']) + entitlements('sso', 'saml');
    expect(brief(await applied(world, both))).toEqual(['adopt attachment/pro/saml []']);
    expect(await unlocked(world)).toEqual(['saml', 'sso']);
  });

  it('is attached again when somebody detached it', async ({ world }) => {
    await applied(world, SSO);
    await world.writer.delete({
      endpoint: '',
      path: `/v1/products/pro/features/${await idOf(world, KEY)}`,
      params: {},
    });
    expect(brief(await applied(world, SSO))).toEqual([`recreate ${KEY} [entitlement product]`]);
    await world.writer.delete({
      endpoint: '',
      path: `/v1/products/pro/features/${await idOf(world, KEY)}`,
      params: {},
    });
    expect(brief(await applied(world, NONE))).toEqual([`forget ${KEY} []`]);
  });

  it('is attached again to a product that was deleted and is made again', async ({ world }) => {
    await applied(world, SSO);
    vanish(world, 'pro', await idOf(world, KEY));
    expect(brief(await applied(world, SSO))).toEqual([
      'recreate product/pro [active id name]',
      `recreate ${KEY} [entitlement product]`,
    ]);
    expect(await unlocked(world)).toEqual(['sso']);
  });

  it('is found by the two that it joins when the snapshot is lost', async ({ world }) => {
    await applied(world, SSO);
    loseSnapshot(world);
    expect(brief(await applied(world, SSO))).toContain(`adopt ${KEY} []`);
    expect(await unlocked(world)).toEqual(['sso']);
  });

  it('follows its plan to another code', async ({ world }) => {
    await applied(world, SSO);
    const renamed = plan(['sso', 'saml'], 'formerly: pro\n', 'team') + entitlements('sso', 'saml');
    expect(brief(await applied(world, renamed))).toEqual([
      'update product/team [key]',
      'create attachment/team/saml [entitlement product]',
      'update attachment/team/sso [key]',
    ]);
    expect(await unlocked(world)).toEqual(['saml', 'sso']);
    const less = plan([], 'formerly: pro\n', 'team') + entitlements('sso', 'saml');
    expect(brief(await applied(world, less))).toHaveLength(2);
  });

  it('is detached from a plan that gets another code with the same release', async ({ world }) => {
    await applied(world, SSO);
    const renamed = plan([], 'formerly: pro\n', 'team') + entitlements('sso', 'saml');
    expect(brief(await applied(world, renamed))).toContain(`detach ${KEY} []`);
    expect(await unlocked(world)).toEqual([]);
  });

  it('costs one list for each plan that unlocks anything', async ({ world }) => {
    const shop = `${plan(['sso'])}---\n${plan(['sso', 'saml'], '', 'team')}---\n${plan([], '', 'basic')}${entitlements('sso', 'saml')}`;
    await applied(world, shop);
    world.emulator.resetRequests();
    await world.plan(shop);
    const { routes } = world.emulator.requests();
    expect(routes['GET /v1/products/{id}/features']).toBe(2);
    expect(routes['GET /v1/entitlements/features']).toBe(2);
    expect(routes['GET /v1/products/{productId}/features/{id}']).toBeUndefined();
  });

  it.for(['error-after', 'drop-after', 'error-before'] as const)(
    'is attached once and detached once, whatever answer is lost: %s',
    async (kind, { world }) => {
      await applied(world, NONE);
      world.emulator.faults({ fail: [{ method: 'POST', path: '/v1/products/{id}/features', nth: 1, kind }] });
      await applied(world, SSO);
      expect(await unlocked(world)).toEqual(['sso']);
      world.emulator.faults({
        fail: [{ method: 'DELETE', path: '/v1/products/{productId}/features/{id}', nth: 1, kind }],
      });
      await applied(world, NONE);
      expect(await unlocked(world)).toEqual([]);
    },
  );

  it('is only recorded after a commit that was refused', async ({ world }) => {
    await applied(world, NONE);
    const back = keepSnapshot(world);
    await applied(world, SSO);
    back();
    expect(brief(await applied(world, SSO))).toEqual([`adopt ${KEY} []`]);
    expect(await unlocked(world)).toEqual(['sso']);
  });

  it('is an entitlement that there is, and that is active', async ({ world }) => {
    await expect(world.plan(plan(['sos']) + entitlements('sso'))).rejects.toThrow(
      'no manifest describes the entitlement',
    );
    await expect(world.plan(`${plan(['sso'])}${entitlements('sso')}active: false\n`)).rejects.toThrow(
      '`entitlement/sso` is inactive, and `attachment/pro/sso` needs it',
    );
  });

  it('is planned without Stripe too', async ({ world }) => {
    await applied(world, SSO);
    const state = await world.applied();
    const { kinds: recordedKinds, live } = recordedLive(state, kinds, 'default');
    const planned = (yaml: string) =>
      brief(
        planFrom(
          {
            config: parseConfig(null).config,
            desired: objectsOf(yaml, { environment: 'test' }),
            diagnostics: [],
          },
          { applied: state, live },
          { choices: NO_CHOICES, now: new Date(), kinds: recordedKinds },
        ),
      );
    expect(planned(SSO)).toEqual([]);
    expect(planned(NONE)).toEqual([`detach ${KEY} []`]);
    expect(planned(plan(['sso', 'saml']) + entitlements('sso', 'saml'))).toEqual([
      'create attachment/pro/saml [entitlement product]',
    ]);
  });
});
