import { createServer, type IncomingHttpHeaders } from 'node:http';
import { onTestFinished } from 'vitest';

/** One answer of a scripted server; the last one is repeated. */
export interface Scripted {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What the server heard, with the time of each request. */
export interface Heard {
  readonly url: string;
  readonly requests: {
    readonly method: string;
    readonly at: number;
    readonly headers: IncomingHttpHeaders;
  }[];
}

/** A server on loopback that answers from a script, for what the emulator has no way to say. */
export async function answering(script: readonly Scripted[]): Promise<Heard> {
  const requests: Heard['requests'] = [];
  const server = createServer((incoming, outgoing) => {
    const { status, headers, body } = script[Math.min(requests.length, script.length - 1)] ?? { status: 500 };
    requests.push({ method: incoming.method ?? '', at: performance.now(), headers: incoming.headers });
    outgoing.writeHead(status, { 'Content-Type': 'application/json', 'Request-Id': 'req_1', ...headers });
    outgoing.end(JSON.stringify(body ?? { error: { type: 'api_error', message: 'It was told to fail.' } }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, requests };
}
