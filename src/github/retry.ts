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

/** Waits before whoever sent a write with an unknown outcome looks what became of it. */
export async function waitAfter(failure: GithubFailure, attempt: number): Promise<void> {
  await sleep(Math.min(pauseAfter(failure, attempt), LONGEST_MS));
}

/**
 * The answer to a request, tried again while that may help: a read after whatever passes, a write only when it was
 * refused for there were too many requests, for then it had no effect. A wait that GitHub asks for and that is longer
 * than ours may be is not waited for. (A loop of ours: octokit's plugins for it repeat writes too, and are two more
 * dependencies.)
 */
export async function persist<T>(send: () => Promise<T>): Promise<T> {
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
      await sleep(pause);
    }
  }
}
