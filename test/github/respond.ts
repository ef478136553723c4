import { authenticate, isApp, lacking, visible } from './access.ts';
import { type Answer, Refusal, notFound, ok, refusal } from './answer.ts';
import { bodyOf } from './call.ts';
import { primaryLimit } from './faults.ts';
import { executeGraphql, readGraphql } from './graphql/execute.ts';
import { routeFor } from './router.ts';
import { userShape } from './shapes/user.ts';
import type { Token, World } from './world.ts';

/** A request as it came in; `path` below the API, still encoded. */
export interface Incoming {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

const HOUR = 3600;

const resetTime = (): number => (Math.floor(Date.now() / 1000 / HOUR) + 1) * HOUR;

/** https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit */
const limitHeaders = ({ limits }: World, { used }: Token, resource: string): Record<string, string> => ({
  'x-ratelimit-limit': String(limits.requests),
  'x-ratelimit-remaining': String(Math.max(0, limits.requests - used)),
  'x-ratelimit-used': String(used),
  'x-ratelimit-reset': String(resetTime()),
  'x-ratelimit-resource': resource,
});

function toRepository(world: World, token: Token, incoming: Incoming): Answer {
  const { method, path, query, headers, text } = incoming;
  const [, owner, name, below = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const found = routeFor(method, below);
  if (owner === undefined || found === undefined) throw notFound();
  const repository = visible(world, token, decodeURIComponent(`${owner}/${name}`));
  const listed = `/repositories/${repository.id}${below}`;
  const { route, params } = found;
  const body = bodyOf(text);
  return route.handle({
    world,
    token,
    repository,
    params,
    query,
    path: listed,
    body,
    accept: headers.accept ?? '',
  });
}

function handled(world: World, token: Token, incoming: Incoming): Answer {
  if (token.used > world.limits.requests) return primaryLimit(resetTime());
  if (incoming.path === '/graphql') return executeGraphql(world, token, readGraphql(bodyOf(incoming.text)));
  if (incoming.path !== '/user') return toRepository(world, token, incoming);
  if (isApp(token)) throw refusal(403, lacking(token), '/users/users#get-the-authenticated-user');
  return ok(userShape(token.login));
}

/** The path of a request in its usual form: links address repositories by their ids. */
export function usualPath(world: World, path: string): string {
  const id = /^\/repositories\/(\d+)/.exec(path)?.[1];
  const repository = [...world.repositories.values()].find((one) => String(one.id) === id);
  return repository === undefined
    ? path
    : path.replace(`/repositories/${id}`, `/repos/${repository.fullName}`);
}

/** The answer to a request, and its effect. */
export function respond(world: World, incoming: Incoming): Answer {
  try {
    const token = authenticate(world, incoming.headers.authorization);
    token.used += 1;
    const headers = limitHeaders(world, token, incoming.path === '/graphql' ? 'graphql' : 'core');
    try {
      const answer = handled(world, token, incoming);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { ...error.answer, headers: { ...headers, ...error.answer.headers } };
    }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.answer;
  }
}
