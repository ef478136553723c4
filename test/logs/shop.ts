import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { onTestFinished } from 'vitest';
import { newStand, type Stand } from '../crash/stand.ts';

const ROOT = join(import.meta.dirname, '../..');

/** One answer in the place of Stripe's. */
interface Answer {
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A process that runs, and how it ended. */
export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }>;
}

/** A fresh stand, closed after the test. */
export async function shop(): Promise<Stand> {
  const stand = await newStand();
  onTestFinished(() => stand.close());
  return stand;
}

/** Starts a source file of ours in the stand's folder; `env` is added to what it needs. */
export function start(
  { folder, emulator }: Stand,
  command: readonly [entry: string, ...args: string[]],
  env: Readonly<Record<string, string>> = {},
): Started {
  const [entry, ...args] = command;
  const child = spawn(join(ROOT, 'node_modules/.bin/node'), [join(ROOT, 'src', entry), ...args], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      STRIPE_API_KEY: 'sk_test_stand1234567890',
      STRIPE_API_BASE: emulator.url,
      NODE_COMPILE_CACHE: join(tmpdir(), 'pricebook-compile-cache'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (texts.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (texts.err += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, ended: ended.then((exit) => ({ exit, ...texts })) };
}

/** Stripe with another mind: what `instead` has no answer to is the emulator's to answer. The address of it. */
export async function inFrontOf(
  { emulator }: Stand,
  instead: (method: string, path: string) => Answer | null,
): Promise<string> {
  const serve = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const { method = 'GET', url = '/', headers } = incoming;
    const answer = instead(method, url);
    if (answer !== null) {
      const { status, message } = answer;
      outgoing.writeHead(status, {
        'Content-Type': 'application/json',
        'Request-Id': 'req_0',
        ...answer.headers,
      });
      outgoing.end(JSON.stringify({ error: { type: 'invalid_request_error', message } }));
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
    const names = ['authorization', 'content-type', 'idempotency-key', 'stripe-version'];
    const response = await fetch(`${emulator.url}${url}`, {
      method,
      headers: names.flatMap((name): [string, string][] =>
        typeof headers[name] === 'string' ? [[name, headers[name]]] : [],
      ),
      ...(method === 'GET' ? {} : { body: Buffer.concat(chunks).toString() }),
    });
    outgoing.writeHead(response.status, {
      'Content-Type': 'application/json',
      'Request-Id': response.headers.get('request-id') ?? '',
    });
    outgoing.end(await response.text());
  };
  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

/** The events of a text that holds nothing but them. */
export const eventsIn = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
