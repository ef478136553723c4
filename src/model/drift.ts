import type { Json, JsonRecord } from '../lib/json.ts';
import type { Change, FieldChange } from './change.ts';
import type { ResourceKey } from './key.ts';
import type { Conflict, Drift, DriftField, Plan } from './plan.ts';
import type { RawObject } from './state.ts';

/** One event of Stripe's about one object. https://docs.stripe.com/api/events/object */
export interface StripeEvent {
  readonly type: string;
  /** ISO 8601, UTC, to the second. */
  readonly at: string;
  /** The object as it was after it, not expanded. */
  readonly object: RawObject;
  /** What changed, with its old values; null where the event does not say. */
  readonly previous: JsonRecord | null;
  /** null: Stripe did it by itself. */
  readonly requestId: string | null;
  readonly idempotencyKey: string | null;
}

/**
 * Who moved a field, as far as an event tells. `pricebook`: a request with an idempotency key of ours. `api`: one with
 * another key, as programs send them. `dashboard-or-api`: one without a key, as the Dashboard sends it, or a program that
 * sends none. `automatic`: no request.
 */
export type Mover = 'pricebook' | 'api' | 'dashboard-or-api' | 'automatic';

/**
 * Where a live value comes from, or why nobody can say. `older`: no event that was looked at changed it. `not-shown`:
 * events do not show the field. `no-events`: Stripe has none for the kind. `unread`: the events were not read.
 */
export type Origin =
  | {
      readonly status: 'found';
      readonly at: string;
      readonly by: Mover;
      readonly requestId: string | null;
      /** The value before, null where there was none; left out where the event does not say. */
      readonly before?: Json;
    }
  | { readonly status: 'older' | 'not-shown' | 'no-events' | 'unread' };

/** A field that moved in Stripe, with how bad that is and where it comes from. */
export interface MovedField extends DriftField {
  readonly severity: Drift['severity'];
  readonly origin: Origin;
}

/** What moved of one object, the worst first. */
export interface MovedObject {
  readonly key: ResourceKey;
  readonly severity: Drift['severity'];
  readonly fields: readonly MovedField[];
}

/** A field, or a whole object, that both git and Stripe moved. */
export interface MovedConflict {
  readonly key: ResourceKey;
  readonly reason: Conflict['reason'];
  readonly fields: readonly (MovedField & { readonly desired: Json })[];
}

/** What the manifests ask for and no release did yet. */
interface PendingChange {
  readonly key: ResourceKey;
  readonly action: Change['action'];
  readonly fields: readonly FieldChange[];
}

/** An object that is recorded and gone from Stripe. */
interface MissingObject {
  readonly key: ResourceKey;
  readonly stripeId: string | null;
}

/** The oldest commit of the default branch that was not released, where somebody knows it. */
export interface PendingSince {
  readonly commit: string;
  /** ISO 8601, UTC; null where it is not known. */
  readonly at: string | null;
}

/** What reading events came to. `unneeded`: nothing moved, or nothing that has events. */
export interface EventsRead {
  readonly status: 'read' | 'unneeded' | 'forbidden' | 'failed';
  readonly requests: number;
  /** How far back they were asked for, ISO 8601; null where they were not. */
  readonly since: string | null;
  /** False when there were more than are looked at. */
  readonly isComplete: boolean;
}

/** Stripe held against what was last applied. */
export interface DriftCheck {
  /** The plan of this moment: what an apply would do. Its drift is that of `moved`. */
  readonly plan: Plan;
  /** The worst first, then by key. */
  readonly moved: readonly MovedObject[];
  readonly conflicts: readonly MovedConflict[];
  readonly missing: readonly MissingObject[];
  /** What an interrupted run left; the next apply mends it. */
  readonly halfDone: readonly Change[];
  readonly pending: readonly PendingChange[];
  /** How many objects are recorded: without one nothing can have moved. */
  readonly recorded: number;
  readonly pendingSince: PendingSince | null;
  readonly events: EventsRead;
  /** False when something that is recorded could not be understood, and so may have moved unseen. */
  readonly isComplete: boolean;
}
