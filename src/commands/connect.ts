import type { Config } from '../model/config.ts';
import {
  connectReader,
  connectWriter,
  type ClientOptions,
  type Reader,
  type Writer,
} from '../stripe/client.ts';
import { parseKey, type StripeKey } from '../stripe/key.ts';
import type { Io } from './io.ts';

/** Requests a second, well below Stripe's 100 and 25: the limits are shared with the shop's own traffic. */
const REQUESTS_PER_SECOND = { live: 20, test: 15 };

/** The key in the environment of the process. */
export function keyOf(io: Io): StripeKey {
  return parseKey(io.env.STRIPE_API_KEY);
}

function clientOptions(io: Io, key: StripeKey, config: Config): ClientOptions {
  return {
    key,
    base: io.env.STRIPE_API_BASE,
    requestsPerSecond: config.maxRequestsPerSecond ?? REQUESTS_PER_SECOND[key.livemode ? 'live' : 'test'],
    signal: io.signal,
    log: io.log,
  };
}

/** A connection that cannot write, for every command but apply. */
export function openReader(io: Io, key: StripeKey, config: Config): Reader {
  return connectReader(clientOptions(io, key, config));
}

/** A connection that can, for apply. */
export function openWriter(io: Io, key: StripeKey, config: Config): Writer {
  return connectWriter(clientOptions(io, key, config));
}
