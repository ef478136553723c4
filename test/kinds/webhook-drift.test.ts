import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fieldOf, newStand, type Stand } from '../drift/stand.ts';
import { vanish } from '../engine/shop.ts';

const KEY = 'webhook/billing';
const HOOK = `code: pro
name: Pro
---
kind: webhook
code: billing
url: https://example.com/hook
events: [invoice.paid]
`;

describe('the drift of a webhook endpoint', () => {
  let stand: Stand;
  beforeAll(async () => {
    stand = await newStand();
  });
  afterAll(() => stand.close());
  beforeEach(async () => {
    stand.reset();
    stand.write(HOOK);
    await stand.apply();
  });

  it('is found although no event tells of it, and put back', async () => {
    const path = `/v1/webhook_endpoints/${await stand.id(KEY)}`;
    await stand.move(path, { disabled: 'true' });
    const check = await stand.check();
    expect(fieldOf(check, KEY, 'disabled')).toMatchObject({
      severity: 'critical',
      origin: { status: 'no-events' },
    });
    expect(await stand.revert({ revertDrift: [KEY] })).toMatchObject({ exit: 0 });
    expect(await stand.get(path)).toMatchObject({ status: 'enabled' });
  });

  it('is not put back by a new endpoint, unless somebody names it and allows it', async () => {
    await stand.move('/v1/products/pro', { name: 'Mine' });
    vanish(stand, await stand.id(KEY));
    expect((await stand.check()).missing).toMatchObject([{ key: KEY }]);
    stand.configure('environments: { test: { livemode: false, revert: all } }\n');
    const all = await stand.revert();
    expect(all.outcomes).toMatchObject([{ key: 'product/pro', status: 'done' }]);
    const named = await stand.revert({ revertDrift: [KEY] });
    expect([named.exit, named.plan?.guards]).toMatchObject([3, [{ name: 'secret' }]]);
    const allowed = await stand.revert({ revertDrift: [KEY], allow: [`recreate:${KEY}`] });
    expect(allowed.outcomes).toMatchObject([{ key: KEY, action: 'recreate', page: expect.any(String) }]);
  });

  it('is put back without forgetting an endpoint whose time is over', async () => {
    stand.configure('environments: { test: { livemode: false, retire_after: 1d } }\n');
    stand.write(`${HOOK}api_version: 2026-10-28.endive\n`);
    await stand.apply();
    stand.write('code: pro\nname: Pro\n');
    await stand.apply();
    stand.advance(25 * 3600);
    await stand.move('/v1/products/pro', { name: 'Mine' });
    expect(await stand.revert({ revertDrift: ['product/pro'] })).toMatchObject({ exit: 0 });
    expect((await stand.plan()).changes).toMatchObject([{ key: KEY, action: 'delete', cause: 'due' }]);
  });

  it('is told once of one that has another code by now, and put back under that one', async () => {
    const path = `/v1/webhook_endpoints/${await stand.id(KEY)}`;
    await stand.move(path, { disabled: 'true' });
    stand.write(HOOK.replace('code: billing', 'code: paid'));
    expect((await stand.check()).moved.map(({ key }) => key)).toEqual(['webhook/paid']);
    expect(await stand.revert({ revertDrift: ['webhook/paid'] })).toMatchObject({ exit: 0 });
    expect(await stand.get(path)).toMatchObject({ status: 'enabled' });
  });
});
