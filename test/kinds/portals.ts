import { textOr } from '../../src/kinds/kind.ts';
import { isList, isRecord, type Json, type JsonRecord } from '../../src/lib/json.ts';
import { idOf } from '../engine/shop.ts';
import type { World } from '../engine/world.ts';

const PATH = '/v1/billing_portal/configurations';

/** Two plans, the second in the short form. */
export const PLANS = `code: pro
name: Pro
prices:
  monthly: { amount: 25, currency: usd, interval: month }
  yearly: { amount: 250, currency: usd, interval: year }
---
code: basic
name: Basic
price: 10
currency: usd
interval: month
`;

/** A portal beside the plans. */
export const portal = (lines: string, plans = PLANS): string =>
  `${plans}---\nkind: portal\ncode: main\n${lines}\n`;

/** A portal with everything in it. */
export const FULL = portal(`name: Shop
headline: Manage your plan
privacy_policy_url: https://example.com/privacy
terms_of_service_url: https://example.com/terms
default_return_url: { live: https://example.com/account, test: https://staging.example.com/account }
invoice_history: true
payment_method_update: true
customer_update: [email, address, tax_id]
cancel: { mode: immediately, proration: create_prorations, reasons: [unused, too_expensive] }
switch_plans: { proration: create_prorations, update: [quantity, price], prices: [pro/yearly, pro/monthly, basic] }
metadata: { team: billing }`);

/** A configuration as somebody makes it in the Dashboard: its id. */
export async function byHand(world: Pick<World, 'post'>, params: JsonRecord = {}): Promise<string> {
  const features = { invoice_history: { enabled: 'true' } };
  return textOr((await world.post(PATH, { features, ...params })).id, '');
}

/** The default configuration, which only the Dashboard makes: its id. */
export async function byDashboard(
  world: Pick<World, 'post' | 'emulator'>,
  params: JsonRecord = {},
): Promise<string> {
  const id = await byHand(world, params);
  const state = world.emulator.state();
  const mark = (tables: (typeof state.modes)['test']): (typeof state.modes)['test'] =>
    Object.fromEntries(
      Object.entries(tables).map(([name, rows]) => [
        name,
        rows.map((row) => (row.id === id ? { ...row, is_default: true } : row)),
      ]),
    );
  const { test, live } = state.modes;
  world.emulator.load({ ...state, modes: { test: mark(test), live: mark(live) } });
  return id;
}

/** A configuration as Stripe has it, its products expanded. */
export const portalWith = (world: World, id: string): Promise<JsonRecord> =>
  world.get(`${PATH}/${id}?expand[]=features.subscription_update.products`);

/** The configuration of a key as Stripe has it. */
export const portalOf = async (world: World, key = 'portal/main'): Promise<JsonRecord> =>
  portalWith(world, await idOf(world, key));

const below = (value: Json | undefined, ...path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((at, name) => (isRecord(at) ? at[name] : undefined), value);

/** The prices that a configuration offers, by product. */
export function offered(configuration: JsonRecord): Readonly<Record<string, readonly string[]>> {
  const products = below(configuration, 'features', 'subscription_update', 'products');
  return Object.fromEntries(
    (isList(products) ? products.filter(isRecord) : []).map(({ product, prices }) => [
      textOr(product, ''),
      isList(prices) ? prices.map(String) : [],
    ]),
  );
}
