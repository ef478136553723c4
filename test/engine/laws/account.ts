import type { EmulatorState } from '../../../src/emulator/world.ts';
import { textOr } from '../../../src/kinds/kind.ts';
import { canonicalJson, isRecord, type Json, type JsonRecord } from '../../../src/lib/json.ts';

type Row = JsonRecord;

const rows = (state: EmulatorState, mode: 'test' | 'live', object: string): readonly Row[] =>
  JSON.parse(JSON.stringify(state.modes[mode][object] ?? []));

const metadata = (row: Row): JsonRecord => (isRecord(row.metadata) ? row.metadata : {});
const keyOf = (row: Row): string => textOr(metadata(row).pricebook_key, 'nobody');

const idOf = (row: Row): string => textOr(row.id, '');

/** What cannot be switched off is there as long as Stripe has it. */
const isActive = ({ active }: Row): boolean => active !== false;

/** True for an object that was replaced and goes on for a while. */
const isRetiring = (row: Row): boolean => isActive(row) && metadata(row).pricebook_retire_at !== undefined;

/** What an account holds, with everything that another run of the same changes may have otherwise taken out. */
export interface Account {
  /** A text for every object, archived ones included: two accounts are the same when these are. */
  readonly objects: readonly string[];
  /** The id of the one object of each key that is on sale for good. */
  readonly onSale: Readonly<Record<string, string>>;
  /** What must never be: two objects on sale for one key, a default price that is not. */
  readonly faults: readonly string[];
  /** Prices that were replaced and sell on, with the end of it. */
  readonly retiring: readonly string[];
}

/** What the emulator holds in a mode, comparable with what another one holds. */
export function accountIn(state: EmulatorState, mode: 'test' | 'live'): Account {
  const everything = Object.keys(state.modes[mode])
    .filter((object) => object !== 'event')
    .flatMap((object) => rows(state, mode, object));
  const products = everything.filter(({ object }) => object === 'product');
  const names = new Map(everything.map((row) => [idOf(row), nameOf(row)]));
  const swap = (value: Json): Json => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map((item: Json) => swap(item));
    if (!isRecord(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, swap(item)]));
  };
  const plain = ({
    id: _id,
    created: _created,
    updated: _updated,
    status_transitions: _at,
    ...row
  }: Row): Json => {
    const marks = metadata(row);
    const retires = marks.pricebook_retire_at === undefined ? {} : { pricebook_retire_at: 'later' };
    return swap({ ...row, metadata: { ...marks, ...retires } });
  };
  const live = everything.filter((row) => isActive(row) && !isRetiring(row) && keyOf(row) !== 'nobody');
  const byKey = Map.groupBy(live, keyOf);
  const doubles = [...byKey].filter(([, same]) => same.length > 1).map(([key]) => `${key} is on sale twice`);
  const offSale = products
    .filter(({ default_price: price }) => price !== null && price !== undefined)
    .filter(({ default_price: price }) => !live.some(({ id }) => id === price))
    .map((row) => `the default price of ${keyOf(row)} is not on sale for good`);
  return {
    objects: everything.map((row) => canonicalJson(plain(row))).sort(),
    onSale: Object.fromEntries(live.map((row) => [keyOf(row), idOf(row)])),
    faults: [...doubles, ...offSale],
    retiring: everything
      .filter(isRetiring)
      .map((row) => `${idOf(row)} until ${textOr(metadata(row).pricebook_retire_at, '')}`)
      .sort(),
  };
}

/** What stands for an id in a comparison: its key and what it sells. */
function nameOf(row: Row): string {
  if (row.object === 'billing.meter') return `meter ${textOr(row.event_name, '')}`;
  const { unit_amount_decimal: amount, currency, recurring, tiers, percentage } = row;
  const said = [amount, currency, recurring, tiers, percentage].map((value) => value ?? null);
  return canonicalJson([keyOf(row), ...said]);
}
