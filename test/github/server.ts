import { randomBytes } from 'node:crypto';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { Answer } from './answer.ts';
import { type ArmedFault, type Fault, type RequestRecord, arm, faultAnswer, hit, isAfter } from './faults.ts';
import { type Repo, driven } from './repo.ts';
import { type Incoming, respond, usualPath } from './respond.ts';
import {
  type Access,
  type Limits,
  type Permission,
  type RepositoryOptions,
  type World,
  addRepository,
  newWorld,
} from './world.ts';

/** How the server is to be. */
export interface GithubOptions {
  readonly limits?: Partial<Limits>;
  /** An Enterprise server: REST under `/api/v3`, GraphQL at `/api/graphql`. */
  readonly enterprise?: boolean;
}

/** Who a new token acts as and what it may do. */
export interface TokenOptions {
  /** With `[bot]` at its end for an app. Default: the job's own, `github-actions[bot]`. */
  readonly login?: string;
  readonly permissions?: Readonly<Partial<Record<Permission, Access>>>;
  /** Full names; default: all. */
  readonly repositories?: readonly string[];
}

/** Called before and after the effect of every request; it may change the state, or wait. */
type Hook = (request: RequestRecord, phase: 'before' | 'after') => void | Promise<void>;

/** A running server. */
export interface GithubServer {
  /** The address of the REST API, for `GITHUB_API_URL`. */
  readonly url: string;
  /** For `GITHUB_GRAPHQL_URL`. */
  readonly graphqlUrl: string;
  /** Every request, in order of arrival. */
  readonly requests: RequestRecord[];
  repository(fullName: string, options?: Omit<RepositoryOptions, 'fork'>): Repo;
  fork(of: Repo, fullName: string): Repo;
  token(options?: TokenOptions): string;
  /** Lets requests fail; faults stay until they have hit as often as they say. */
  fail(...faults: readonly Fault[]): void;
  onRequest(hook: Hook | null): void;
  close(): Promise<void>;
}

interface Stand {
  readonly world: World;
  readonly requests: RequestRecord[];
  readonly faults: ArmedFault[];
  hook: Hook | null;
}

const HOST = '127.0.0.1';

async function received(world: World, incoming: IncomingMessage): Promise<Incoming> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const address = new URL(`http://${HOST}${incoming.url ?? '/'}`);
  const graphql = new URL(world.graphqlUrl).pathname;
  const prefix = new URL(world.url).pathname.replace(/\/$/, '');
  const below = address.pathname.startsWith(`${prefix}/`)
    ? address.pathname.slice(prefix.length)
    : '/nowhere';
  return {
    method: incoming.method ?? 'GET',
    path: address.pathname === graphql ? '/graphql' : usualPath(world, below),
    query: address.searchParams,
    headers: { authorization: incoming.headers.authorization, accept: incoming.headers.accept },
    text: Buffer.concat(chunks).toString('utf8'),
  };
}

/** The field that a GraphQL document begins with; rough, but enough for the log. */
const operationIn = ({ path, text }: Incoming): string | null =>
  path === '/graphql'
    ? (/\{\s*(?:\w+\s*:\s*)?(\w+)/.exec(String(JSON.parse(text).query))?.[1] ?? null)
    : null;

function logged({ world, requests }: Stand, incoming: Incoming): RequestRecord {
  const value = (incoming.headers.authorization ?? '').split(' ')[1] ?? '';
  const record: RequestRecord = {
    method: incoming.method,
    path: decodeURIComponent(incoming.path),
    query: incoming.query.toString(),
    operation: operationIn(incoming),
    login: world.tokens.get(value)?.login ?? null,
    status: 0,
  };
  requests.push(record);
  return record;
}

async function serve(stand: Stand, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const request = await received(stand.world, incoming);
  const record = logged(stand, request);
  const fault = hit(stand.faults, record);
  await stand.hook?.(record, 'before');
  const answer = fault === undefined || isAfter(fault) ? respond(stand.world, request) : null;
  await stand.hook?.(record, 'after');
  const sent = fault === undefined ? answer! : faultAnswer(fault);
  if (sent === 'drop') {
    incoming.socket.destroy();
    return;
  }
  record.status = sent.status;
  send(outgoing, sent);
}

function send(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(body === undefined ? '' : JSON.stringify(body));
  outgoing.writeHead(status, {
    server: 'github.com',
    'content-type': 'application/json; charset=utf-8',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomBytes(16)
      .toString('hex')
      .toUpperCase()
      .replace(/^(.{4})(.{4})(.{8})(.{8}).*/, '$1:$2:$3:$4'),
    ...headers,
    'content-length': bytes.length,
  });
  outgoing.end(bytes);
}

/** An error of the server's own, said aloud: a test that meets it must not take it for one of GitHub's. */
function broken(outgoing: ServerResponse, error: unknown): void {
  const message = `The test server itself failed: ${error instanceof Error ? error.stack : String(error)}`;
  if (outgoing.headersSent) outgoing.destroy();
  else send(outgoing, { status: 599, body: { message } });
}

function newToken(world: World, options: TokenOptions): string {
  const { login = 'github-actions[bot]', permissions = {}, repositories = null } = options;
  const token = `${login.endsWith('[bot]') ? 'ghs' : 'ghp'}_${randomBytes(18).toString('hex')}`;
  world.tokens.set(token, { login, permissions, repositories, used: 0 });
  return token;
}

/** Starts a server on loopback that speaks the parts of GitHub's API that the project uses: https://docs.github.com/rest */
export async function startGithub(options: GithubOptions = {}): Promise<GithubServer> {
  const world = newWorld(options.limits);
  const stand: Stand = { world, requests: [], faults: [], hook: null };
  const server = createServer((incoming, outgoing) => {
    serve(stand, incoming, outgoing).catch((error: unknown) => broken(outgoing, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, resolve);
  });
  const address = server.address();
  const root = `http://${HOST}:${typeof address === 'object' && address !== null ? address.port : 0}`;
  world.url = options.enterprise === true ? `${root}/api/v3` : root;
  world.graphqlUrl = options.enterprise === true ? `${root}/api/graphql` : `${root}/graphql`;
  return {
    url: world.url,
    graphqlUrl: world.graphqlUrl,
    requests: stand.requests,
    repository: (fullName, given = {}) => driven(world, addRepository(world, fullName, given)),
    fork: (of, fullName) => driven(world, addRepository(world, fullName, { fork: of.state, owner: 'User' })),
    token: (given = {}) => newToken(world, given),
    fail: (...faults) => void stand.faults.push(...faults.map(arm)),
    onRequest: (hook) => {
      stand.hook = hook;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}
