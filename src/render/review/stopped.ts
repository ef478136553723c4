import { hasErrors } from '../../model/diagnostic.ts';
import type { Review } from '../../model/review.ts';
import type { ReviewView } from './view.ts';

/** True when a release would apply nothing of it. */
export function isStopped({ plan }: Review, { diagnostics }: Pick<ReviewView, 'diagnostics'>): boolean {
  return plan.guards.length + plan.conflicts.length > 0 || hasErrors(diagnostics);
}
