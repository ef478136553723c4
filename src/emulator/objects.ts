import type { Call } from './call.ts';
import { Refusal, refused } from './errors.ts';
import { announce } from './events.ts';
import type { Kind } from './kind.ts';
import { render } from './render.ts';
import { insertRow, removeRow, replaceRow, tableOf } from './store.ts';
import type { Row } from './types.ts';

/** The object with an id in the caller's mode. */
export const find = <R extends Row>(call: Call, kind: Kind<R>, id: string): R | undefined =>
  tableOf(call.store, kind).rows.get(id);

/** The object whose id is in the path. @throws Refusal (404) when there is none. */
export const need = <R extends Row>(call: Call, kind: Kind<R>): R => {
  const id = call.ids['id'] ?? '';
  const row = find(call, kind, id);
  if (row !== undefined) return row;
  throw new Refusal({ ...missing(call, kind, id).detail, status: 404, param: kind.idParam });
};

/** The object that a parameter names. @throws Refusal (400, naming the parameter) when there is none. */
export const referred = <R extends Row>(call: Call, kind: Kind<R>, by: { id: string; param: string }): R => {
  const row = find(call, kind, by.id);
  if (row !== undefined) return row;
  throw new Refusal({ ...missing(call, kind, by.id).detail, param: by.param });
};

const missing = (call: Call, kind: Kind, id: string): Refusal => {
  const [there, here] = call.livemode ? ['test', 'live'] : ['live', 'test'];
  const similar = tableOf(call.twin, kind).rows.has(id)
    ? `; a similar object exists in ${there} mode, but a ${here} mode key was used to make this request.`
    : '';
  return refused(`No such ${kind.noun}: '${id}'${similar}`, { code: 'resource_missing' });
};

/** A fresh id for a kind. */
export const mintFor = (call: Call, kind: Kind): string =>
  call.mint(typeof kind.id === 'function' ? kind.id(call.livemode) : kind.id);

/** Stores a new object and announces it. Returns the object. */
export const add = <R extends Row>(call: Call, kind: Kind<R>, row: R): R => {
  insertRow(tableOf(call.store, kind), row);
  if (kind.event !== null) announce(call, { type: `${kind.event}.created`, kind, row });
  return row;
};

/** Stores a new version of an object; announces it if anything that is answered has changed. Returns it. */
export const change = <R extends Row>(call: Call, kind: Kind<R>, row: R): R =>
  changeAs(call, { kind, event: 'updated' }, row);

/**
 * The same under an event name of its own, such as `deactivated`. `before` is the object as it was answered,
 * needed where other objects that it embeds have been written already.
 */
export const changeAs = <R extends Row>(
  call: Call,
  as: { kind: Kind<R>; event: string; before?: Readonly<Record<string, unknown>> },
  row: R,
): R => {
  const { kind } = as;
  const old = find(call, kind, row.id);
  const before = as.before ?? (old === undefined ? {} : render({ call, kind }, old, []));
  replaceRow(tableOf(call.store, kind), row);
  if (kind.event !== null) announce(call, { type: `${kind.event}.${as.event}`, kind, row, before });
  return row;
};

/** Takes an object away and announces it as `last`. Returns what Stripe answers. */
export const remove = <R extends Row>(call: Call, kind: Kind<R>, last: R): Record<string, unknown> => {
  removeRow(tableOf(call.store, kind), last.id);
  if (kind.event !== null) announce(call, { type: `${kind.event}.deleted`, kind, row: last });
  return { id: last.id, object: kind.object, deleted: true };
};
