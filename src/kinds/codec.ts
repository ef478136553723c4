import type { JsonRecord } from '../lib/json.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';

/** The metadata by which an object is known as ours. */
export interface Marker {
  readonly key: ResourceKey;
  readonly catalog: string;
  /** ISO 8601 time until which a replaced object stays on sale; null when it is not retiring. */
  readonly retireAt: string | null;
}

/**
 * What a decoder answers: every field that Stripe showed, or why the object cannot be understood. Fields with a
 * `reference` policy hold Stripe ids on this side of the codec and keys in the engine, which translates them.
 */
export type Decoded = { readonly spec: Spec } | { readonly problem: string };

/** One POST to Stripe: a path below `/v1` and its parameters, not yet encoded. */
export interface Request {
  readonly path: string;
  readonly params: JsonRecord;
}

/** An update as the kind's codec gets it. */
export interface UpdateInput {
  readonly id: string;
  /** Paths that change, with the value to send; null clears. */
  readonly fields: Spec;
  /** Every field as it will be, for parameters that are sent whole; its references are keys. */
  readonly target: Spec;
  /** The Stripe id of an object that is there by now. */
  readonly idOf: (key: ResourceKey) => string;
  /** The object as it is. */
  readonly raw: RawObject;
  /** The marker to write, or null to leave it alone. */
  readonly marker: Marker | null;
  /** The lookup key is taken from its present holder. */
  readonly transfer: boolean;
}

/** A creation as the kind's codec gets it. */
export interface CreateInput {
  readonly target: Spec;
  readonly marker: Marker;
  readonly transfer: boolean;
  /** How often those were redeemed whose place it takes. */
  readonly redeemed: number;
}
