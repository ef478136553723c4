import type { Emulator } from '../../src/emulator/server.ts';
import type { JsonRecord } from '../../src/lib/json.ts';
import { textOr } from '../../src/kinds/kind.ts';
import type { Writer } from '../../src/stripe/client.ts';
import { call } from '../stripe/emulated.ts';

let number = 0;

/** Any POST: the id of what it made. */
export async function post(writer: Writer, path: string, params: JsonRecord): Promise<string> {
  number += 1;
  return textOr((await writer.post(call(path, params), `crowd-${number}`)).body.id, '');
}

/** A product with one price, in cents: the price's id. */
export async function offer(writer: Writer, params: JsonRecord = {}): Promise<string> {
  const product = await post(writer, '/v1/products', { name: 'Pro Plan' });
  return post(writer, '/v1/prices', {
    product,
    currency: 'usd',
    unit_amount: '2500',
    recurring: { interval: 'month' },
    ...params,
  });
}

/** A new customer's subscription to these prices, each with its quantity: its id. */
export async function subscribe(
  writer: Writer,
  prices: Readonly<Record<string, number>>,
  params: JsonRecord = {},
): Promise<string> {
  const customer = await post(writer, '/v1/customers', { email: 'a@example.com' });
  const items = Object.entries(prices).map(([price, quantity]) => ({ price, quantity: String(quantity) }));
  return post(writer, '/v1/subscriptions', { customer, items, ...params });
}

/** So many more subscriptions like this one, and with this status, which no request can give them. */
export function multiply(
  emulator: Emulator,
  id: string,
  { count, status }: { count: number; status?: string },
) {
  const state = emulator.state();
  const { subscription = [], subscription_item = [] } = state.modes.test;
  const copies = Array.from({ length: count }, (_, index) => {
    number += 1;
    const suffix = `_${number}_${index}`;
    const of = subscription.find((row) => row.id === id)!;
    const items = subscription_item.filter((row) => Reflect.get(row, 'subscription') === id);
    return {
      items: items.map((item) => ({ ...item, id: `${item.id}${suffix}`, subscription: `${id}${suffix}` })),
      subscription: {
        ...of,
        id: `${id}${suffix}`,
        items: items.map((item) => `${item.id}${suffix}`),
        ...(status === undefined ? {} : { status }),
      },
    };
  });
  const test = {
    ...state.modes.test,
    subscription: [...subscription, ...copies.map((copy) => copy.subscription)],
    subscription_item: [...subscription_item, ...copies.flatMap((copy) => copy.items)],
  };
  emulator.load({ ...state, modes: { ...state.modes, test } });
}
