import type { Amount } from '../lib/money.ts';
import type { Change } from './change.ts';
import type { ResourceKey } from './key.ts';
import type { Plan } from './plan.ts';

/** The plan of a pull request's merge, with what of it the pull request answers for. */
export interface Review {
  /** The plan of the merge, whole. */
  readonly plan: Plan;
  /**
   * What the pull request adds to the plan of its base, in the plan's order. `fields` holds those fields alone that
   * the base's plan does not move in the same way; everything else of a change is the whole change's.
   */
  readonly own: readonly Change[];
  /** What the base's plan does too: merged and not yet released, a recovery, the end of a retirement. */
  readonly earlier: readonly Change[];
  /** What the base's plan does and the merge's does not any more: the pull request takes it back. */
  readonly withdrawn: readonly Change[];
}

/** Who subscribes to one price. */
export interface Subscribers {
  /** How many of each status, as Stripe names them: `{ active: 210, trialing: 4 }`. Those that ended are not counted. */
  readonly statuses: Readonly<Record<string, number>>;
  /** There are more than were counted. */
  readonly more: boolean;
  /** What the active and past due pay a month, by currency: before discounts and tax. */
  readonly monthly: Readonly<Record<string, Amount>>;
  /** Some pay by use, which is in no monthly amount. */
  readonly metered: boolean;
}

/** What is known of those who use what is replaced or goes off sale. */
export type SubscriberCounts =
  | {
      readonly status: 'counted';
      readonly byKey: ReadonlyMap<ResourceKey, Subscribers>;
      /** Keys that were not asked about: there were too many. */
      readonly left: number;
    }
  /** The key may not list subscriptions; Stripe did not answer; a public repository does not show them; nobody asked. */
  | { readonly status: 'forbidden' | 'failed' | 'hidden' | 'unasked' };

/** What a customer pays for one quantity and one period; null where there is no such price. */
export interface CostRow {
  readonly quantity: number;
  readonly before: Amount | null;
  readonly after: Amount | null;
}

/** What a customer pays in one currency, at the quantities where that changes. */
export interface CostTable {
  readonly currency: string;
  readonly rows: readonly CostRow[];
}

/** A field of the catalog that names another object. */
export interface Referrer {
  readonly key: ResourceKey;
  readonly path: string;
}

/** What an amount comes to in a month, where the price is not monthly. */
export interface MonthlyEquivalent {
  readonly currency: string;
  readonly before: Amount | null;
  readonly after: Amount | null;
}

/** What is known around the changes of a review, by the key of the changed object. */
export interface Impact {
  /** The names of objects that have one, as people know them: `product/pro` is `Pro Plan`. */
  readonly names: ReadonlyMap<ResourceKey, string>;
  /** What customers pay before and after, where one amount does not say it. */
  readonly tables: ReadonlyMap<ResourceKey, readonly CostTable[]>;
  /** Only of prices that are paid by the year, the week, several months. */
  readonly monthly: ReadonlyMap<ResourceKey, MonthlyEquivalent>;
  /** What else of the catalog names an object that is replaced or goes off sale. */
  readonly referrers: ReadonlyMap<ResourceKey, readonly Referrer[]>;
  readonly subscribers: SubscriberCounts;
}
