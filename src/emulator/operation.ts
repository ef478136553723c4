import type { Call } from './call.ts';
import type { Kind } from './kind.ts';
import { type Page, type Selection, page, pageParams } from './lists.ts';
import { need } from './objects.ts';
import type { Params, Values } from './params.ts';
import type { Method, Row } from './types.ts';

type Common<P extends Params> = {
  readonly method: Method;
  /** Template; `{id}` stands for one path segment. */
  readonly path: string;
  /** Name of the restricted-key permission that it needs. */
  readonly permission: string;
  readonly params: P;
};

/** An operation that answers one object, a page of objects, or a body of its own. */
export type Operation<P extends Params = Params> = Common<P> &
  (
    | { readonly answers: 'object'; readonly kind: Kind; run(call: Call, values: Values<P>): Row }
    | { readonly answers: 'list'; readonly kind: Kind; run(call: Call, values: Values<P>): Page }
    | { readonly answers: 'body'; run(call: Call, values: Values<P>): Record<string, unknown> }
  );

/** Everything the emulator knows about one resource. Adding one is a file with this and a line in the registry. */
export type Resource = { readonly kinds: readonly Kind[]; readonly operations: readonly Operation[] };

/** Keeps the types of the parameters for `run`, then forgets them. */
export const operation = <P extends Params>(given: Operation<P>): Operation => given;

/** Where the routes of a resource are, and which permissions they need. */
export type Routes<R extends Row> = {
  readonly kind: Kind<R>;
  readonly path: string;
  readonly permission: string;
};

/** `GET /path/{id}`. */
export const retrieve = <R extends Row>(routes: Routes<R>): Operation =>
  operation({
    method: 'GET',
    path: `${routes.path}/{id}`,
    permission: `${routes.permission}_read`,
    params: {},
    answers: 'object',
    kind: routes.kind,
    run: (call) => need(call, routes.kind),
  });

/** `GET /path` with filters: `select` turns their values into the objects to list. */
export const list = <R extends Row, P extends Params>(
  routes: Routes<R>,
  filters: P,
  select: (call: Call, values: Values<P>) => Selection<R>,
): Operation => {
  const params = { ...filters, ...pageParams };
  return operation({
    method: 'GET',
    path: routes.path,
    permission: `${routes.permission}_read`,
    params,
    answers: 'list',
    kind: routes.kind,
    run: (call, values: Values<typeof params>) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the parameters of both are among `params`
      const all = values as unknown as Values<P> & Values<typeof pageParams>;
      return page({ call, kind: routes.kind }, select(call, all), all);
    },
  });
};

/** `POST /path`. */
export const create = <R extends Row, P extends Params>(
  routes: Routes<R>,
  params: P,
  run: (call: Call, values: Values<P>) => R,
): Operation => write(routes, { path: routes.path, params }, run);

/** `POST /path/{id}`. */
export const update = <R extends Row, P extends Params>(
  routes: Routes<R>,
  params: P,
  run: (call: Call, values: Values<P>) => R,
): Operation => write(routes, { path: `${routes.path}/{id}`, params }, run);

/** Any other `POST` that answers an object of the kind. */
export const write = <R extends Row, P extends Params>(
  routes: Routes<R>,
  at: { path: string; params: P },
  run: (call: Call, values: Values<P>) => R,
): Operation =>
  operation<P>({
    method: 'POST',
    path: at.path,
    permission: `${routes.permission}_write`,
    params: at.params,
    answers: 'object',
    kind: routes.kind,
    run,
  });

/** `DELETE /path/{id}` that answers a stub. */
export const destroy = <R extends Row>(
  routes: Routes<R>,
  run: (call: Call) => Record<string, unknown>,
): Operation =>
  operation({
    method: 'DELETE',
    path: `${routes.path}/{id}`,
    permission: `${routes.permission}_write`,
    params: {},
    answers: 'body',
    run,
  });
