import type { Change } from '../../model/change.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { Impact } from '../../model/review.ts';
import type { Spec } from '../../model/spec.ts';
import type { Applied } from '../../model/state.ts';
import type { Sources } from '../diagnostics.ts';

/**
 * What a release makes of a review. `recorded`: it may apply this. `informational`: it is for another base than the
 * default branch. `offline`: there was no key, and the committed snapshot alone was compared. `unrecorded`: nobody
 * keeps it.
 */
export type Standing = 'recorded' | 'informational' | 'offline' | 'unrecorded';

/** What the text about a pull request says beside the review itself. */
export interface ReviewView {
  readonly environment: string;
  /** Seconds that a replaced object stays on sale. */
  readonly retireAfter: number;
  readonly impact: Impact;
  /** What was last applied, by key: what an object that goes off sale cost. */
  readonly applied: ReadonlyMap<ResourceKey, Pick<Applied, 'spec'>>;
  /** What people call an object of a kind, where that is not the kind's name: a product is a `plan`. */
  readonly nouns: Readonly<Record<string, string>>;
  /** The commit at the head of the pull request; its merge was planned. */
  readonly head: string;
  readonly base: { readonly ref: string; readonly commit: string };
  /** When Stripe was read, ISO 8601. */
  readonly readAt: string;
  readonly toolVersion: string;
  readonly standing: Standing;
  /** Errors and warnings about the merge. */
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  /** UTF-16 units at most. */
  readonly budget: number;
  /** Where the rest is to be found when the budget ends the text. */
  readonly whole: 'job summary' | 'plan file';
}

/** A lookup key that one object gives up and another one gets. */
export interface KeyMove {
  readonly from: Change;
  readonly to: Change;
}

/** What telling one change needs to know of the others. */
export interface TellView extends ReviewView {
  /** By lookup key. */
  readonly keyMoves: ReadonlyMap<string, KeyMove>;
  /** What objects are to be, by key, where the plan changes them: merged earlier or not. */
  readonly targets: ReadonlyMap<ResourceKey, Spec>;
  /** Changes that are told as some fields of an object, since the rest was merged earlier; and what they are part of. */
  readonly parts: ReadonlyMap<Change, Change>;
}
