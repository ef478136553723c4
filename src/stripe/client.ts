import Stripe from 'stripe';
import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { redact } from '../lib/redact.ts';
import { textOr } from '../kinds/kind.ts';
import { Fault } from '../model/fault.ts';
import { createBudget } from './budget.ts';
import { isPassing, StripeFailure } from './failure.ts';
import type { StripeKey } from './key.ts';
import { backOff, MOST_ATTEMPTS } from './retry.ts';

/** An answer, with what there is to quote when someone asks Stripe about it. */
export interface Answer {
  readonly body: JsonRecord;
  readonly requestId: string | null;
  /** Stripe played back what it had answered to the same idempotency key before. */
  readonly replayed: boolean;
}

/** Counts for the JSON document: what the run cost. */
interface Stats {
  requests: number;
  retries: number;
}

/** One request. Requests of one endpoint (`/v1/prices/{id}`) share a limit, whatever their ids. */
export interface Call {
  readonly endpoint: string;
  readonly path: string;
  readonly params: JsonRecord;
}

/** A connection that can only read. Passing failures are tried again. */
export interface Reader {
  readonly get: (call: Call) => Promise<JsonRecord>;
  readonly livemode: boolean;
  readonly stats: Stats;
}

/** A connection that can also write. */
export interface Writer extends Reader {
  /** One try: whoever writes knows whether repeating is safe. */
  post(call: Call, idempotencyKey: string): Promise<Answer>;
  /** Waits before another try of a write, as long as `failure` and its number ask for. */
  pause(failure: StripeFailure, attempt: number): Promise<void>;
}

export interface ClientOptions {
  readonly key: StripeKey;
  /** `STRIPE_API_BASE`; undefined for Stripe itself. */
  readonly base: string | undefined;
  readonly requestsPerSecond: number;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function address({
  key,
  base,
}: ClientOptions): { host: string; port: string; protocol: 'http' | 'https' } | object {
  if (base === undefined || base === '') return {};
  const url = URL.canParse(base) ? new URL(base) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || url.pathname !== '/') {
    throw new Fault('stripe.bad-base', 'STRIPE_API_BASE is no address', 'Write http://127.0.0.1:12111.');
  }
  if (key.livemode && !LOOPBACK.has(url.hostname) && url.origin !== 'https://api.stripe.com') {
    throw new Fault(
      'stripe.live-key-elsewhere',
      `a live key is sent to Stripe only, and STRIPE_API_BASE says ${url.host}`,
      'Unset STRIPE_API_BASE, or use a test key.',
    );
  }
  const protocol = url.protocol === 'http:' ? 'http' : 'https';
  // The SDK takes an IPv6 address without its brackets.
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return { host, port: url.port || (protocol === 'http' ? '80' : '443'), protocol };
}

const hasCode = (error: unknown): error is Error & { code: unknown } =>
  error instanceof Error && 'code' in error;

/** The SDK's HTTP client with all other verbs taken out, below anything that could be told otherwise. */
export function httpOf(verbs: readonly string[]): InstanceType<typeof Stripe.HttpClient> {
  const http = Stripe.createNodeHttpClient();
  const send = http.makeRequest.bind(http);
  http.makeRequest = async (...request: Parameters<typeof send>) => {
    const [, , path, verb] = request;
    if (!verbs.includes(verb)) throw new Error(`a reading client was asked to send ${verb} ${path}`);
    try {
      return await send(...request);
    } catch (error) {
      // By these codes the SDK sends once more by itself, past the budget. Repeating is ours.
      if (hasCode(error) && Stripe.HttpClient.CONNECTION_CLOSED_ERROR_CODES.includes(String(error.code))) {
        throw new Error(error.message, { cause: error });
      }
      throw error;
    }
  };
  return http;
}

function sdk(options: ClientOptions, http: InstanceType<typeof Stripe.HttpClient>): Stripe {
  return new Stripe(options.key.secret, {
    ...address(options),
    httpClient: http,
    // Retries are ours: the SDK does not know which creation has an unknown outcome.
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 30_000,
    appInfo: { name: 'pricebook' },
  });
}

function queryText(query: JsonRecord): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (isList(value)) for (const item of value) search.append(`${name}[]`, textOr(item, ''));
    else search.append(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

/** What was thrown, as a failure of Stripe's; our own bugs pass through. */
function failureOf(error: unknown, { base }: ClientOptions): StripeFailure {
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const where =
      base === undefined || base === '' ? 'api.stripe.com' : `${new URL(base).host} (STRIPE_API_BASE)`;
    return new StripeFailure(error, `there is no answer from ${where}`);
  }
  if (error instanceof Stripe.errors.StripeError) return new StripeFailure(error, redact(error.message));
  throw error;
}

function connect(options: ClientOptions, http: InstanceType<typeof Stripe.HttpClient>): Writer {
  const stripe = sdk(options, http);
  const budget = createBudget(options.requestsPerSecond);
  const stats: Stats = { requests: 0, retries: 0 };
  const send = (method: 'GET' | 'POST', call: Call, idempotencyKey?: string): Promise<Answer> =>
    budget.run(`${method} ${call.endpoint}`, async () => {
      stats.requests += 1;
      const began = performance.now();
      try {
        const query = method === 'GET' ? queryText(call.params) : '';
        const body = await stripe.rawRequest(
          method,
          call.path + query,
          method === 'GET' ? undefined : call.params,
          idempotencyKey === undefined ? {} : { idempotencyKey },
        );
        const { requestId = null, headers } = body.lastResponse;
        const replayed = headers['idempotent-replayed'] === 'true';
        if (!isRecord(body)) throw new Error(`${call.path} was answered with something that is no object`);
        return { body, requestId, replayed };
      } catch (error) {
        const failure = failureOf(error, options);
        if (failure.status === 429) budget.slowDown(began);
        throw failure;
      }
    });
  const pause = async (failure: StripeFailure, attempt: number): Promise<void> => {
    stats.retries += 1;
    await backOff(failure, attempt);
  };
  return {
    livemode: options.key.livemode,
    stats,
    pause,
    post: (call, idempotencyKey) => send('POST', call, idempotencyKey),
    async get(call) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await send('GET', call)).body;
        } catch (error) {
          if (!(error instanceof StripeFailure) || !isPassing(error) || attempt >= MOST_ATTEMPTS) throw error;
          await pause(error, attempt);
        }
      }
    },
  };
}

/** A connection for everything but apply: what it can send is GET, and nothing else gets past its HTTP client. */
export function connectReader(options: ClientOptions): Reader {
  const { get, livemode, stats } = connect(options, httpOf(['GET']));
  return { get, livemode, stats };
}

/** A connection for apply. */
export function connectWriter(options: ClientOptions): Writer {
  return connect(options, httpOf(['GET', 'POST']));
}
