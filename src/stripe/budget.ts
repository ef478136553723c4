import { setTimeout as sleep } from 'node:timers/promises';
import { interrupted } from './interrupted.ts';

/**
 * Stripe's documented limit for one endpoint (verb and path template), a quarter of the one for the account; where
 * Stripe raised that one, a quarter still. https://docs.stripe.com/rate-limits
 */
const ENDPOINT_PER_SECOND = 25;
/** Milliseconds of a second as Stripe may see it: requests that left apart can arrive closer together. */
const SECOND = 1050;
/** A second without a 429 gives this share of the limit back. */
const RECOVERY = 0.05;

/**
 * A budget of requests, reads and writes alike, shared with the shop's own traffic: it spaces requests evenly,
 * so many a second in all and at most 25 for one endpoint, and halves itself at each 429.
 */
export interface Budget {
  /** Waits for its turn, runs the request, and frees its place. Once the run is interrupted nothing gets a turn. */
  run<Result>(endpoint: string, request: () => Promise<Result>): Promise<Result>;
  /** Stripe said 429 to a request that began at `since` (performance.now): halves the rate, once per burst. */
  slowDown(since: number): void;
}

interface Pace {
  /** When the next turn is. */
  next(rate: number): number;
  take(now: number, rate: number): void;
}

/** A pace of `rate` (at least 1) a second: it catches up on two missed turns, and has no more than `rate` in any second. */
function pace(): Pace {
  let even = 0;
  const taken: number[] = [];
  return {
    next: (rate) => Math.max(even, (taken.at(-Math.floor(rate)) ?? Number.NEGATIVE_INFINITY) + SECOND),
    take(now, rate) {
      const interval = 1000 / rate;
      even = Math.max(even, now - 2 * interval) + interval;
      taken.push(now);
      if (taken.length > 3 * rate) taken.splice(0, taken.length - Math.ceil(rate) - 1);
    },
  };
}

interface Waiting {
  readonly endpoint: string;
  readonly start: () => void;
  readonly stop: (error: Error) => void;
}

/**
 * A budget of `perSecond` requests; `concurrent` of them may be under way at once. When `signal` is aborted, whatever
 * waits for its turn is rejected with `run.interrupted`.
 */
export function createBudget(
  perSecond: number,
  concurrent = Math.max(4, Math.ceil(perSecond / 4)),
  signal?: AbortSignal,
): Budget {
  let rate = perSecond;
  let recoveredAt = 0;
  let slowedAt = Number.NEGATIVE_INFINITY;
  let active = 0;
  let timer: Promise<void> | undefined;
  const all = pace();
  const endpoints = new Map<string, Pace>();
  const waiting: Waiting[] = [];
  const paceOf = (endpoint: string): Pace => {
    const known = endpoints.get(endpoint) ?? pace();
    endpoints.set(endpoint, known);
    return known;
  };
  const recover = (now: number): void => {
    const seconds = Math.floor((now - recoveredAt) / 1000);
    if (rate === perSecond || seconds === 0) return;
    rate = Math.min(perSecond, rate + perSecond * RECOVERY * seconds);
    recoveredAt += seconds * 1000;
  };
  const pump = (): void => {
    const now = performance.now();
    recover(now);
    const most = Math.max(ENDPOINT_PER_SECOND, perSecond / 4);
    const share = Math.max(1, Math.min(rate, (rate / perSecond) * most));
    for (let i = 0; i < waiting.length && active < concurrent && all.next(rate) <= now; ) {
      const turn = waiting[i];
      if (turn === undefined || paceOf(turn.endpoint).next(share) > now) {
        i += 1;
        continue;
      }
      waiting.splice(i, 1);
      all.take(now, rate);
      paceOf(turn.endpoint).take(now, share);
      active += 1;
      turn.start();
    }
    if (waiting.length === 0 || active >= concurrent || timer !== undefined) return;
    const soonest = Math.min(...new Set(waiting.map(({ endpoint }) => paceOf(endpoint).next(share))));
    const wait = Math.max(1, Math.ceil(Math.max(soonest, all.next(rate)) - now));
    timer = sleep(wait, undefined, signal === undefined ? {} : { signal }).then(
      () => {
        timer = undefined;
        pump();
      },
      // Aborted: nobody waits any more.
      () => undefined,
    );
  };
  signal?.addEventListener('abort', () => {
    for (const { stop } of waiting.splice(0)) stop(interrupted());
  });
  return {
    async run(endpoint, request) {
      if (signal?.aborted === true) throw interrupted();
      await new Promise<void>((start, stop) => {
        waiting.push({ endpoint, start, stop });
        pump();
      });
      try {
        return await request();
      } finally {
        active -= 1;
        pump();
      }
    },
    slowDown(since) {
      if (since < slowedAt) return;
      rate = Math.max(1, rate / 2);
      slowedAt = performance.now();
      recoveredAt = slowedAt;
    },
  };
}
