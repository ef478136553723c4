import { isList, isRecord } from '../../lib/json.ts';
import type { CostRow, CostTable } from '../../model/review.ts';
import type { Spec } from '../../model/spec.ts';
import { charge, pricingIn, tiersIn } from './cost-charge.ts';
import { textOr } from '../kind.ts';
import { currenciesOf } from './currencies.ts';

/** How far beyond the last edge a table looks, where the last tier is all that counts. */
const BEYOND = 10;

/** The currencies in which a price can be paid, its own first, the others sorted. */
export function payable(spec: Spec): readonly string[] {
  const others = currenciesOf(spec).filter((currency) => {
    const { amount, tiers, custom_amount: custom } = pricingIn(spec, currency);
    return [amount, tiers, custom].some((value) => (value ?? null) !== null);
  });
  return [textOr(spec.currency, ''), ...others];
}

/** True when one amount does not say what the price costs. */
const isManifold = (spec: Spec): boolean =>
  isList(spec.tiers) || isRecord(spec.transform_quantity) || payable(spec).length > 1;

/** The quantities at which a price gets cheaper or dearer, beside 1. */
function edgesOf(spec: Spec, currency: string): readonly number[] {
  const { transform_quantity: transform } = spec;
  const steps = isRecord(transform) ? [Number(transform.divide_by)] : [];
  return [...steps, ...tiersIn(spec, currency).map(({ upTo }) => upTo)].filter(Number.isFinite);
}

function quantities(sides: readonly Spec[], currency: string): readonly number[] {
  const edges = sides.flatMap((spec) => edgesOf(spec, currency));
  const beyond = edges.length === 0 ? [] : [BEYOND * Math.max(...edges)];
  const all = [1, ...edges.flatMap((edge) => [edge, edge + 1]), ...beyond];
  return [...new Set(all.filter(Number.isSafeInteger))].sort((a, b) => a - b);
}

/** What customers pay before and after, as `Costs` describes it. What they choose themselves is in no table. */
export function costTables(before: Spec | null, after: Spec | null): readonly CostTable[] {
  const sides = [after, before].filter((spec) => spec !== null);
  if (!sides.some(isManifold)) return [];
  const rowsIn = (currency: string): readonly CostRow[] => {
    const cost = (spec: Spec | null, quantity: number): CostRow['after'] =>
      spec === null ? null : charge(spec, { currency, quantity });
    return quantities(sides, currency)
      .map((quantity) => ({ quantity, before: cost(before, quantity), after: cost(after, quantity) }))
      .filter((row) => row.before !== null || row.after !== null);
  };
  return [...new Set(sides.flatMap(payable))]
    .map((currency) => ({ currency, rows: rowsIn(currency) }))
    .filter(({ rows }) => rows.length > 0);
}
