import { setTimeout as sleep } from 'node:timers/promises';
import type { StripeFailure } from './failure.ts';

/** Tries of one request before it counts as failed: about a minute of waiting in all. */
export const MOST_ATTEMPTS = 8;
const FIRST_MS = 250;
const LONGEST_MS = 16_000;
/** The longest that an answer may make us wait, whatever it asks for. */
const LONGEST_ASKED_MS = 60_000;

/**
 * Waits before try number `attempt` + 1: as long as Stripe asks for, else twice as long as the time before, with
 * jitter, so that many clients do not come back at once.
 *
 * @throws {Error} an `AbortError`, at once, when the signal is aborted.
 */
export async function backOff(
  { retryAfter }: StripeFailure,
  attempt: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempt - 1));
  const jittered = ceiling * (0.5 + Math.random() / 2);
  const asked = Math.min((retryAfter ?? 0) * 1000, LONGEST_ASKED_MS);
  await sleep(Math.max(jittered, asked), undefined, signal === undefined ? {} : { signal });
}
