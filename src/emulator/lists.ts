import type { Call } from './call.ts';
import { invalid, onlyOne } from './errors.ts';
import type { Kind } from './kind.ts';
import { find, referred } from './objects.ts';
import { integer, text } from './param-types.ts';
import { tableOf } from './store.ts';
import type { Row } from './types.ts';

/** The parameters that every list takes. https://docs.stripe.com/api/pagination */
export const pageParams = {
  limit: integer({ min: 1, max: 100 }),
  starting_after: text(),
  ending_before: text(),
};

/** One page: objects from newest to oldest. */
export type Page = { readonly rows: readonly Row[]; readonly hasMore: boolean };

/** Which objects a list holds. */
export type Selection<R extends Row> = {
  /** Only those with this value in a grouped field: read from the index, not by looking at all. */
  readonly group?: readonly [field: keyof R & string, value: unknown];
  /** Exactly these, whatever else there is. */
  readonly ids?: readonly string[];
  /** Name of the parameter with which the cursors cannot be combined. */
  readonly unpaged?: string;
  keep(row: R): boolean;
};

type Cursor = {
  readonly limit: number | undefined;
  readonly starting_after: string | undefined;
  readonly ending_before: string | undefined;
};

/** One page of the selected objects. */
export const page = <R extends Row>(
  on: { call: Call; kind: Kind<R> },
  selection: Selection<R>,
  cursor: Cursor,
): Page => {
  const { starting_after: after, ending_before: before } = cursor;
  if (after !== undefined && before !== undefined) throw onlyOne(['starting_after', 'ending_before']);
  if (selection.unpaged !== undefined && (after ?? before) !== undefined)
    throw onlyOne([selection.unpaged, after === undefined ? 'ending_before' : 'starting_after']);
  const limit = cursor.limit ?? 10;
  const positions = candidates(on, selection);
  const from = (id: string, param: string): number => lowerBound(positions, positionOf(on, id, param));
  // One more than asked for tells whether there are more.
  if (before !== undefined) {
    const at = from(before, 'ending_before');
    const newer = positionOf(on, before, 'ending_before') === positions.at(at) ? at + 1 : at;
    const found = take(on, selection, { positions, start: newer, step: 1, count: limit + 1 });
    return { rows: found.slice(0, limit).reverse(), hasMore: found.length > limit };
  }
  const start = after === undefined ? positions.length - 1 : from(after, 'starting_after') - 1;
  const found = take(on, selection, { positions, start, step: -1, count: limit + 1 });
  return { rows: found.slice(0, limit), hasMore: found.length > limit };
};

/** Something that looks like an array of ascending positions; avoids building one for a whole table. */
type Positions = { readonly length: number; at(index: number): number | undefined };

const candidates = <R extends Row>(on: { call: Call; kind: Kind<R> }, selection: Selection<R>): Positions => {
  const table = tableOf(on.call.store, on.kind);
  if (selection.ids !== undefined)
    return [...new Set(selection.ids)]
      .flatMap((id) => table.position.get(id) ?? [])
      .sort((left, right) => left - right);
  if (selection.group !== undefined) {
    const [field, value] = selection.group;
    return table.groups.get(field)?.get(value) ?? [];
  }
  return { length: table.order.length, at: (index) => index };
};

const positionOf = <R extends Row>(on: { call: Call; kind: Kind<R> }, id: string, param: string): number => {
  referred(on.call, on.kind, { id, param });
  const position = tableOf(on.call.store, on.kind).position.get(id);
  if (position === undefined) throw invalid(`No such ${on.kind.noun}: '${id}'`, { param });
  return position;
};

/** Index of the first position that is not before `wanted`. */
const lowerBound = (positions: Positions, wanted: number): number => {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions.at(middle) ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
};

type Walk = {
  readonly positions: Positions;
  readonly start: number;
  readonly step: 1 | -1;
  readonly count: number;
};

const take = <R extends Row>(on: { call: Call; kind: Kind<R> }, selection: Selection<R>, walk: Walk): R[] => {
  const table = tableOf(on.call.store, on.kind);
  const found: R[] = [];
  for (
    let index = walk.start;
    index >= 0 && index < walk.positions.length && found.length < walk.count;
    index += walk.step
  ) {
    const id = table.order[walk.positions.at(index) ?? -1];
    const row = typeof id === 'string' ? find(on.call, on.kind, id) : undefined;
    if (row !== undefined && selection.keep(row)) found.push(row);
  }
  return found;
};
