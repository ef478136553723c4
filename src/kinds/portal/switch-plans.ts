import { byText, isList, isRecord, type Json } from '../../lib/json.ts';
import { keyOf, type ResourceKey } from '../../model/key.ts';
import { itemPlaces, type Draft } from '../draft.ts';
import type { Fields } from '../fields.ts';
import { textsOf } from '../identity.ts';
import { MAIN } from '../plan/expand.ts';
import { price } from '../price/kind.ts';
import { PRICES } from './fields.ts';
import { planOf } from './offers.ts';

/** Products that a portal can offer. https://docs.stripe.com/api/customer_portal/configurations/create */
const MOST_PRODUCTS = 10;

/** The key of the price that a manifest writes as `pro/monthly`, or `basic` for the only price of a plan. */
function priceKey(text: string): ResourceKey {
  const [plan = '', name = MAIN] = text.split('/');
  return keyOf(price.name, plan, name);
}

/** Where each price stands, for messages about one of them. */
export function pricePlaces(fields: Fields): Draft['places'] {
  const below = fields.below('switch_plans');
  return itemPlaces(below.below('prices'), PRICES, textsOf(below, 'prices').map(priceKey));
}

/** Between which prices customers may switch, into the draft: `false`, or a map. Without prices they may not. */
export function readSwitchPlans(fields: Fields, to: Draft): void {
  const value = fields.get('switch_plans');
  if (value === undefined) return;
  const below = fields.below('switch_plans');
  const prices = [...new Set(textsOf(below, 'prices').map(priceKey))].sort(byText);
  const isOn = isRecord(value) && prices.length > 0;
  to.put(PRICES, isOn ? prices : null, below.place('prices') ?? fields.place('switch_plans'));
  if (!isOn) return;
  const updates: Json = below.get('update') ?? ['price'];
  if (isList(updates)) to.put('switch_plans.update', [...updates].sort(byText), below.place('update'));
  const proration = below.text('proration');
  if (proration !== undefined)
    to.put('switch_plans.proration', proration === 'none' ? null : proration, below.place('proration'));
  const plans = new Set(prices.map(planOf)).size;
  if (plans > MOST_PRODUCTS)
    below.report('prices', {
      code: 'manifest.too-many',
      summary: `\`switch_plans.prices\` are of ${plans} plans: there can be at most ${MOST_PRODUCTS}`,
      detail: 'Stripe offers no more products in one portal. Remove some.',
    });
}
