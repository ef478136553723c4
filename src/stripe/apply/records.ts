import { isDue, stripeIdOf } from '../../model/change.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { Plan } from '../../model/plan.ts';
import type { Spec } from '../../model/spec.ts';
import type { IdRecord } from '../../model/state.ts';
import { timestamp, type ApplyContext, type Entry } from './context.ts';

/** What the snapshot knows of ids, and the clock. */
type History = Pick<ApplyContext, 'ids' | 'now'>;

const rowOf = (context: History, key: ResourceKey, id: string): IdRecord =>
  context.ids.find((row) => row.key === key && row.id === id) ?? {
    key,
    id,
    since: timestamp(context.now()),
    until: null,
    retireAt: null,
  };

/** The history of a key after it got this id, or kept it: whatever it had before ends now. */
function idTaken(context: History, key: ResourceKey, id: string): readonly IdRecord[] {
  const at = timestamp(context.now());
  const ended = context.ids.filter((row) => row.key === key && row.id !== id && row.until === null);
  const present = { ...rowOf(context, key, id), until: null, retireAt: null };
  return [...ended.map((row) => ({ ...row, until: at })), present];
}

/** The history of a key after it lost this id, which sells on until `retireAt` or not at all. */
export function idLost(
  context: History,
  key: ResourceKey,
  lost: { readonly id: string; readonly retireAt: string | null },
): IdRecord {
  const row = rowOf(context, key, lost.id);
  return { ...row, until: row.until ?? timestamp(context.now()), retireAt: lost.retireAt };
}

/**
 * The rows by which the history differs from what Stripe says is retiring: retirements that are over, or unknown. What is
 * due keeps its row until it has ended: by that row alone a run knows to look for it, where nothing else of its kind is
 * used.
 */
export function retirements(
  context: History,
  { retiring, changes }: Pick<Plan, 'retiring' | 'changes'>,
): readonly IdRecord[] {
  const due = new Map(retiring.map((item) => [item.stripeId, item.due]));
  const known = new Map(context.ids.map((row) => [row.id, row.retireAt]));
  const ending = new Set(changes.filter(isDue).map(stripeIdOf));
  const over = context.ids.filter(({ id, retireAt }) => retireAt !== null && !due.has(id) && !ending.has(id));
  const begun = retiring.filter((item) => known.get(item.stripeId) !== item.due);
  return [
    ...over.map((row) => ({ ...row, retireAt: null })),
    ...begun.map((item) => idLost(context, item.key, { id: item.stripeId, retireAt: item.due })),
  ];
}

/** The history with these rows in it, added or in place of those with the same key and id. */
export function withRows(ids: readonly IdRecord[], rows: readonly IdRecord[]): readonly IdRecord[] {
  const replaced = (row: IdRecord): boolean => rows.some(({ key, id }) => key === row.key && id === row.id);
  return rows.length === 0 ? ids : [...ids.filter((row) => !replaced(row)), ...rows];
}

/** True when the snapshot says all that this plan would have it remember, changes apart. */
export function isRecorded(plan: Pick<Plan, 'catchUps' | 'retiring' | 'changes'>, history: History): boolean {
  return plan.catchUps.length === 0 && retirements(history, plan).length === 0;
}

/** The entry for an object that is as its record says. */
export function applied(
  context: ApplyContext,
  object: { readonly key: ResourceKey; readonly kind: string; readonly id: string; readonly record: Spec },
  formerKey: ResourceKey | null,
): Entry {
  const { key, kind, id, record } = object;
  const former = formerKey === null ? [] : [idLost(context, formerKey, { id, retireAt: null })];
  return {
    resource: { key, kind, id, spec: record, commit: context.commit },
    ...(formerKey === null ? {} : { forget: formerKey }),
    ids: [...idTaken(context, key, id), ...former],
  };
}

/** The entry for a key that is no longer ours to keep. */
export function forgotten(context: ApplyContext, key: ResourceKey, id: string): Entry {
  return { forget: key, ids: [idLost(context, key, { id, retireAt: null })] };
}
