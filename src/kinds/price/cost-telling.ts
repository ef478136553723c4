import { amountFrom, compareAmounts, percentChange, type Amount } from '../../lib/money.ts';
import type { CostRow, CostTable } from '../../model/review.ts';

/** The percentage of a change; null for what no percentage says, which tells the most. */
type Weight = Amount | null;

const UNCHANGED = amountFrom('0');

function compareWeights(a: Weight, b: Weight): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareAmounts(a, b);
}

function rowWeight({ before, after }: CostRow): Weight {
  if (before === after) return UNCHANGED;
  const percent = before === null || after === null ? undefined : percentChange(before, after);
  return percent === undefined ? null : amountFrom(percent);
}

const tableWeight = ({ rows }: CostTable): Weight =>
  rows.map(rowWeight).reduce((most, weight) => (compareWeights(weight, most) > 0 ? weight : most), UNCHANGED);

/** As many items as may stay, in their order: those that weigh most, of equal ones the first. */
function heaviest<Item>(
  items: readonly Item[],
  weight: (item: Item) => Weight,
  most: number,
): readonly Item[] {
  return items
    .map((item, index) => ({ item, index, weight: weight(item) }))
    .sort((a, b) => compareWeights(b.weight, a.weight) || a.index - b.index)
    .slice(0, most)
    .sort((a, b) => a.index - b.index)
    .map(({ item }) => item);
}

/** At most so many rows: the first, the last, and between them those where most changes. */
export function tellingRows(rows: readonly CostRow[], most: number): readonly CostRow[] {
  if (rows.length <= most) return rows;
  return [...rows.slice(0, 1), ...heaviest(rows.slice(1, -1), rowWeight, most - 2), ...rows.slice(-1)];
}

/** At most so many tables: the first, which is the price's own currency, and those where most changes. */
export function tellingTables(tables: readonly CostTable[], most: number): readonly CostTable[] {
  return [...tables.slice(0, 1), ...heaviest(tables.slice(1), tableWeight, most - 1)];
}
