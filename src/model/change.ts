import type { Json } from '../lib/json.ts';
import type { Where } from './diagnostic.ts';
import type { ResourceKey } from './key.ts';
import type { Spec } from './spec.ts';
import type { RawObject } from './state.ts';

/** One field of a change, in the manifest's terms; null is absent. */
export interface FieldChange {
  readonly path: string;
  readonly before: Json;
  readonly after: Json;
}

interface Common {
  readonly key: ResourceKey;
  readonly kind: string;
  readonly fields: readonly FieldChange[];
  /** Why, for people; no decision is taken on it. */
  readonly reason: string;
  readonly where: Where | null;
  /** Keys of the objects that must exist before. */
  readonly requires: readonly ResourceKey[];
  readonly currency: string | undefined;
  /** Changes of one group are written one after the other. */
  readonly lockGroup: string;
  /** Something of ours was lost or half-done, and this mends it. */
  readonly recovery: boolean;
  /** The object is protected: by the manifest, by what was last applied, or by Stripe's metadata. */
  readonly protect: boolean;
}

interface Keeping extends Common {
  /** Every field as it will be; references are keys. */
  readonly target: Spec;
  /** What the snapshot is to remember as last applied. */
  readonly record: Spec;
  /** A unique value (a lookup key) is taken from the object of ours that gives it up. */
  readonly transfer: boolean;
  /** The key under which the snapshot knew it, where `formerly` renames it. */
  readonly formerKey: ResourceKey | null;
}

interface Making extends Keeping {
  /** Ids of the objects that bear the key's marker already: none of them is the new one. */
  readonly bearers: readonly string[];
  /** How often those were redeemed, where a limit can hold for them together. */
  readonly redeemed?: Redeemed;
}

/** Redemptions of the objects whose place a new one takes. */
export interface Redeemed {
  readonly times: number;
  /** How often the new one can be redeemed; null where nothing limits it. */
  readonly left: number | null;
}

/** A new object where there is none. */
export interface Creation extends Making {
  readonly action: 'create' | 'recreate';
  /** The recorded id that is gone from Stripe. */
  readonly lostId: string | null;
}

/** A new object in the place of one that cannot be changed. */
export interface Replacement extends Making {
  readonly action: 'replace';
  readonly old: RawObject;
  /** Every field of the old object. */
  readonly before: Spec;
  /** An identical object of the same key, replaced or archived earlier, that is used again. */
  readonly revive: { readonly raw: RawObject; readonly update: Spec } | null;
  /** Managed references elsewhere that follow to the new object. */
  readonly followers: readonly Follower[];
  /** The old object ends, at once, before the new one is made. */
  readonly oldFirst?: true;
  /** The old object is deleted, and the new one has its id. */
  readonly deletes?: Deleted;
  /** The key of what the old object ends with: made anew in this plan, once the old object is marked as given up. */
  readonly endsWith?: ResourceKey;
}

/** What is gone for good with an object that is deleted. */
export interface Deleted {
  /** How often it was redeemed; null where nobody says, as without Stripe. */
  readonly redeemed: number | null;
  /** Objects that end with it and that no manifest describes, by kind. */
  readonly others: Readonly<Record<string, number>>;
  /** What stays of it, in a sentence of ours; empty where nothing does. */
  readonly note: string;
}

/** A field of another object that points to the one being replaced. */
export interface Follower {
  readonly key: ResourceKey;
  readonly kind: string;
  readonly path: string;
  readonly raw: RawObject;
  /** Its whole value as it is to be, with keys; the key of the one being replaced is among them. */
  readonly value: Json;
  /** Changes of one group are written one after the other. */
  readonly lockGroup: string;
}

/** A write, or none, to an object that stays. */
export interface Update extends Keeping {
  readonly action: 'update' | 'restore' | 'adopt' | 'relink';
  readonly raw: RawObject;
  /** Fields to send; null clears. May be empty: a relink often writes to the snapshot alone. */
  readonly update: Spec;
  /** The marker is written with it. */
  readonly mark: boolean;
}

/**
 * Why an object ends. `removed`: nobody asks for its key any more. `superseded`: an interrupted run left it
 * beside the live one; its retirement begins. `due`: its retirement is over.
 */
export type EndCause = 'removed' | 'superseded' | 'due';

/** An object goes off sale. */
export interface Archive extends Common {
  readonly action: 'archive';
  readonly raw: RawObject;
  readonly cause: EndCause;
}

/** An object is struck from the snapshot; Stripe is not touched. */
export interface Removal extends Common {
  readonly action: 'forget';
  readonly id: string;
}

/** An object is deleted in Stripe, for good, or from what it belongs to; it can be made again there. */
export interface Deletion extends Common {
  readonly action: 'delete' | 'detach';
  readonly raw: RawObject;
  readonly cause: EndCause;
  /** What stays of it, in a sentence of ours; empty where nothing does. */
  readonly note: string;
  /** Objects that end with it and that no manifest describes, by kind; left out where there are none. */
  readonly others?: Deleted['others'];
}

/** What somebody decides about a change: its fields, and which object it takes over. */
export function decidedFields(change: Change): readonly FieldChange[] {
  if (change.action !== 'adopt') return change.fields;
  return [...change.fields, { path: 'adopt', before: null, after: change.raw.id }];
}

/** True for a change after which the object is no more in Stripe. */
export function isDeletion(change: Change): change is Deletion {
  return change.action === 'delete' || change.action === 'detach';
}

/** True for the end of what a replacement left, which is nobody's decision but the replacement's. */
export const isSpare = (change: Change): boolean => 'cause' in change && change.cause !== 'removed';

/** True for the end of an object whose retirement is over. */
export const isDue = (change: Change): change is Archive | Deletion =>
  'cause' in change && change.cause === 'due';

/** True for an object that ends, in Stripe or in the snapshot, because nobody asks for its key any more. */
export const isRemoval = (change: Change): boolean =>
  change.action === 'forget' || ('cause' in change && change.cause === 'removed');

/** One intended action on one object. */
export type Change = Creation | Replacement | Update | Archive | Deletion | Removal;

export type Action = Change['action'];

/** Every action that a summary counts, in its order. */
export const ACTIONS = [
  'create',
  'update',
  'replace',
  'archive',
  'restore',
  'adopt',
  'recreate',
  'relink',
  'delete',
  'detach',
  'forget',
] as const satisfies readonly Action[];

/** The id of the object that a change is about; null when it does not exist yet. */
export function stripeIdOf(change: Change): string | null {
  switch (change.action) {
    case 'create':
      return null;
    case 'recreate':
      return change.lostId;
    case 'replace':
      return change.old.id;
    case 'forget':
      return change.id;
    case 'update':
    case 'restore':
    case 'adopt':
    case 'relink':
    case 'archive':
    case 'delete':
    case 'detach':
      return change.raw.id;
  }
}
