import type { ResourceKey } from './key.ts';

/** Something that is subscribed to and uses what a plan switches off. */
export interface SubscribedTo {
  readonly id: string;
  /** null: it is not ours. */
  readonly key: ResourceKey | null;
  /** Live subscriptions that were seen. */
  readonly number: number;
  /** There may be more than were seen. */
  readonly more: boolean;
}

/** Whether somebody pays for something that uses an object. */
export type Use =
  | {
      readonly status: 'asked';
      /** Empty: nobody does. */
      readonly subscribed: readonly SubscribedTo[];
      /** How many others that use it were not asked about, since the answer was known. */
      readonly left: number;
    }
  /** The key is without the permission to know it. */
  | { readonly status: 'forbidden'; readonly permission: string }
  /** Stripe did not answer; Stripe is not asked. */
  | { readonly status: 'failed' | 'unasked' };
