import {
  Agent,
  createServer,
  request as send,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';

/** A request on its way to Stripe or GitHub. */
export interface Passing {
  /** Counts the requests to both of them, from 1. */
  readonly number: number;
  readonly to: 'stripe' | 'github';
  readonly method: string;
  readonly path: string;
  readonly body: string;
  /** True for what may have an effect. */
  readonly writes: boolean;
}

/** Why there is no answer from behind the gate: `forbidden` is what a key without the permission gets. */
type Refused = 'dead' | 'refused' | 'forbidden';

/** `dead`: whoever sent it gets no answer. `refused`: the answer is that it cannot be done. */
type Verdict = Refused | void;

/** Called before a request goes on and before its answer goes back. */
export type Watch = (passing: Passing, phase: 'before' | 'after') => Verdict | Promise<Verdict>;

/** What stands between a release and the world. */
export interface Gate {
  readonly stripe: string;
  readonly github: string;
  /** The requests since it was last told to watch. */
  readonly seen: Passing[];
  /** Counts from 1 again; null only counts. */
  watch(watch: Watch | null): void;
  close(): Promise<void>;
}

/**
 * A process that dies at a request, before it is sent or when it had its effect: everything afterwards is refused at
 * once, and nothing reaches anybody. A run in the test's own process ends soon by that, and its folder is thrown away.
 */
export function death(number: number, moment: 'before' | 'after'): Watch {
  let dead = false;
  return (passing, phase) => {
    dead ||= passing.number === number && phase === moment;
    return dead ? 'dead' : undefined;
  };
}

const isWriting = ({ to, method, path, body }: Omit<Passing, 'number' | 'writes'>): boolean => {
  if (method === 'GET') return false;
  return to === 'stripe' || path !== '/graphql' || /^\s*mutation/.test(String(JSON.parse(body).query));
};

const STATUS = { dead: 401, refused: 400, forbidden: 403 } as const;

const refusal = (to: Passing['to'], verdict: Refused): unknown => {
  const message = verdict === 'dead' ? 'The process is dead.' : 'This cannot be done.';
  return to === 'stripe' ? { error: { type: 'invalid_request_error', message } } : { message };
};

async function textOf(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const listening = async (server: Server): Promise<string> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
};

/** Starts a gate in front of the two servers. */
export async function startGate(to: Readonly<Record<Passing['to'], string>>): Promise<Gate> {
  const agent = new Agent({ keepAlive: true });
  const seen: Passing[] = [];
  let watching: Watch | null = null;

  const forward = (url: string, incoming: IncomingMessage, body: Buffer) =>
    new Promise<{ readonly answer: IncomingMessage; readonly bytes: Buffer }>((resolve, reject) => {
      const { method, headers } = incoming;
      const outgoing = send(
        `${url}${incoming.url}`,
        { agent, ...(method === undefined ? {} : { method }), headers },
        (answer) => {
          textOf(answer).then((bytes) => resolve({ answer, bytes }), reject);
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });

  const serve = async (
    name: Passing['to'],
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<void> => {
    const body = await textOf(incoming);
    const about = {
      to: name,
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      body: body.toString('utf8'),
    };
    const passing: Passing = { ...about, number: seen.length + 1, writes: isWriting(about) };
    seen.push(passing);
    const watch = watching;
    const refuse = (verdict: Refused): void => {
      outgoing.writeHead(STATUS[verdict], { 'content-type': 'application/json' });
      outgoing.end(JSON.stringify(refusal(name, verdict)));
    };
    const first = await watch?.(passing, 'before');
    if (first !== undefined) return refuse(first);
    const { answer, bytes } = await forward(to[name], incoming, body);
    const second = await watch?.(passing, 'after');
    if (second !== undefined) return refuse(second);
    outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
    outgoing.end(bytes);
  };

  const servers = (['stripe', 'github'] as const).map((name) =>
    createServer((incoming, outgoing) => {
      // A connection that was closed instead of an answer is closed to the other side as well.
      serve(name, incoming, outgoing).catch(() => incoming.socket.destroy());
    }),
  );
  const [stripe = '', github = ''] = await Promise.all(servers.map(listening));
  return {
    stripe,
    github,
    seen,
    watch(watch) {
      watching = watch;
      seen.length = 0;
    },
    async close() {
      agent.destroy();
      for (const server of servers) server.closeAllConnections();
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      );
    },
  };
}
