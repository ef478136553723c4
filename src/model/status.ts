import type { FieldChange } from './change.ts';
import type { ResourceKey } from './key.ts';
import type { AppliedState } from './state.ts';

/**
 * How far a commit is from another: the number of first-parent commits that only one of them has in its history and that
 * change manifests or configuration. `no-git`: git cannot be asked. `not-released`: a snapshot names no commit.
 * `not-there`: a commit is not in the history that is here.
 */
export type Distance =
  | { readonly known: true; readonly behind: number; readonly ahead: number }
  | { readonly known: false; readonly why: 'no-git' | 'not-released' | 'not-there' };

/** An environment whose snapshot says what was applied there. */
export interface RecordedEnvironment {
  readonly status: 'recorded';
  readonly name: string;
  readonly file: string;
  readonly state: AppliedState;
  /** An apply was cut off, and what it did last is not in the snapshot yet. */
  readonly isInterrupted: boolean;
  /** From its released commit to the one that is checked out. */
  readonly toHead: Distance;
}

/** An environment, and what is known of it. `missing`: it has no snapshot here. `unreadable`: a diagnostic says why. */
export type EnvironmentStatus =
  | RecordedEnvironment
  | { readonly status: 'missing' | 'unreadable'; readonly name: string; readonly file: string };

/** An object that both environments have, and not alike. */
export interface DifferingObject {
  /** Its key in the first one. */
  readonly key: ResourceKey;
  /** Its key in the second one: another where a rename was applied to one of them alone. */
  readonly otherKey: ResourceKey;
  /** Before: the first one's value. After: the second one's. Null: nothing was applied there. */
  readonly fields: readonly FieldChange[];
  /** What the amounts are in. */
  readonly currencies: { readonly before: string | undefined; readonly after: string | undefined };
}

/** What two snapshots say that is not the same, sorted by key. */
export interface Differences {
  readonly onlyFirst: readonly ResourceKey[];
  readonly onlySecond: readonly ResourceKey[];
  readonly differing: readonly DifferingObject[];
}

/** Two environments, held against each other. */
export interface Comparison extends Differences {
  readonly first: string;
  readonly second: string;
  /** From what the second one released to what the first one did. */
  readonly distance: Distance;
}

/** Every environment, and how each stands to each. */
export interface Standing {
  readonly environments: readonly EnvironmentStatus[];
  readonly comparisons: readonly Comparison[];
}

/** How many objects two environments do not share, or do not have alike. */
export function differenceCount({ onlyFirst, onlySecond, differing }: Differences): number {
  return onlyFirst.length + onlySecond.length + differing.length;
}

/** True when an environment has something that another one has not, or has it otherwise. */
export function environmentsDiffer({ environments, comparisons }: Standing): boolean {
  const has = (status: EnvironmentStatus['status']): boolean =>
    environments.some((environment) => environment.status === status);
  // What was never applied anywhere is not what was applied elsewhere.
  return (has('missing') && has('recorded')) || comparisons.some((each) => differenceCount(each) > 0);
}
