import type { Call } from './call.ts';
import { Refusal, type RefusalDetail, forbidden, serverError, unknownRoute } from './errors.ts';
import { apiVersion } from './events.ts';
import { failureOf, limitRate, refuseAtTheGate } from './faults.ts';
import { parseForm } from './form.ts';
import { type Remembered, fingerprintOf, idempotencyKey, recall, slotOf } from './idempotency.ts';
import { type Caller, authenticate, lacks } from './keys.ts';
import { list, text } from './param-types.ts';
import { readParams } from './params.ts';
import { expandPaths, render } from './render.ts';
import { type Match, matchRoute } from './router.ts';
import { commit, rollBack } from './store.ts';
import type { Answer, FailKind, Request } from './types.ts';
import { type World, mintText, nowIn, requestId } from './world.ts';

/** What the server does between accepting a request and its effect, and after it. */
export type Moments = {
  before(): Promise<'drop' | undefined>;
  after(): Promise<'drop' | undefined>;
};

/**
 * The answer to one request, or `'drop'` to close the connection instead. Each request reads and writes
 * the account without interruption: whatever waits does so before or after its effect.
 */
export const respond = async (world: World, request: Request, moments: Moments): Promise<Answer | 'drop'> => {
  const id = requestId(world);
  const match = matchRoute(world.routes, request.method, request.path);
  try {
    const caller = authenticate(request, world);
    const route = match?.operation.path ?? request.path;
    const failure = failureOf(world.faults, { method: request.method, path: request.path, route });
    refuseAtTheGate(failure);
    limitRate(world.faults, {
      mode: caller.mode,
      endpoint: `${request.method} ${route}`,
      now: performance.now(),
    });
    if (match === undefined) throw unknownRoute(request.method, request.path);
    if (lacks(caller, match.operation))
      throw forbidden(caller.masked, world.account, match.operation.permission);
    return await once(world, { request, match, caller, id, failure }, moments);
  } catch (error) {
    return failed(request, id, detailOf(error));
  }
};

type Accepted = {
  readonly request: Request;
  readonly match: Match;
  readonly caller: Caller;
  readonly id: string;
  readonly failure: FailKind | null;
};

/** Runs a request, or replays the answer to an earlier one with the same idempotency key. */
const once = async (world: World, accepted: Accepted, moments: Moments): Promise<Answer | 'drop'> => {
  const { request, caller, id, failure } = accepted;
  const key = idempotencyKey(request);
  const slot = key === null ? null : slotOf(caller.mode, key);
  const found = slot === null ? undefined : recall(world.memory, request, { slot, now: nowIn(world) });
  if (found !== undefined) return failure === 'drop-after' ? 'drop' : replayed(request, id, found);
  if (slot !== null) world.memory.inFlight.add(slot);
  try {
    if ((await moments.before()) === 'drop') return 'drop';
    const outcome = run(world, accepted);
    if (slot !== null && outcome.executed)
      world.memory.answers.set(slot, {
        fingerprint: fingerprintOf(request),
        status: outcome.answer.status,
        body: outcome.answer.body,
        requestId: id,
        at: nowIn(world),
      });
    const dropped = (await moments.after()) === 'drop' || failure === 'drop-after';
    return dropped ? 'drop' : outcome.answer;
  } finally {
    if (slot !== null) world.memory.inFlight.delete(slot);
  }
};

type Outcome = { readonly answer: Answer; readonly executed: boolean };

const run = (world: World, { request, match, caller, id, failure }: Accepted): Outcome => {
  const store = world.stores[caller.mode];
  const refuse = (detail: RefusalDetail): Outcome => ({
    answer: failed(request, id, detail),
    executed: detail.executed,
  });
  if (failure === 'error-before') return refuse(serverError().detail);
  try {
    const body = perform(callFor(world, { request, match, caller, id, failure }), match, request);
    commit(store);
    if (failure === 'error-after') return refuse(serverError().detail);
    return {
      answer: answer(request, { id, status: 200, body: JSON.stringify(body, null, 2) }),
      executed: true,
    };
  } catch (error) {
    rollBack(store);
    return refuse(detailOf(error));
  }
};

const callFor = (world: World, { request, match, caller, id }: Accepted): Call => ({
  ids: match.ids,
  livemode: caller.mode === 'live',
  now: nowIn(world),
  account: world.account,
  store: world.stores[caller.mode],
  twin: world.stores[caller.mode === 'live' ? 'test' : 'live'],
  kinds: world.kinds,
  request: { id, idempotencyKey: caller.dashboard ? null : idempotencyKey(request) },
  mint: ({ prefix, length }) => `${prefix}${mintText(world, length)}`,
});

const expandParam = { expand: list(text()) };

const perform = (call: Call, { operation }: Match, request: Request): Record<string, unknown> => {
  const form = parseForm(request.query, request.body);
  if (operation.answers === 'body') {
    // The account takes `expand` and has nothing to expand; deletions do not take it at all.
    const extra = operation.method === 'GET' ? expandParam : {};
    return operation.run(call, readParams({ ...operation.params, ...extra }, form));
  }
  const values = readParams({ ...operation.params, ...expandParam }, form);
  const on = { kinds: call.kinds, kind: operation.kind, list: operation.answers === 'list' };
  const paths = expandPaths(on, values.expand ?? []);
  const view = { call, kind: operation.kind };
  if (operation.answers === 'object') return render(view, operation.run(call, values), paths);
  const { rows, hasMore } = operation.run(call, values);
  return {
    object: 'list',
    data: rows.map((row) => render(view, row, paths)),
    has_more: hasMore,
    url: request.path,
  };
};

const answer = (
  request: Request,
  given: { id: string; status: number; body: string; extra?: Record<string, string> },
): Answer => {
  const key = idempotencyKey(request);
  return {
    status: given.status,
    headers: {
      'Content-Type': 'application/json',
      'Request-Id': given.id,
      'Stripe-Version': request.headers['stripe-version'] ?? apiVersion,
      ...(key === null ? {} : { 'Idempotency-Key': key, 'Original-Request': given.id }),
      ...given.extra,
    },
    body: given.body,
  };
};

const replayed = (request: Request, id: string, { status, body, requestId }: Remembered): Answer =>
  answer(request, {
    id,
    status,
    body,
    extra: { 'Idempotent-Replayed': 'true', 'Original-Request': requestId },
  });

const failed = (request: Request, id: string, detail: RefusalDetail): Answer => {
  const { status, type, code, message, param, headers } = detail;
  const error = {
    ...(code === undefined
      ? {}
      : { code, doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}` }),
    message,
    ...(param === undefined ? {} : { param }),
    request_log_url: `https://dashboard.stripe.com/${isLive(request) ? '' : 'test/'}logs/${id}`,
    type,
  };
  return answer(request, {
    id,
    status,
    body: JSON.stringify({ error }, null, 2),
    ...(headers && { extra: { ...headers } }),
  });
};

const isLive = (request: Request): boolean => /_live_/.test(request.headers['authorization'] ?? '');

const detailOf = (error: unknown): RefusalDetail => {
  if (error instanceof Refusal) return error.detail;
  throw error;
};
