import type { Amount } from '../../lib/money.ts';
import type { CostRow, CostTable } from '../../model/review.ts';
import { moneyText } from '../money.ts';
import { joined, markdownPhrase, say, type Phrase } from '../phrase.ts';
import { markdownText } from '../safe.ts';
import { moveText } from './cost.ts';
import { costName } from './cost-name.ts';
import { countText } from './numbers.ts';

const isOne = ({ rows }: CostTable): boolean => rows.length === 1 && rows[0]?.quantity === 1;

const isNew = ({ rows }: CostTable): boolean => rows.every(({ before }) => before === null);

/** True when a new object's amounts are one in each currency, which a sentence says better than a table. */
const isSentence = (tables: readonly CostTable[]): boolean =>
  tables.every((table) => isOne(table) && isNew(table));

/** The amounts in other currencies than the first: `also €230.00, ¥36,000`; empty where a table says them. */
export function otherCurrencies(tables: readonly CostTable[]): Phrase {
  if (!isSentence(tables)) return [];
  const others = tables.slice(1).flatMap(({ currency, rows }) => {
    const after = rows[0]?.after ?? null;
    return after === null ? [] : [costName(moneyText(after, currency))];
  });
  return others.length === 0 ? [] : say`; also ${joined(others)}`;
}

function changeText(before: Amount | null, after: Amount | null): string {
  if (before === null) return after === null ? '' : 'new';
  return after === null ? 'no longer sold' : moveText(before, after);
}

/** A row as cells, with what it is about in the first. */
type Cells = readonly string[];

const money = (amount: Amount | null, currency: string): string =>
  amount === null ? '–' : markdownPhrase(costName(moneyText(amount, currency)));

const costCells = (first: string, { before, after }: CostRow, currency: string): Cells => [
  first,
  money(before, currency),
  money(after, currency),
  changeText(before, after),
];

const INDENT = '  ';

function tableText(first: string, rows: readonly Cells[], side: 'both' | 'new'): string {
  const shown = (cells: Cells): Cells => (side === 'both' ? cells : [cells[0] ?? '', cells[2] ?? '']);
  const head = side === 'both' ? [first, 'Before', 'After', 'Change'] : [first, 'Price'];
  const lines = [head, head.map((_, index) => (index === 0 ? ':--' : '--:')), ...rows.map(shown)];
  return `\n${lines.map((cells) => `${INDENT}| ${cells.join(' | ')} |\n`).join('')}\n`;
}

/**
 * What customers pay before and after, as tables that stand in a list's entry: one by currency where one amount says
 * it in each, else one by quantity for each currency. Empty where a sentence says it.
 */
export function tablesText(tables: readonly CostTable[]): string {
  if (tables.length === 0 || isSentence(tables)) return '';
  const side = tables.every(isNew) ? 'new' : 'both';
  const codeOf = (currency: string): string => markdownText(currency.toUpperCase());
  if (tables.every(isOne)) {
    const rows = tables.flatMap(({ currency, rows }) =>
      rows.map((row) => costCells(codeOf(currency), row, currency)),
    );
    return tableText('Currency', rows, side);
  }
  return tables
    .map(({ currency, rows }) => {
      const cells = rows.map((row) => costCells(countText(row.quantity), row, currency));
      return tableText(tables.length === 1 ? 'Quantity' : `Quantity, ${codeOf(currency)}`, cells, side);
    })
    .join('');
}
