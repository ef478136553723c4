import { expect, it } from 'vitest';
import { CONFIG, FAST } from '../release/catalog.ts';
import { openShop, type Shop } from '../release/real-git.ts';
import { released } from '../release/released.ts';
import { subscribe } from '../impact/crowd.ts';
import { writerTo } from '../stripe/emulated.ts';

const METER = 'kind: meter\ncode: calls\ndisplay_name: Calls\naggregation: sum\n';
const PLAN =
  'code: api\nname: API\nprices:\n  usage: { amount: 0.01, currency: usd, interval: month, meter: calls }\n';
const OFF = { 'plans/calls.yaml': `${METER}active: false\n` };

async function open(): Promise<Shop> {
  const shop = await openShop({ [CONFIG]: FAST, 'plans/api.yaml': PLAN, 'plans/calls.yaml': METER }, 'test');
  await released(shop, 'approved');
  return shop;
}

/** Somebody buys what the shop sells. */
async function buy({ emulator }: Shop): Promise<void> {
  const writer = writerTo(emulator.url);
  const { data } = await writer.get({ endpoint: '/v1/prices', path: '/v1/prices', params: { limit: 1 } });
  await subscribe(writer, { [String(Reflect.get(Object(data), 0).id)]: 1 });
}

const writesOf = ({ emulator }: Shop): number =>
  emulator.log().filter(({ method }) => method !== 'GET').length;

const commentOf = ({ repo }: Shop, number: number): string => repo.comments(number)[0]?.body ?? '';

it('a review says that subscribers use what it would switch off, and is no review that a release may use', async () => {
  const shop = await open();
  await buy(shop);
  const number = shop.propose(OFF);
  const seen = await shop.review(number);
  expect([seen.exit, seen.codes]).toEqual([1, ['plan.in-use']]);
  expect(commentOf(shop, number)).toContain('`plans/calls.yaml:5:9`');
  expect(commentOf(shop, number)).toContain('1 live subscription');
});

it('a release asks again, and refuses before the first write what was free to go when it was reviewed', async () => {
  const shop = await open();
  const number = await shop.merged(OFF);
  await buy(shop);
  const before = writesOf(shop);
  const ended = await shop.release();
  expect([ended.exit, ended.codes]).toEqual([1, ['plan.in-use']]);
  expect(writesOf(shop)).toBe(before);
  expect(commentOf(shop, number)).toContain('1 live subscription');
});
