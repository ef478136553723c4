import { scaleAmount, type Amount } from '../../lib/money.ts';
import type { Spec } from '../../model/spec.ts';
import { textOr, type Costs } from '../kind.ts';
import { charge } from './cost-charge.ts';
import { costTables, payable } from './cost-tables.ts';

/** How many times an interval comes in how many months. Stripe has no such number; a year is 52 weeks or 365 days. */
const PER_MONTHS: Readonly<Record<string, readonly [times: number, months: number]>> = {
  day: [365, 12],
  week: [52, 12],
  month: [1, 1],
  year: [1, 12],
};

const metered = (spec: Spec): boolean => (spec.meter ?? null) !== null;

function monthly(spec: Spec, at: { readonly currency: string; readonly quantity: number }): Amount | null {
  const often = PER_MONTHS[textOr(spec.interval, '')];
  const amount = charge(spec, at);
  if (often === undefined || amount === null || metered(spec)) return null;
  const [times, months] = often;
  return scaleAmount(amount, times, months * Number(spec.interval_count ?? 1));
}

/** What prices cost. */
export const priceCosts: Costs = {
  currencies: payable,
  charge,
  monthly,
  metered,
  tables: costTables,
  subscribers: (id) => ({ price: id }),
};
