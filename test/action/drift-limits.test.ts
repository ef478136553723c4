import { afterEach, describe, expect, it } from 'vitest';
import { startGate } from '../release/gate.ts';
import { morning, openShop, ours, writes } from './mornings.ts';
import type { Shop } from './shop.ts';

let shop: Shop;
afterEach(async () => shop.close());

const rename = async (name: string) => shop.somebody.products.update('pro', { name });

describe('a drift check that may not write', () => {
  it.each([
    ['no issues', { contents: 'read', pull_requests: 'read' }],
    ['nothing but contents', { contents: 'read' }],
  ] as const)('reports in the summary, with a token for %s', async (_, permissions) => {
    shop = await openShop();
    await rename('Pro by hand');
    const before = writes(shop);
    const told = await morning(shop, 'report', { token: { permissions } });
    expect(told).toMatchObject({ exit: 0, outputs: { drift: 'true', 'failure-reason': '' } });
    expect(told.summary).toContain('Pro by hand');
    expect(told.summary).toContain('probably in the Dashboard');
    expect(told.log).toContain('drift.not-announced');
    expect(told.log).toContain('issues: write');
    const failed = await morning(shop, 'fail', { token: { permissions } });
    expect(failed).toMatchObject({ exit: 1, outputs: { drift: 'true' } });
    expect(failed.summary).toContain('Pro by hand');
    expect(ours(shop)).toEqual([]);
    expect(writes(shop)).toBe(before);
  });

  it('says nothing of the issue where there is nothing to tell', async () => {
    shop = await openShop();
    const step = await morning(shop, 'fail', { token: { permissions: { contents: 'read' } } });
    expect(step).toMatchObject({ exit: 0, outputs: { drift: 'false' } });
    expect(step.log).not.toContain('::warning');
  });
});

describe('a reading that failed', () => {
  const failures = { 403: ['report', 'fail', 'revert', 'accept'], 500: ['report'] } as const;
  const cases = Object.entries(failures).flatMap(([status, modes]) =>
    modes.map((onDrift) => ({ status: Number(status), onDrift })),
  );

  it.each(cases)('with $status is never drift, with on-drift: $onDrift', async ({ status, onDrift }) => {
    shop = await openShop();
    await rename('Pro by hand');
    await morning(shop);
    const [issue] = ours(shop);
    const { body, updated, state } = issue!;
    const before = writes(shop);
    const gate = await startGate({ stripe: shop.emulator.url, github: shop.github.url });
    if (status === 403) gate.watch(({ path }) => (path.startsWith('/v1/prices') ? 'forbidden' : undefined));
    else shop.emulator.faults({ fail: [{ path: '/v1/prices', method: 'GET', kind: 'error-before' }] });
    const step = await morning(shop, onDrift, { stripe: gate.stripe });
    await gate.close();
    const reason = status === 403 ? 'permission' : 'stripe';
    expect(step).toMatchObject({ exit: 1, outputs: { 'failure-reason': reason } });
    expect(step.outputs.drift ?? '').not.toBe('true');
    expect(`${step.summary}${step.log}`).not.toContain('Pro by hand');
    expect(issue).toMatchObject({ body, updated, state, comments: [] });
    expect(shop.repo.state.pulls.size).toBe(0);
    expect(writes(shop)).toBe(before);
  });
});
