import type { Change, FieldChange } from './change.ts';

/**
 * A field as no review showed it. `nothing`: no record of the key has the field. `other-after`: another value was shown
 * that it becomes. `other-before`: this value was shown, in the place of one that it neither has nor was last given.
 * Records hold digests: they tell that it was another value, not which.
 */
export interface UnreviewedField extends FieldChange {
  readonly shown: 'nothing' | 'other-after' | 'other-before';
}

/** A change that no review showed as it would be made. */
export interface UnreviewedChange {
  readonly change: Change;
  /** What was shown to happen to the key; empty where nothing was. With the change's own action, only fields differ. */
  readonly shown: readonly string[];
  /** The fields that were not shown; empty where the action alone was not. */
  readonly fields: readonly UnreviewedField[];
}
