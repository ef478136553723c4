import { setTimeout as sleep } from 'node:timers/promises';
import { GithubFailure, isPassing, isUnknownOutcome } from './failure.ts';

/** Tries of one request after the first. */
const MOST_REPEATS = 3;
/** Milliseconds of waiting, over all tries of one request. */
const LONGEST_MS = 30_000;
const FIRST_MS = 500;

/** Milliseconds before try number `attempt` + 1: what GitHub asks for, else twice the time before, with jitter. */
function pauseAfter(failure: GithubFailure, attempt: number): number {
  const { retryAfter } = failure.answer;
  if (retryAfter !== null) return retryAfter * 1000;
  return FIRST_MS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
}

/** Tells a run to stop; null for one that nobody stops. */
export type Stop = AbortSignal | null;

/** Waits after a failure, which it ends with as soon as the run is told to stop. */
async function wait(milliseconds: number, failure: GithubFailure, stop: Stop): Promise<void> {
  try {
    await sleep(milliseconds, undefined, stop === null ? {} : { signal: stop });
  } catch (error) {
    throw stop?.aborted === true ? failure : error;
  }
}

/**
 * Waits before whoever sent a write with an unknown outcome looks what became of it.
 *
 * @throws {GithubFailure} the failure itself, at once, when the run is told to stop.
 */
export async function waitAfter(failure: GithubFailure, attempt: number, stop: Stop): Promise<void> {
  await wait(Math.min(pauseAfter(failure, attempt), LONGEST_MS), failure, stop);
}

/**
 * The answer to a request, tried again while that may help: a read after whatever passes, a write only when it was
 * refused for there were too many requests, for then it had no effect. A wait that GitHub asks for and that is longer
 * than ours may be is not waited for, and nothing is once the run is told to stop. (A loop of ours: octokit's plugins for it repeat writes too, and are two more
 * dependencies.)
 */
export async function persist<T>(send: () => Promise<T>, stop: Stop): Promise<T> {
  let waited = 0;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      const pause = pauseAfter(error, attempt);
      if (!isPassing(error) || isUnknownOutcome(error)) throw error;
      if (attempt > MOST_REPEATS || waited + pause > LONGEST_MS) throw error;
      waited += pause;
      await wait(pause, error, stop);
    }
  }
}
