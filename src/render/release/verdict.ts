import type { ReleaseReport } from '../../model/release.ts';
import { endedAs, type Results } from './results.ts';

/**
 * What came of a release for one reader. `none`: nothing was left to do. `part`, `failed`: Stripe refused some or all of
 * it. `held`: it was refused before the first write. `stopped`: it ended before there was a plan. `unproven`,
 * `unrecorded`: it is done, and Stripe asks for more, or the snapshot is not committed.
 */
export type Verdict = 'done' | 'none' | 'part' | 'failed' | 'held' | 'stopped' | 'unproven' | 'unrecorded';

/** Each verdict as the rest of a title. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  done: 'applied',
  none: 'nothing left to do',
  part: 'applied in part',
  failed: 'not applied',
  held: 'not applied',
  stopped: 'stopped',
  unproven: 'applied, and not as it should be',
  unrecorded: 'applied, and not recorded',
};

/** What failed after everything was done; null when nothing did. */
function after({ failure }: ReleaseReport): Verdict | null {
  // The failed changes are somebody else's.
  if (failure === null || failure === 'partial') return null;
  return failure === 'snapshot' ? 'unrecorded' : 'unproven';
}

/** What came of it for whoever these results are about. */
export function verdictOf(report: ReleaseReport, { own }: Pick<Results, 'own'>): Verdict {
  const { failure, plan, outcomes } = report;
  if (outcomes.length === 0 && failure !== null) {
    if (plan === null) return 'stopped';
    const isWritten = plan.changes.length === 0 && ['snapshot', 'not-converged'].includes(failure);
    return isWritten ? (after(report) ?? 'none') : 'held';
  }
  const done = endedAs(own, 'done').length;
  if (done < own.length) return done === 0 ? 'failed' : 'part';
  return after(report) ?? (own.length === 0 ? 'none' : 'done');
}
