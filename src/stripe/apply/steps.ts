import { isList, type Json } from '../../lib/json.ts';
import type { Kind, Marker } from '../../kinds/kind.ts';
import type { Archive, Change, Creation, Replacement, Update } from '../../model/change.ts';
import { isKey, type ResourceKey } from '../../model/key.ts';
import type { Plan } from '../../model/plan.ts';
import { pick, type Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { timestamp, type ApplyContext } from './context.ts';
import { applied, forgotten, idLost } from './records.ts';
import { createObject, deleteObject, updateObject, type Written } from './write.ts';

/** The writes that changes come to, one function for each step; all of them may run again without harm. */
export interface Steps {
  main(change: Exclude<Change, Archive>): Promise<Written>;
  /** Late references of the object that could not be set with it. */
  link(change: Creation | Replacement | Update): Promise<Written>;
  follow(change: Replacement): Promise<Written>;
  /** Off sale, or retiring. */
  end(change: Replacement | Archive): Promise<Written>;
}

/** Paths among `spec` that must wait for an object that this plan makes. */
export function waitingPaths(
  kind: Kind,
  spec: Spec,
  moving: ReadonlySet<ResourceKey> | 'all',
): readonly string[] {
  const waits = (value: Json): boolean =>
    isList(value)
      ? value.some(waits)
      : typeof value === 'string' && isKey(value) && (moving === 'all' || moving.has(value));
  return Object.entries(spec)
    .filter(([path, value]) => kind.policy(path).reference === 'late' && waits(value))
    .map(([path]) => path);
}

/** What a change writes, apart from a creation, which writes its whole target. */
export function written(change: Creation | Replacement | Update): Spec {
  return 'update' in change ? change.update : change.target;
}

/** True for an update that takes its object off sale: it comes last, when nothing refers to the object any more. */
export function switchesOff(change: Change): boolean {
  return change.action === 'update' && change.update.active === false;
}

/** The keys that are made, replaced or put on sale in this plan: a late reference to one waits for it. */
export function movingKeys(plan: Plan): ReadonlySet<ResourceKey> {
  const moving = plan.changes.filter((change) => 'target' in change && !switchesOff(change));
  return new Set(moving.map(({ key }) => key));
}

/** The steps of a plan's changes. Ids of objects that are made on the way are kept here. */
export function stepsOf(plan: Plan, context: ApplyContext): Steps {
  const ids = new Map(plan.ids);
  const moving = movingKeys(plan);
  const swap = (value: Json): Json => {
    if (isList(value)) return value.map(swap);
    if (typeof value !== 'string' || !isKey(value)) return value;
    const id = ids.get(value);
    if (id === undefined) throw new Error(`${value} has no id in Stripe yet`);
    return id;
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
    waitingPaths(context.kindNamed(change.kind), written(change), 'update' in change ? moving : 'all');
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
    return createObject(context, {
      ...change,
      kind,
      target: withIds(kind, target),
      marker: markerFor(change.key),
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
    });
  return {
    async main(item) {
      if (item.action === 'forget') {
        context.record(forgotten(context, item.key, item.id));
        return { id: item.id, requestId: null, attempt: 0 };
      }
      const kind = context.kindNamed(item.kind);
      if (item.action === 'delete') {
        const deleted = await deleteObject(context, kind, item.raw);
        context.record(forgotten(context, item.key, item.raw.id));
        return deleted;
      }
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
      const raw = { id, object: item.kind };
      const result = await change(kind, { ...item, raw, fields, mark: false, transfer: false });
      remember(item, id, []);
      return result;
    },
    async follow(item) {
      let result: Written = { id: item.old.id, requestId: null, attempt: 0 };
      for (const { kind, path, raw, key } of item.followers) {
        const fields = { [path]: item.key };
        const followed = await change(context.kindNamed(kind), {
          key,
          raw,
          fields,
          target: fields,
          mark: false,
          transfer: false,
        });
        result = { ...followed, attempt: Math.max(result.attempt, followed.attempt) };
      }
      return result;
    },
    async end(item) {
      const kind = context.kindNamed(item.kind);
      const raw = item.action === 'replace' ? item.old : item.raw;
      const retires = item.action === 'replace' ? kind.isActive(raw) : item.cause === 'superseded';
      const until = new Date(context.now().getTime() + context.retireAfter * 1000);
      const first = kind.oldGoesFirst === true;
      // Marked as given up, so that nobody takes it for one that ended by itself.
      const givenUp = first && retires ? timestamp(context.now()) : null;
      const retireAt = retires && !first && context.retireAfter > 0 ? timestamp(until) : null;
      const marked = retireAt ?? givenUp;
      const marker = marked === null ? null : markerFor(item.key, marked);
      const removed = item.action === 'archive' && item.cause === 'removed';
      const fields = retireAt === null && (removed || kind.isActive(raw)) ? kind.removalFields : {};
      const result = await updateObject(context, { kind, raw, fields, target: {}, marker, transfer: false });
      if (removed && ids.get(item.key) === raw.id) context.record(forgotten(context, item.key, raw.id));
      else context.record({ ids: [idLost(context, item.key, { id: raw.id, retireAt })] });
      return result;
    },
  };
}
