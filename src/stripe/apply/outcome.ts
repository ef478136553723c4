import { stripeIdOf, type Change } from '../../model/change.ts';
import type { Effort } from '../../model/log.ts';
import type { Outcome } from '../../model/plan.ts';
import { StripeFailure } from '../failure.ts';
import { describe, type Ending } from './schedule.ts';

/**
 * What became of a change: the worst ending of its tasks, the id and the request of its first write; of a replacement
 * the first that is about the new object, since the old one may have ended before.
 */
export function outcomeOf(change: Change, endings: readonly Ending[]): Outcome {
  const failed = endings.find((ending) => ending.status === 'failed');
  const skipped = endings.find((ending) => ending.status === 'skipped');
  const all = endings.filter((ending) => ending.status === 'done').map((ending) => ending.written);
  const made = change.action === 'replace' ? all.filter(({ id }) => id !== change.old.id) : all;
  const written = made.length === 0 ? all : made;
  const sent = written.map(({ requestId }) => requestId).find((id) => id !== null) ?? null;
  return {
    key: change.key,
    action: change.action,
    status: failed === undefined ? (skipped === undefined ? 'done' : 'skipped') : 'failed',
    stripeId: written[0]?.id ?? stripeIdOf(change),
    requestId: failed?.error instanceof StripeFailure ? failed.error.requestId : sent,
    error: failed === undefined ? (skipped?.because ?? null) : describe(failed.error),
  };
}

/** What a change took, over all of its tasks. */
export function effortOf(endings: readonly Ending[]): Effort {
  const tries = endings.map((ending) => {
    if (ending.status === 'done') return ending.written.attempt;
    return ending.status === 'failed' && ending.error instanceof StripeFailure ? ending.error.attempt : 0;
  });
  const milliseconds = endings.reduce((sum, ending) => sum + ending.milliseconds, 0);
  return { attempt: Math.max(0, ...tries), milliseconds: Math.round(milliseconds) };
}
