import { isList, isRecord, type Json } from '../../lib/json.ts';
import { addAmounts, amountFrom, parseAmount, scaleAmount, type Amount } from '../../lib/money.ts';
import { under, type Spec } from '../../model/spec.ts';
import { textOr } from '../kind.ts';

/** What the units of one tier cost. */
export interface Tier {
  /** The last unit; infinite in the last tier. */
  readonly upTo: number;
  readonly amount: Amount;
  readonly flat: Amount;
}

const ZERO = amountFrom('0');

const amountOf = (value: Json | undefined): Amount | null => parseAmount(textOr(value, '')) ?? null;

/** The fields that say how much a price is in a currency: `amount`, `tiers`, `custom_amount`. */
export function pricingIn(spec: Spec, currency: string): Spec {
  return currency === spec.currency ? spec : under(spec, `currencies.${currency}`);
}

/** The tiers of a price in one currency; empty where it has none. */
export function tiersIn(spec: Spec, currency: string): readonly Tier[] {
  const { tiers } = pricingIn(spec, currency);
  if (!isList(tiers)) return [];
  return tiers.filter(isRecord).map((tier) => ({
    upTo: typeof tier.up_to === 'number' ? tier.up_to : Number.POSITIVE_INFINITY,
    amount: amountOf(tier.amount) ?? ZERO,
    flat: amountOf(tier.flat) ?? ZERO,
  }));
}

const costOf = ({ amount, flat }: Tier, units: number): Amount =>
  addAmounts(flat, scaleAmount(amount, units));

/** Each unit at the amount of the tier that it falls into; nobody is outside of the first. */
function graduated(tiers: readonly Tier[], quantity: number): Amount | null {
  let [total, counted] = [ZERO, 0];
  for (const tier of tiers) {
    if (counted > 0 && quantity <= counted) break;
    total = addAmounts(total, costOf(tier, Math.min(quantity, tier.upTo) - counted));
    counted = tier.upTo;
  }
  return quantity <= counted ? total : null;
}

/** All units at the amount of the tier that their number falls into. */
function volume(tiers: readonly Tier[], quantity: number): Amount | null {
  const tier = tiers.find(({ upTo }) => quantity <= upTo);
  return tier === undefined ? null : costOf(tier, quantity);
}

/** What is multiplied by the amount. https://docs.stripe.com/billing/subscriptions/usage-based/transform-quantities */
function packages({ transform_quantity: transform }: Spec, quantity: number): number {
  const size = isRecord(transform) ? Number(transform.divide_by) : 1;
  // Not a rounded quotient: that of two large numbers can be off by one.
  const rest = quantity % size;
  const full = (quantity - rest) / size;
  return isRecord(transform) && transform.round === 'up' && rest > 0 ? full + 1 : full;
}

/**
 * What a quantity costs for one period; null where the price has no amount in that currency, or the customer chooses
 * it. Exact: Stripe rounds to the minor unit on the invoice. A flat fee is paid for every tier that is entered, with
 * `volume` for the one tier that counts; a quantity of 0 pays that of the first tier in both modes.
 * https://docs.stripe.com/products-prices/pricing-models#tiered-pricing
 */
export function charge(
  spec: Spec,
  { currency, quantity }: { readonly currency: string; readonly quantity: number },
): Amount | null {
  const tiers = tiersIn(spec, currency);
  if (tiers.length > 0) return (spec.tiers_mode === 'volume' ? volume : graduated)(tiers, quantity);
  const amount = amountOf(pricingIn(spec, currency).amount);
  return amount === null ? null : scaleAmount(amount, packages(spec, quantity));
}
