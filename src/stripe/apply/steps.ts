import { isList, type Json } from '../../lib/json.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { Marker } from '../../kinds/codec.ts';
import type {
  Archive,
  Change,
  Creation,
  Deletion,
  Follower,
  Replacement,
  Update,
} from '../../model/change.ts';
import { isKey, type ResourceKey } from '../../model/key.ts';
import type { Plan } from '../../model/plan.ts';
import { partOf, pick, type Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { timestamp, type ApplyContext } from './context.ts';
import { applied, forgotten, idLost } from './records.ts';
import { createObject, deleteObject, updateObject, type Written } from './write.ts';

/** The writes that changes come to, one function for each step; all of them may run again without harm. */
export interface Steps {
  main(change: Exclude<Change, Archive | Deletion>): Promise<Written>;
  /** Late references of the object that could not be set with it. */
  link(change: Creation | Replacement | Update): Promise<Written>;
  /** A reference elsewhere, to the new object. */
  follow(follower: Follower): Promise<Written>;
  /** Off sale, deleted, or retiring. */
  end(change: Replacement | Archive | Deletion): Promise<Written>;
}

/**
 * Paths among `spec` that must wait for an object that this plan makes. What is in one map with such a path waits with it:
 * to Stripe the map is one thing, and half of it may be refused.
 */
function waitingPaths(kind: Kind, spec: Spec, moving: ReadonlySet<ResourceKey> | 'all'): readonly string[] {
  const waits = (value: Json): boolean =>
    isList(value)
      ? value.some(waits)
      : typeof value === 'string' && isKey(value) && (moving === 'all' || moving.has(value));
  const isLate = (path: string): boolean =>
    kind.policy(path).reference === 'late' && waits(spec[path] ?? null);
  const late = new Set(Object.keys(spec).filter(isLate));
  const parts = new Set([...late].map(partOf).filter((part) => part !== ''));
  return Object.keys(spec).filter((path) => late.has(path) || parts.has(partOf(path)));
}

/**
 * The same of a whole change. What takes its object off sale comes last, when everything else is there, and waits for
 * nothing.
 */
export function laterPaths(
  kind: Kind,
  change: Creation | Replacement | Update,
  moving: ReadonlySet<ResourceKey>,
): readonly string[] {
  if (goesLast(change)) return [];
  return waitingPaths(kind, written(change), 'update' in change ? moving : 'all');
}

/** What a change writes, apart from a creation, which writes its whole target. */
function written(change: Creation | Replacement | Update): Spec {
  return 'update' in change ? change.update : change.target;
}

/** True for an update that takes its object off sale: it comes last, when nothing refers to the object any more. */
export function goesLast(change: Change): boolean {
  return change.action === 'update' && change.update.active === false;
}

/** The keys that are made, replaced or put on sale in this plan: a late reference to one waits for it. */
export function movingKeys(plan: Plan): ReadonlySet<ResourceKey> {
  const moving = plan.changes.filter((change) => 'target' in change && !goesLast(change));
  return new Set(moving.map(({ key }) => key));
}

/** The steps of a plan's changes. Ids of objects that are made on the way are kept here. */
export function stepsOf(plan: Plan, context: ApplyContext): Steps {
  const ids = new Map(plan.ids);
  // By key: redemptions between the reading and the end of the object that is replaced.
  const late = new Map<ResourceKey, number>();
  const moving = movingKeys(plan);
  const idOf = (key: ResourceKey): string => {
    const id = ids.get(key);
    if (id === undefined) throw new Error(`${key} has no id in Stripe yet`);
    return id;
  };
  const swap = (value: Json): Json => {
    if (isList(value)) return value.map(swap);
    return typeof value === 'string' && isKey(value) ? idOf(value) : value;
  };
  const withIds = (kind: Kind, spec: Spec): Spec =>
    Object.fromEntries(
      Object.entries(spec).map(([path, value]) => [
        path,
        kind.policy(path).reference === undefined ? value : swap(value),
      ]),
    );
  const markerFor = (key: ResourceKey, retireAt: string | null = null): Marker => ({
    key,
    catalog: context.catalog,
    retireAt,
  });
  const waiting = (change: Creation | Replacement | Update): readonly string[] =>
    laterPaths(context.kindNamed(change.kind), change, moving);
  const remember = (
    change: Creation | Replacement | Update,
    id: string,
    without: readonly string[],
  ): void => {
    ids.set(change.key, id);
    const record = pick(change.record, (path) => !without.includes(path));
    context.record(applied(context, { ...change, id, record }, change.formerKey));
  };
  const make = async (change: Creation | Replacement): Promise<Written> => {
    const kind = context.kindNamed(change.kind);
    const target = pick(change.target, (path) => !waiting(change).includes(path));
    const { times = 0, left = null } = change.redeemed ?? {};
    const more = late.get(change.key) ?? 0;
    if (left !== null && left <= more) throw new Error('nothing of it is left: it was used up meanwhile');
    return createObject(context, {
      ...change,
      kind,
      target: withIds(kind, target),
      marker: markerFor(change.key),
      redeemed: times + more,
      idOf,
    });
  };
  const change = async (
    kind: Kind,
    order: { key: ResourceKey; raw: RawObject; fields: Spec; target: Spec; mark: boolean; transfer: boolean },
  ): Promise<Written> =>
    updateObject(context, {
      kind,
      raw: order.raw,
      fields: withIds(kind, order.fields),
      target: order.target,
      marker: order.mark ? markerFor(order.key) : null,
      transfer: order.transfer,
      idOf,
    });
  return {
    async main(item) {
      if (item.action === 'forget') {
        context.record(forgotten(context, item.key, item.id));
        return { id: item.id, requestId: null, attempt: 0 };
      }
      const kind = context.kindNamed(item.kind);
      const later = waiting(item);
      const revived = item.action === 'replace' ? item.revive : null;
      let result: Written;
      if ('update' in item) {
        result = await change(kind, { ...item, fields: pick(item.update, (path) => !later.includes(path)) });
      } else if (revived === null) result = await make(item);
      else result = await change(kind, { ...item, raw: revived.raw, fields: revived.update, mark: true });
      remember(item, result.id, later);
      return result;
    },
    async link(item) {
      const kind = context.kindNamed(item.kind);
      const later = waiting(item);
      const id = ids.get(item.key) ?? '';
      const fields = pick(written(item), (path) => later.includes(path));
      const raw = 'raw' in item ? item.raw : { id, object: item.kind };
      const result = await change(kind, { ...item, raw, fields, mark: false, transfer: false });
      remember(item, id, []);
      return result;
    },
    async follow({ kind, path, raw, key, value }) {
      const fields = { [path]: value };
      const order = { key, raw, fields, target: fields, mark: false, transfer: false };
      return change(context.kindNamed(kind), order);
    },
    async end(item) {
      const kind = context.kindNamed(item.kind);
      const raw = item.action === 'replace' ? item.old : item.raw;
      // The record stays: the new one gets the same id.
      if (item.action === 'replace' && item.deletes !== undefined) return deleteObject(context, kind, raw);
      // What ended with another object is ended for good, and marked, whatever becomes of that one.
      const ends = item.action === 'replace' && item.endsWith !== undefined;
      const active = ends || kind.isActive(raw);
      const retires = item.action === 'replace' ? active : item.cause === 'superseded';
      const until = new Date(context.now().getTime() + context.retireAfter * 1000);
      const first = kind.oldGoesFirst === true;
      // Marked as given up, so that nobody takes it for one that ended by itself.
      const givenUp = first && retires ? timestamp(context.now()) : null;
      const retireAt = retires && !first && context.retireAfter > 0 ? timestamp(until) : null;
      const marked = retireAt ?? givenUp;
      const marker = marked === null ? null : markerFor(item.key, marked);
      const removed = item.action !== 'replace' && item.cause === 'removed';
      const fields = retireAt === null && (removed || active) ? kind.removalFields : {};
      const isDeleted = kind.removal === 'delete' || kind.removal === 'detach';
      const update = { kind, raw, fields, target: {}, marker, transfer: false, idOf };
      const result =
        retireAt === null && isDeleted
          ? await deleteObject(context, kind, raw)
          : await updateObject(context, update);
      const times = (of: RawObject): number => kind.redemptions?.times(of) ?? 0;
      if (result.raw !== undefined) late.set(item.key, times(result.raw) - times(raw));
      if (removed && ids.get(item.key) === raw.id) context.record(forgotten(context, item.key, raw.id));
      else context.record({ ids: [idLost(context, item.key, { id: raw.id, retireAt })] });
      return result;
    },
  };
}
