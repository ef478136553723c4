import type { Change } from '../../model/change.ts';
import type { Outcome, Plan } from '../../model/plan.ts';
import type { AppliedState } from '../../model/state.ts';
import { needsReview, recordedChange } from '../../plan/record.ts';
import type { Release } from './release.ts';

/** What a snapshot says of reviews: up to which commit they were used, and what of that is not done. */
type Reviews = Pick<AppliedState, 'reviewed' | 'pending'>;

const ALL_DONE: Reviews = { reviewed: null, pending: [] };

const named = ({ action, key }: Pick<Change, 'action' | 'key'>): string => `${action} ${key}`;

/**
 * What is left of the reviews of a release that was let go ahead: each is used once, and what failed or was not begun
 * stays pending until it is done.
 */
export function reviewsLeft(
  { changes }: Plan,
  outcomes: readonly Outcome[],
  { commit, settings }: Release,
): Reviews {
  const done = new Set(outcomes.filter(({ status }) => status === 'done').map(named));
  const left = changes.filter((change) => !done.has(named(change)));
  if (left.length === 0 || settings.environment.review === 'none') return ALL_DONE;
  return { reviewed: commit, pending: left.filter(needsReview).map(recordedChange) };
}

/** The snapshot once everything up to the release's commit was done; null where it says so already. */
export function passed({ commit, isNews }: Release, recorded: AppliedState): AppliedState | null {
  const released = isNews ? commit : recorded.released;
  const isSaid =
    recorded.released === released && recorded.reviewed === null && recorded.pending.length === 0;
  return isSaid ? null : { ...recorded, ...ALL_DONE, serial: recorded.serial + 1, released };
}
