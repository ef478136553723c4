import type { Json } from '../lib/json.ts';
import type { Where } from './diagnostic.ts';
import type { ResourceKey } from './key.ts';
import type { DriftField } from './plan.ts';
import type { Spec } from './spec.ts';

/** A field whose live value a manifest is to say. References are keys, where what they point to has one. */
export interface MovedValue extends DriftField {
  readonly key: ResourceKey;
  /** What was last applied to the object. */
  readonly recorded: Spec;
}

/**
 * Why a kind of manifest has no line for a value. `protect`: protection is lifted in a manifest and nowhere else.
 * `unknown-object`: it points to an object that no manifest describes. `cannot-say`: there is no such line.
 */
export type Inexpressible = 'protect' | 'unknown-object' | 'cannot-say';

/**
 * Why something stays as it is. `no-place`: its place in the file cannot be changed alone. `refused`: the manifests would
 * not be valid, or ask for something else too. `no-manifest`: no manifest describes the object any more. `conflict`: git
 * moved it too. `not-ours`, `missing`, `orphan`: the object itself has to be settled first.
 */
export type WhyLeft =
  | Inexpressible
  | 'no-place'
  | 'refused'
  | 'no-manifest'
  | 'conflict'
  | 'not-ours'
  | 'missing'
  | 'orphan';

/** What the manifests do not say after all; without a path, a whole object. */
export interface LeftAlone {
  readonly key: ResourceKey;
  readonly path: string | null;
  /** The live value; of an object, its id. */
  readonly live: Json;
  readonly why: WhyLeft;
  /** Words of ours with values in backticks: what is wrong with the manifests that would say it. */
  readonly detail?: string;
}

/** A field that a manifest says anew. */
export interface AcceptedField {
  readonly key: ResourceKey;
  readonly path: string;
  readonly from: Json;
  readonly to: Json;
  /** Where it stood, or where its object does. */
  readonly where: Where;
}

/** A file whose text changes. */
export interface RewrittenFile {
  readonly path: string;
  readonly before: string;
  readonly text: string;
}

/** Manifests that say what Stripe has. */
export interface Acceptances {
  /** Sorted by path; those that stay as they are left out. */
  readonly files: readonly RewrittenFile[];
  readonly edits: readonly AcceptedField[];
  readonly left: readonly LeftAlone[];
}

/** What a pull request is made of that brings such manifests. */
export interface Suggestion {
  readonly files: readonly RewrittenFile[];
  /** Plain text. */
  readonly title: string;
  /** Markdown, at most 60,000 bytes. */
  readonly body: string;
  /** The same files as `git apply` takes them. */
  readonly patch: string;
  /** What is suggested, as a digest: while it stays the same there is nothing to update. */
  readonly fingerprint: string;
}
