import type { Json } from '../lib/json.ts';
import type { ResourceKey } from './key.ts';

/**
 * Why something is not in the manifests. `owned`: another tool or catalog marks it as its own. `not-understood`: the
 * codec cannot read it. `cannot-say`: a manifest cannot say it. `field`: the object is in, this field of it is not.
 * `differs`: the manifest has another value. `no-room`: its document cannot be changed alone. `not-read`: it refers to what
 * the key may not read.
 */
type Reason = 'owned' | 'not-understood' | 'not-read' | 'cannot-say' | 'field' | 'differs' | 'no-room';

/** Something that was left as it is, unmanaged. */
export interface Left {
  readonly kind: string;
  readonly id: string;
  /** The key of the object that it belongs to, where that is in the manifests. */
  readonly key: ResourceKey | null;
  readonly reason: Reason;
  readonly field: string | null;
  readonly value: Json;
  /** Words for it, ours, with values in backticks. */
  readonly detail: string;
}

/** An object with the key that it got, and what the key is made of; null where the manifests had it already. */
export interface Named {
  readonly key: ResourceKey;
  readonly code: string;
  readonly id: string;
  readonly from: string | null;
}

/** A file that an import writes. */
export interface ImportedFile {
  readonly path: string;
  readonly text: string;
  /** What stands there before; null where there is no file. */
  readonly before: string | null;
  /** The objects that it gets, or that it says more of. */
  readonly objects: readonly ResourceKey[];
}

/** A kind that the key may not read, and the permission that it lacks. */
export interface Unread {
  readonly kind: string;
  readonly permission: string;
}

/** What an import came to. */
export interface Imported {
  readonly files: readonly ImportedFile[];
  readonly codes: readonly Named[];
  readonly left: readonly Left[];
  readonly unread: readonly Unread[];
  /** By kind: archived and retiring objects that were left out. */
  readonly archived: Readonly<Record<string, number>>;
  /** By kind: objects that manifests or the snapshot had before. */
  readonly managed: Readonly<Record<string, number>>;
}
