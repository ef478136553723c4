import { onTestFinished, describe, expect, it } from 'vitest';
import { textOr } from '../../src/kinds/kind.ts';
import { newStand, type Stand } from '../drift/stand.ts';
import { offer, subscribe } from '../impact/crowd.ts';

const SSO = 'kind: entitlement\ncode: sso\nname: Single sign-on\n';
const OFF = `${SSO}active: false\n`;
const PLAN = 'code: pro\nname: Pro\nprices:\n  monthly: { amount: 25.00, currency: usd, interval: month }\n';
const UNLOCKING = `${PLAN}entitlements: [sso]\n---\n${SSO}`;

async function released(yaml: string): Promise<Stand> {
  const stand = await newStand();
  onTestFinished(() => stand.close());
  stand.configure('');
  stand.write(yaml);
  await stand.apply();
  return stand;
}

const problems = async (stand: Stand, key?: string): Promise<readonly string[]> =>
  (await stand.plan({}, key)).diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, summary }) => `${code}: ${summary}`);

describe('an entitlement that is switched off', () => {
  it('is refused while somebody subscribes to a plan that has it until now', async () => {
    const stand = await released(UNLOCKING);
    const price = await stand.id('price/pro/monthly');
    await subscribe(stand.dashboard, { [price]: 1 });
    stand.write(`${PLAN}---\n${OFF}`);
    expect(await problems(stand)).toEqual([
      `plan.in-use: entitlement/sso is switched off while somebody subscribes to what uses it: price/pro/monthly (${price}): 1 live subscription`,
    ]);
  });

  it('is refused while somebody subscribes to a product of somebody else that has it', async () => {
    const stand = await released(SSO);
    const price = await offer(stand.dashboard);
    const { product } = await stand.get(`/v1/prices/${price}`);
    await stand.move(`/v1/products/${textOr(product, '')}/features`, {
      entitlement_feature: await stand.id('entitlement/sso'),
    });
    await subscribe(stand.dashboard, { [price]: 1 });
    await stand.move(`/v1/prices/${price}`, { active: 'false' });
    stand.write(OFF);
    expect(await problems(stand)).toEqual([expect.stringMatching(`${price}: 1 live subscription$`)]);
    await stand.move(`/v1/products/${textOr(product, '')}`, { active: 'false' });
    expect(await problems(stand)).toHaveLength(1);
    stand.emulator.resetRequests();
    expect(await problems(stand, 'rk_test_without_subscription_read_1234567890')).toEqual([
      expect.stringMatching(/^plan\.use-unknown.*subscription_read$/),
    ]);
  });

  it('is free to go where nobody has it, whoever subscribes to something else', async () => {
    const stand = await released(UNLOCKING);
    stand.write(`${PLAN}---\n${SSO}`);
    await stand.apply();
    await subscribe(stand.dashboard, { [await stand.id('price/pro/monthly')]: 1 });
    stand.write(`${PLAN}---\n${OFF}`);
    expect(await problems(stand)).toEqual([]);
    await stand.apply();
    expect((await stand.get(`/v1/entitlements/features/${await stand.id('entitlement/sso')}`)).active).toBe(
      false,
    );
  });
});
