import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { control, controlPrefix } from './control.ts';
import { arm } from './faults.ts';
import { idempotencyKey } from './idempotency.ts';
import { keyKind } from './keys.ts';
import { respond } from './respond.ts';
import { matchRoute } from './router.ts';
import { keepStateFile } from './state-file.ts';
import type {
  Answer,
  Faults,
  HookRequest,
  Request,
  RequestCounts,
  RequestHook,
  RequestRecord,
} from './types.ts';
import {
  type EmulatorState,
  type World,
  type WorldOptions,
  forgetRequests,
  loadWorld,
  newWorld,
  resetWorld,
  saveWorld,
} from './world.ts';

/** Where the emulator listens and what it starts from. */
export type EmulatorOptions = WorldOptions & {
  /** 0, the default, lets the system choose. */
  readonly port?: number;
  /** Loaded if it exists, and written after every change. */
  readonly stateFile?: string;
};

/** A running emulator. */
export type Emulator = {
  /** `http://127.0.0.1:<port>`. */
  readonly url: string;
  readonly port: number;
  /** Everything it holds, as JSON; later requests do not change what was returned. */
  state(): EmulatorState;
  load(state: EmulatorState): void;
  /** Empties data, clock, faults and log; ids start over. */
  reset(): void;
  requests(): RequestCounts;
  /** All requests in order of arrival; of very many only the latest. */
  log(): readonly RequestRecord[];
  resetRequests(): void;
  /** Replaces all faults and starts their counters over; `{}` ends them. */
  faults(faults: Faults): void;
  /** Moves the clock. */
  advance(seconds: number): void;
  /** Calls the hook before and after the effect of every request; `null` takes it away. */
  onRequest(hook: RequestHook | null): void;
  close(): Promise<void>;
};

const largestBody = 4_000_000;
const longestLog = 100_000;
const host = '127.0.0.1';

/** Starts an emulated Stripe account on loopback. https://docs.stripe.com/api is what it answers like. */
export const startEmulator = async (options: EmulatorOptions = {}): Promise<Emulator> => {
  const world = newWorld(options);
  const file = options.stateFile === undefined ? null : await keepStateFile(world, options.stateFile);
  const server = createServer((incoming, outgoing) => {
    serve(world, incoming, outgoing).then(
      () => (incoming.method === 'GET' ? undefined : file?.changed()),
      (error: unknown) => broken(outgoing, error),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://${host}:${port}`,
    port,
    state: () => structuredClone(saveWorld(world)),
    load: (state) => loadWorld(world, structuredClone(state)),
    reset: () => resetWorld(world),
    requests: () => structuredClone(world.counts),
    log: () => world.log.map((record) => ({ ...record })),
    resetRequests: () => forgetRequests(world),
    faults: (faults) => {
      world.faults = arm(faults);
    },
    advance: (seconds) => {
      world.advanced += seconds;
    },
    onRequest: (hook) => {
      world.hook = hook;
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
      await file?.save();
    },
  };
};

const serve = async (world: World, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
  const request = await received(incoming);
  if (request.path.startsWith(controlPrefix)) return send(outgoing, control(world, request));
  const { record, told } = logged(world, request);
  const moment = async (phase: HookRequest['phase']): Promise<'drop' | undefined> =>
    (await world.hook?.({ phase, ...told })) ?? undefined;
  const answer = await respond(world, request, {
    before: async () => {
      const { latencyMs } = world.faults;
      if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
      return moment('before');
    },
    after: () => moment('after'),
  });
  if (answer === 'drop') {
    incoming.socket.destroy();
    return undefined;
  }
  record.status = answer.status;
  return send(outgoing, answer);
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const logged = (
  world: World,
  request: Request,
): { record: Writable<RequestRecord>; told: Omit<HookRequest, 'phase'> } => {
  const { method, path, body } = request;
  const route = matchRoute(world.routes, method, path)?.operation.path ?? path;
  const key = idempotencyKey(request);
  const record = { method, route, path, status: 0, key: keyKind(request), idempotencyKey: key };
  if (world.log.length >= longestLog) world.log.splice(0, longestLog / 2);
  world.log.push(record);
  world.number += 1;
  world.counts.total += 1;
  const name = `${method} ${route}`;
  world.counts.routes[name] = (world.counts.routes[name] ?? 0) + 1;
  return { record, told: { number: world.number, method, route, path, body, idempotencyKey: key } };
};

const received = async (incoming: IncomingMessage): Promise<Request> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > largestBody && !(incoming.url ?? '').startsWith(controlPrefix))
      throw new Error('The body is too large.');
    chunks.push(bytes);
  }
  const [path = '', ...query] = (incoming.url ?? '/').split('?');
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  return {
    method: incoming.method ?? 'GET',
    path,
    query: query.join('?'),
    body: Buffer.concat(chunks).toString('utf8'),
    headers,
  };
};

const send = (outgoing: ServerResponse, answer: Answer): void => {
  outgoing.writeHead(answer.status, { ...answer.headers, 'Content-Length': Buffer.byteLength(answer.body) });
  outgoing.end(answer.body);
};

/** An error of the emulator's own, said aloud: a test that meets it must not take it for a network failure. */
const broken = (outgoing: ServerResponse, error: unknown): void => {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  const message = `The emulator itself failed: ${error instanceof Error ? error.message : String(error)}`;
  const body = JSON.stringify({ error: { type: 'api_error', message } });
  send(outgoing, { status: 500, headers: { 'Content-Type': 'application/json' }, body });
};
