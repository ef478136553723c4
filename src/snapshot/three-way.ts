import { equal, type Json } from '../lib/json.ts';
import type { ResourceKey } from '../model/key.ts';

/** Of two writers who began with the same: what that was, and what each made of it. */
export type Sides<Value> = Readonly<Record<'base' | 'ours' | 'theirs', Value>>;

/** What `pick` finds on each side. */
export function picked<Value, Part>(sides: Sides<Value>, pick: (side: Value) => Part): Sides<Part> {
  return { base: pick(sides.base), ours: pick(sides.ours), theirs: pick(sides.theirs) };
}

/** The side that changed it, theirs where both made the same of it; null where each made something else of it. */
export function mover<Value>(
  { base, ours, theirs }: Sides<Value>,
  isSame: (a: Value, b: Value) => boolean,
): 'ours' | 'theirs' | null {
  if (isSame(ours, theirs) || isSame(ours, base)) return 'theirs';
  return isSame(theirs, base) ? 'ours' : null;
}

/** How the rows of one table are merged. */
interface Table<Row> {
  /** What tells rows apart. */
  readonly name: (row: Row) => string;
  /** What both sides must agree on. */
  readonly content: (row: Row) => Json;
  /** One row of two that both sides have and changed; null where that cannot be. */
  readonly settle?: (rows: Sides<Row | undefined>) => Row | null;
}

/** The rows of a table after both sides' changes; and the keys whose rows each side made something else of. */
export function mergeTable<Row extends { readonly key: ResourceKey }>(
  sides: Sides<readonly Row[]>,
  { name, content, settle }: Table<Row>,
): { readonly rows: readonly Row[]; readonly conflicts: readonly ResourceKey[] } {
  const named = picked(sides, (rows) => new Map(rows.map((row) => [name(row), row] as const)));
  const contentOf = (row: Row | undefined): Json => (row === undefined ? null : content(row));
  const isSame = (a: Row | undefined, b: Row | undefined): boolean => equal(contentOf(a), contentOf(b));
  const rows: Row[] = [];
  const conflicts: ResourceKey[] = [];
  // What neither side has is gone, whoever struck it.
  const keys = new Map([...sides.theirs, ...sides.ours].map((row) => [name(row), row.key] as const));
  for (const [found, key] of keys) {
    const at = picked(named, (side) => side.get(found));
    const side = mover(at, isSame);
    const row = side === null ? (settle?.(at) ?? null) : at[side];
    if (row === null) conflicts.push(key);
    else if (row !== undefined) rows.push(row);
  }
  return { rows, conflicts };
}
