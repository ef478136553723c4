import { expect, it } from 'vitest';
import { createBudget } from '../../src/stripe/budget.ts';
import { call, emulated, writerTo } from './emulated.ts';

/** The most of these times that lie in any one second. */
const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + 1000).length));

/** Sends so many requests through a budget and tells when each began. */
async function timesOf(
  budget: ReturnType<typeof createBudget>,
  endpoints: readonly string[],
): Promise<number[]> {
  const times: number[] = [];
  await Promise.all(
    endpoints.map((endpoint) =>
      budget.run(endpoint, () => {
        times.push(performance.now());
        return Promise.resolve();
      }),
    ),
  );
  return times;
}

const spread = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `endpoint ${index % 10}`);

it('never has more requests in a second than it is given', async () => {
  const times = await timesOf(createBudget(40), spread(60));
  expect(mostInASecond(times)).toBeLessThanOrEqual(40);
  expect(times.at(-1)! - times[0]!).toBeLessThan(2500);
});

it('never has more than 25 requests in a second to one endpoint', async () => {
  const times = await timesOf(
    createBudget(100),
    Array.from({ length: 40 }, () => 'POST /v1/prices'),
  );
  expect(mostInASecond(times)).toBeLessThanOrEqual(25);
});

it('goes ahead with other endpoints while one has to wait', async () => {
  const budget = createBudget(100);
  const order: string[] = [];
  const send = (endpoint: string) => budget.run(endpoint, () => Promise.resolve(order.push(endpoint)));
  await Promise.all([...Array.from({ length: 20 }, () => send('busy')), send('free')]);
  expect(order.indexOf('free')).toBeLessThan(10);
});

it('halves itself once for a burst of 429s, and comes back', async () => {
  const budget = createBudget(100, 50);
  const began = performance.now();
  for (let answer = 0; answer < 10; answer += 1) budget.slowDown(began);
  const halved = await timesOf(budget, spread(60));
  expect(mostInASecond(halved)).toBeLessThanOrEqual(55);
  expect(halved.at(-1)! - halved[0]!).toBeLessThan(2500);
});

it('keeps so few under way at once that Stripe does not mind', async () => {
  const budget = createBudget(1000, 3);
  let [active, most] = [0, 0];
  await Promise.all(
    spread(20).map((endpoint) =>
      budget.run(endpoint, async () => {
        active += 1;
        most = Math.max(most, active);
        await new Promise((resolve) => setTimeout(resolve, 5));
        active -= 1;
      }),
    ),
  );
  expect(most).toBe(3);
});

it("is never refused by Stripe's own limits, reads and writes together", async () => {
  const emulator = await emulated({ faults: { rateLimit: { perSecond: 100, perEndpoint: 25, burst: 12 } } });
  const writer = writerTo(emulator.url, 100);
  await Promise.all([
    ...Array.from({ length: 40 }, (_, index) =>
      writer.post(call('/v1/products', { name: `P${index}` }), `k${index}`),
    ),
    ...Array.from({ length: 40 }, () => writer.get(call('/v1/prices'))),
    ...Array.from({ length: 40 }, () => writer.get(call('/v1/products'))),
  ]);
  expect(emulator.log().filter(({ status }) => status === 429)).toEqual([]);
  expect(writer.stats).toEqual({ requests: 120, retries: 0 });
});

it('gets through where Stripe allows less than it hoped for', async () => {
  const emulator = await emulated({ faults: { rateLimit: { perSecond: 20, burst: 8 } } });
  const writer = writerTo(emulator.url, 40);
  await Promise.all(Array.from({ length: 40 }, () => writer.get(call('/v1/prices'))));
  const refused = emulator.log().filter(({ status }) => status === 429).length;
  expect(refused).toBeGreaterThan(0);
  expect(refused).toBeLessThan(25);
  expect(writer.stats).toEqual({ requests: 40 + refused, retries: refused });
});
