import { expect, it } from 'vitest';
import { CONFIG, FAST, plain } from './catalog.ts';
import { differences } from './equal.ts';
import { openShop, type Shop } from './real-git.ts';
import { released } from './released.ts';

const open = async (): Promise<Shop> => {
  const shop = await openShop({ [CONFIG]: FAST, 'plans/basic.yaml': plain('basic', '10.00') });
  await released(shop, 'approved');
  expect(await differences(shop)).toEqual([]);
  return shop;
};

async function post({ emulator }: Shop, path: string, body: Readonly<Record<string, string>>): Promise<void> {
  const headers = { Authorization: 'Bearer sk_live_dashboard_1234567890' };
  const answer = await fetch(`${emulator.url}${path}`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(body),
  });
  expect(answer.status).toBe(200);
}

it('sees what was pushed and not released', async () => {
  const shop = await open();
  shop.repo.commit({ change: { 'plans/basic.yaml': plain('basic', '12.00') } });
  const found = await differences(shop);
  expect(found).toContain('the manifests ask for: replace price/basic/main [amount]');
  expect(found).toContain('plans/basic.yaml does not count as released');
});

it('sees what somebody changed in Stripe', async () => {
  const shop = await open();
  await post(shop, '/v1/products/basic', { name: 'Basic!' });
  expect(await differences(shop)).toEqual(['product/basic has drifted']);
});

it('sees a second object of a key', async () => {
  const shop = await open();
  await post(shop, '/v1/prices', {
    product: 'basic',
    currency: 'usd',
    unit_amount: '1100',
    'recurring[interval]': 'month',
    'metadata[managed_by]': 'pricebook',
    'metadata[pricebook_key]': 'price/basic/main',
    'metadata[pricebook_catalog]': 'default',
  });
  expect(await differences(shop)).toContain('price/basic/main is on sale twice');
});

it('sees a snapshot of another time', async () => {
  const shop = await open();
  const before = shop.repo.tip();
  await shop.merged({ 'plans/team.yaml': plain('team', '99.00') });
  await released(shop);
  const path = 'plans/snapshot.live.sqlite';
  const person = shop.git.clone();
  person.git('checkout', before, '--', path);
  person.commit('Go back');
  person.push();
  expect(await differences(shop)).not.toEqual([]);
});
