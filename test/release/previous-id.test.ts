import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Stripe from 'stripe';
import { describe, expect, it, onTestFinished } from 'vitest';
import { lookupId } from '../../src/snapshot/lookup.ts';
import { CONFIG, FAST, pro } from './catalog.ts';
import { differences, recorded, snapshotBytes } from './equal.ts';
import { openShop, type Shop } from './real-git.ts';
import { released } from './released.ts';

const HOUR = 3600;

/** An application that was deployed with a snapshot, and knows of Stripe what stands in there. */
function deployed(bytes: Buffer): {
  readonly id: (key: string) => string;
  readonly onSale: (key: string) => readonly string[];
} {
  const folder = mkdtempSync(join(tmpdir(), 'pricebook-app-'));
  const file = join(folder, 'snapshot.live.sqlite');
  writeFileSync(file, bytes);
  const db = new DatabaseSync(file, { readOnly: true });
  onTestFinished(() => {
    db.close();
    rmSync(folder, { recursive: true });
  });
  return {
    id: (key) => String(db.prepare('SELECT id FROM resources WHERE key = ?').get(key)?.id),
    onSale: (key) =>
      db
        .prepare(
          'SELECT id FROM resources WHERE key = ? UNION SELECT id FROM ids WHERE key = ? AND retire_at IS NOT NULL',
        )
        .all(key, key)
        .map(({ id }) => String(id)),
  };
}

/** Buys a price as an application does: `sold`, or what Stripe says where it does not take it. */
async function buy({ emulator }: Shop, price: string): Promise<string> {
  const stripe = new Stripe('sk_live_application_1234567890', {
    host: '127.0.0.1',
    port: emulator.port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
  });
  const { id } = await stripe.customers.create({ email: 'a@example.com' });
  try {
    await stripe.subscriptions.create({ customer: id, items: [{ price }] });
    return 'sold';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const INACTIVE = 'The price specified is inactive. This field only accepts active prices.';
const KEY = 'price/pro/monthly';

/** A shop whose price was raised, with the application of before and the one of now. */
async function raised(retireAfter = '') {
  const config = `${FAST}${retireAfter}`;
  const shop = await openShop({ [CONFIG]: config, 'plans/pro.yaml': pro('25.00') });
  await released(shop, 'approved');
  const before = deployed(snapshotBytes(shop)!);
  await shop.merged({ 'plans/pro.yaml': pro('29.00') });
  await released(shop);
  return { shop, before, after: deployed(snapshotBytes(shop)!) };
}

describe('the id in the previous snapshot', () => {
  it('sells until its retirement is due, and not after the release that follows', async () => {
    const { shop, before, after } = await raised();
    expect(before.id(KEY)).not.toBe(after.id(KEY));
    expect(await buy(shop, before.id(KEY))).toBe('sold');
    expect(await buy(shop, after.id(KEY))).toBe('sold');
    expect(after.onSale(KEY).toSorted()).toEqual([before.id(KEY), after.id(KEY)].toSorted());

    // A release of something else, or none at all, an hour before it is due.
    shop.advance(23 * HOUR);
    await shop.merged({ 'plans/pro.yaml': pro('29.00', 'Pro Plan') });
    await released(shop);
    expect(await buy(shop, before.id(KEY))).toBe('sold');

    shop.advance(2 * HOUR);
    expect(await buy(shop, before.id(KEY))).toBe('sold');
    const run = await released(shop);
    expect(run.outcomes?.map(({ action, status }) => `${action} ${status}`)).toEqual(['archive done']);
    expect(await buy(shop, before.id(KEY))).toBe(INACTIVE);
    expect(await buy(shop, after.id(KEY))).toBe('sold');
    expect(await differences(shop)).toEqual([]);
    expect(deployed(snapshotBytes(shop)!).onSale(KEY)).toEqual([after.id(KEY)]);
  });

  it('is known by the new snapshot: a lookup tells it as retiring, and whose it was for good', async () => {
    const { shop, before, after } = await raised();
    const found = lookupId(await recorded(shop), 'pro/monthly');
    expect(found).toMatchObject({ id: after.id(KEY), retiring: [{ id: before.id(KEY) }] });
    shop.advance(25 * HOUR);
    await released(shop);
    const state = await recorded(shop);
    expect(lookupId(state, 'pro/monthly')).toMatchObject({ id: after.id(KEY), retiring: [] });
    expect(state.ids.filter(({ id }) => id === before.id(KEY)).map(({ key }) => key)).toEqual([KEY]);
  });

  it('goes off sale although the run that was to take it died, and the snapshot was not committed', async () => {
    const { shop, before } = await raised();
    shop.advance(25 * HOUR);
    shop.gate.watch(({ to, writes }) => (to === 'github' && writes ? 'dead' : undefined));
    expect((await shop.release()).exit).toBe(1);
    shop.gate.watch(null);
    expect(await buy(shop, before.id(KEY))).toBe(INACTIVE);
    await released(shop);
    expect(await differences(shop)).toEqual([]);
  });

  it('sells as long as the configuration says', async () => {
    const { shop, before } = await raised('environments: { live: { livemode: true, retire_after: 3d } }\n');
    shop.advance(71 * HOUR);
    await released(shop);
    expect(await buy(shop, before.id(KEY))).toBe('sold');
    shop.advance(2 * HOUR);
    await released(shop);
    expect(await buy(shop, before.id(KEY))).toBe(INACTIVE);
  });
});
