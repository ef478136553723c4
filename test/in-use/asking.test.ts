import { describe, expect, it } from 'vitest';
import type { Sold } from '../../src/kinds/kind.ts';
import { kindNamed } from '../../src/kinds/registry.ts';
import { useOf } from '../../src/stripe/in-use.ts';
import { priced } from '../impact/prices.ts';
import { emulated, readerTo, writerTo } from '../stripe/emulated.ts';
import { offer, subscribe } from '../impact/crowd.ts';

const kind = { ...kindNamed('price'), costs: priced };

async function open() {
  const emulator = await emulated();
  const writer = writerTo(emulator.url);
  const sold = async (active: boolean): Promise<Sold> => {
    const id = await offer(writer);
    await subscribe(writer, { [id]: 1 });
    return { kind, raw: { id, object: 'price', active } };
  };
  const unsold = async (count: number, active: boolean): Promise<readonly Sold[]> =>
    Promise.all(
      Array.from({ length: count }, async () => ({
        kind,
        raw: { id: await offer(writer), object: 'price', active },
      })),
    );
  const ask = async (users: readonly Sold[], key?: string) => {
    emulator.resetRequests();
    const usage = { needs: [], users: () => users };
    const use = await useOf(readerTo(emulator.url, key), { id: 'mtr_1', usage }, async () => new Map());
    return { use, requests: emulator.requests().total };
  };
  return { sold, unsold, ask };
}

describe('whether somebody subscribes to one of many', () => {
  it('is asked of each of them where nobody does', async () => {
    const { ask, unsold } = await open();
    const { use, requests } = await ask(await unsold(130, true));
    expect(use).toEqual({ status: 'asked', subscribed: [], left: 0 });
    expect(requests).toBe(130);
  });

  it('is asked of sixty where somebody does, those on sale first', async () => {
    const { ask, sold, unsold } = await open();
    const one = await sold(true);
    const { use, requests } = await ask([...(await unsold(130, false)), one]);
    expect(use).toEqual({
      status: 'asked',
      subscribed: [{ id: one.raw.id, key: null, number: 1, more: false }],
      left: 71,
    });
    expect(requests).toBe(60);
  });

  it('is asked once where the key may not know', async () => {
    const { ask, unsold } = await open();
    const { use, requests } = await ask(await unsold(130, true), 'rk_test_nosubscriptions_123');
    expect(use).toEqual({ status: 'forbidden', permission: 'subscription_read' });
    expect(requests).toBe(1);
  });

  it('is not known where Stripe fails', async () => {
    const { ask } = await open();
    const gone = { kind, raw: { id: 'price_gone', object: 'price', active: true } };
    expect((await ask([gone])).use).toEqual({ status: 'failed' });
  });
});
