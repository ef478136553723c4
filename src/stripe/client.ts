import Stripe from 'stripe';
import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import { redact } from '../lib/redact.ts';
import { textOr } from '../kinds/kind.ts';
import { Fault } from '../model/fault.ts';
import type { RequestEvent } from '../model/log.ts';
import { createBudget } from './budget.ts';
import { isPassing, isUnknownOutcome, StripeFailure } from './failure.ts';
import { interrupted } from './interrupted.ts';
import type { StripeKey } from './key.ts';
import { backOff, MOST_ATTEMPTS } from './retry.ts';

/** An answer, with what there is to quote when someone asks Stripe about it. */
export interface Answer {
  readonly body: JsonRecord;
  readonly requestId: string | null;
  /** Stripe played back what it had answered to the same idempotency key before. */
  readonly replayed: boolean;
  /** Which try was answered, from 1. */
  readonly attempt: number;
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
  /** Which try of the request this is; missing: the first. */
  readonly attempt?: number;
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
  /** One try of a deletion, which is safe to repeat: what is gone is answered with 404. */
  delete(call: Call): Promise<Answer>;
  /**
   * Waits before another try of a write, as long as `failure` and its number ask for. When the run is interrupted it
   * throws at once: the failure where the write may have had its effect, else `run.interrupted`.
   */
  pause(failure: StripeFailure, attempt: number): Promise<void>;
}

export interface ClientOptions {
  readonly key: StripeKey;
  /** `STRIPE_API_BASE`; undefined for Stripe itself. */
  readonly base: string | undefined;
  readonly requestsPerSecond: number;
  /** Once aborted nothing more is sent; what is under way is waited for. */
  readonly signal?: AbortSignal;
  /** Is told of each write when it ended. */
  readonly log?: ((event: RequestEvent) => void) | undefined;
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
function failureOf(error: unknown, { base }: ClientOptions, attempt: number): StripeFailure {
  if (error instanceof Stripe.errors.StripeConnectionError) {
    const where =
      base === undefined || base === '' ? 'api.stripe.com' : `${new URL(base).host} (STRIPE_API_BASE)`;
    return new StripeFailure(error, `there is no answer from ${where}`, attempt);
  }
  if (error instanceof Stripe.errors.StripeError)
    return new StripeFailure(error, redact(error.message), attempt);
  throw error;
}

/**
 * An answer without the secret that Stripe tells in it once, as for a new webhook endpoint: nothing here may know it.
 * https://docs.stripe.com/api/webhook_endpoints/object#webhook_endpoint_object-secret
 */
const withoutSecret = ({ secret: _secret, ...body }: JsonRecord): JsonRecord => body;

function connect(options: ClientOptions, http: InstanceType<typeof Stripe.HttpClient>): Writer {
  const stripe = sdk(options, http);
  const budget = createBudget(options.requestsPerSecond, undefined, options.signal);
  const stats: Stats = { requests: 0, retries: 0 };
  const send = (method: 'GET' | 'POST' | 'DELETE', call: Call, idempotencyKey?: string): Promise<Answer> =>
    budget.run(`${method} ${call.endpoint}`, async () => {
      stats.requests += 1;
      const { path, attempt = 1 } = call;
      const began = performance.now();
      const tell = ({ error, ...answer }: Pick<RequestEvent, 'status' | 'requestId' | 'error'>): void => {
        if (method === 'GET') return;
        const milliseconds = Math.round(performance.now() - began);
        options.log?.({ event: 'request', method, path, ...answer, attempt, milliseconds, error });
      };
      try {
        const query = method === 'GET' ? queryText(call.params) : '';
        const body = await stripe.rawRequest(
          method,
          path + query,
          method === 'POST' ? call.params : undefined,
          idempotencyKey === undefined ? {} : { idempotencyKey },
        );
        const { requestId = null, headers, statusCode: status } = body.lastResponse;
        const replayed = headers['idempotent-replayed'] === 'true';
        tell({ status, requestId, error: null });
        if (!isRecord(body)) throw new Error(`${path} was answered with something that is no object`);
        return { body: withoutSecret(body), requestId, replayed, attempt };
      } catch (error) {
        const failure = failureOf(error, options, attempt);
        tell({ status: failure.status, requestId: failure.requestId, error: failure.message });
        if (failure.status === 429) budget.slowDown(began);
        throw failure;
      }
    });
  const pause = async (failure: StripeFailure, attempt: number): Promise<void> => {
    try {
      await backOff(failure, attempt, options.signal);
    } catch {
      throw isUnknownOutcome(failure) ? failure : interrupted();
    }
    stats.retries += 1;
  };
  return {
    livemode: options.key.livemode,
    stats,
    pause,
    post: (call, idempotencyKey) => send('POST', call, idempotencyKey),
    delete: (call) => send('DELETE', call),
    async get(call) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return (await send('GET', { ...call, attempt })).body;
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
  return connect(options, httpOf(['GET', 'POST', 'DELETE']));
}
