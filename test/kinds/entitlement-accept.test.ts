// oxlint-disable vitest/no-standalone-expect -- `it` is Vitest’s own, given a desk in desk.ts, which the rule does not follow
import { describe, expect } from 'vitest';
import { it, open } from '../accept/desk.ts';
import { vanish } from '../engine/shop.ts';
import { brief } from '../engine/world.ts';

const SSO = 'kind: entitlement\ncode: sso # for good\nname: Single sign-on\nmetadata: { team: identity }\n';

describe('what somebody changed on an entitlement', () => {
  it('is written into its manifest', async ({ desk }) => {
    desk.write(`${SSO}protect: true\n`);
    await desk.apply();
    await desk.move(await desk.at('entitlement/sso'), {
      name: 'SSO',
      active: 'false',
      metadata: { team: 'access' },
    });
    const { left, edits } = await desk.merge();
    expect(left).toEqual([]);
    expect(edits).toHaveLength(3);
    expect(desk.read()).toBe(
      'kind: entitlement\ncode: sso # for good\nname: SSO\nmetadata: { team: access }\nactive: false\nprotect: true\n',
    );
    expect(open(await desk.plan())).toEqual([]);
  });

  it('is left where a plan would name what is inactive', async ({ desk }) => {
    desk.write(`${SSO}---\ncode: pro\nname: Pro\nentitlements: [sso]\n`);
    await desk.apply();
    await desk.move(await desk.at('entitlement/sso'), { name: 'SSO', active: 'false' });
    const { left } = await desk.merge();
    expect(left).toEqual(['entitlement/sso active: refused']);
    expect(desk.read()).toContain('name: SSO');
  });

  it('is a line less where somebody detached it from a plan', async ({ desk }) => {
    const plan = 'code: pro\nname: Pro\nentitlements: [sso, api] # unlocked\n';
    desk.write(`${SSO}---\nkind: entitlement\ncode: api\nname: API\n---\n${plan}`);
    await desk.apply();
    const id = (await desk.applied()).resources.get('attachment/pro/sso')?.id ?? '';
    vanish(desk, id);
    const { left, edits } = await desk.merge();
    expect(left).toEqual([]);
    expect(edits).toEqual(['attachment/pro/sso entitlement']);
    expect(desk.read()).toContain('entitlements: [api] # unlocked\n');
    expect(brief(await desk.plan())).toEqual(['forget attachment/pro/sso []']);
  });

  it('is no line less where the product went too', async ({ desk }) => {
    desk.write(`${SSO}---\ncode: pro\nname: Pro\nentitlements: [sso]\n`);
    await desk.apply();
    vanish(desk, 'pro', (await desk.applied()).resources.get('attachment/pro/sso')?.id ?? '');
    const { left } = await desk.merge();
    expect(left).toHaveLength(2);
    expect(desk.read()).toContain('entitlements: [sso]');
  });
});
