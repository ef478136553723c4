import type { Diagnostic } from './diagnostic.ts';
import type { Outcome, Plan } from './plan.ts';

/** What came of one release, for everyone who is told: the merged pull request, the issue, the job summary. */
export interface ReleaseReport {
  readonly environment: string;
  /** The Stripe account; empty when the release failed before it was known. */
  readonly account: string;
  readonly livemode: boolean;
  /** The commit that was released: the tip of the default branch; null when it was not known yet. */
  readonly commit: string | null;
  /** When it ended, ISO 8601, in UTC. */
  readonly at: string;
  /** The page of the run on GitHub; null elsewhere. */
  readonly runUrl: string | null;
  /** Who started a run by hand and approved the plan by its digest. */
  readonly approvedBy: string | null;
  /** The action's `failure-reason`; null when everything is done and proved. */
  readonly failure: string | null;
  /** null: there was no plan, since the release failed before it. */
  readonly plan: Plan | null;
  /** One for each change; empty when nothing was written. */
  readonly outcomes: readonly Outcome[];
  readonly diagnostics: readonly Diagnostic[];
  readonly toolVersion: string;
}
