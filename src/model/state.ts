import type { Json } from '../lib/json.ts';
import type { Where } from './diagnostic.ts';
import type { ResourceKey } from './key.ts';
import type { RecordedChange } from './record.ts';
import type { Spec } from './spec.ts';

/** One object as the manifests want it in one environment. */
export interface Desired {
  readonly key: ResourceKey;
  readonly kind: string;
  /** What the manifest says, with what defines an object when absent filled in. References are keys. */
  readonly spec: Spec;
  /** What a creation also sends and no manifest wrote: the default lookup key, the product's id. */
  readonly onCreate: Spec;
  /** Keys that this object had before (`formerly`), newest first. */
  readonly formerly: readonly ResourceKey[];
  /** A change of what is fixed for good may delete the object and make another under its id (`replace`). */
  readonly replace?: true;
  /** The id to take over in this environment (`adopt`). */
  readonly adopt?: string;
  /** The environments it exists in; missing: in all. The loader leaves out the objects of others. */
  readonly only?: readonly string[];
  /** Paths of `spec` whose value is the key of an object that must exist where this one does. */
  readonly references?: readonly string[];
  /** Those of them whose object must be active. */
  readonly needsActive?: readonly string[];
  readonly where: Where;
  /** Where single fields stand, by path; what is not here stands at `where`. */
  readonly places: Readonly<Record<string, Where>>;
}

/** What the snapshot remembers of one object: what was last applied to it, where, and by which commit. */
export interface Applied {
  readonly key: ResourceKey;
  readonly kind: string;
  readonly id: string;
  readonly spec: Spec;
  /** The commit that applied it, or null outside of git. */
  readonly commit: string | null;
}

/** One id that a key ever had. */
export interface IdRecord {
  readonly key: ResourceKey;
  readonly id: string;
  /** ISO 8601, in UTC, to the second: when the key got this id. */
  readonly since: string;
  /** When it lost it; null for the present one. */
  readonly until: string | null;
  /** Until when a replaced object stays on sale; null when it is not retiring. */
  readonly retireAt: string | null;
}

/** One line of the snapshot's ledger. */
export interface LedgerEntry {
  readonly serial: number;
  readonly at: string;
  readonly commit: string | null;
  readonly digest: string;
  /** Counts by action, without those that are zero. */
  readonly summary: Readonly<Record<string, number>>;
  /** Who approved the plan by its digest, or null where nobody had to. */
  readonly approvedBy: string | null;
}

/** Everything that a snapshot holds: the third input of a plan. */
export interface AppliedState {
  readonly account: string;
  readonly livemode: boolean;
  readonly catalog: string;
  /** Grows by one with each write that changed something. */
  readonly serial: number;
  /** The commit up to which everything was released, or null. */
  readonly released: string | null;
  /** The commit up to which the reviews of pull requests were used, or null. */
  readonly reviewed: string | null;
  /** What was reviewed up to there and is not done yet: sorted by key, one for each key. */
  readonly pending: readonly RecordedChange[];
  readonly resources: ReadonlyMap<ResourceKey, Applied>;
  readonly ids: readonly IdRecord[];
  readonly ledger: readonly LedgerEntry[];
}

/** An object as Stripe sent it. Decimals are strings; no binary float holds an amount. */
export interface RawObject {
  readonly id: string;
  readonly object: string;
  readonly [field: string]: Json;
}

/** What was read of an account: every listed object of every kind in use, whoever owns it. */
export interface LiveState {
  readonly account: string;
  readonly livemode: boolean;
  /** By kind; complete, or the reading would have thrown. */
  readonly objects: ReadonlyMap<string, readonly RawObject[]>;
  /** Ids that the snapshot or a manifest names and a read by id answered with 404 `resource_missing`. */
  readonly missing: ReadonlySet<string>;
}
