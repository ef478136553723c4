import type { Json } from '../lib/json.ts';
import type { Action, Change } from './change.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ResourceKey } from './key.ts';
import type { Spec } from './spec.ts';

/** A field that someone moved in Stripe. */
export interface DriftField {
  readonly path: string;
  readonly applied: Json;
  readonly live: Json;
}

/** What moved in Stripe, of one object, and how bad the worst of it is. */
export interface Drift {
  readonly key: ResourceKey;
  readonly severity: 'critical' | 'warning' | 'info';
  readonly fields: readonly DriftField[];
}

/** Git and Stripe moved the same field to different values; or the recorded object is no longer ours. */
export interface Conflict {
  readonly key: ResourceKey;
  readonly reason: 'both-changed' | 'not-ours';
  readonly fields: readonly (DriftField & { readonly desired: Json })[];
}

/** A replaced object that is still on sale. */
export interface Retiring {
  readonly key: ResourceKey;
  readonly stripeId: string;
  /** ISO 8601, UTC. */
  readonly due: string;
}

/** An active object that bears our marker and that neither manifest nor snapshot knows. */
export interface Orphan {
  readonly key: ResourceKey;
  readonly stripeId: string;
}

/** A limit that stops the apply. */
export interface Guard {
  readonly name: string;
  readonly limit: Json;
  readonly actual: Json;
  readonly keys: readonly ResourceKey[];
  /** What to write behind `--allow` to lift it, one for each object; empty when nothing lifts it. */
  readonly allow: readonly string[];
}

/** A replacement that would lose what nobody mentioned: fields that the new object cannot be given. */
export interface Loss {
  readonly key: ResourceKey;
  readonly paths: readonly string[];
}

/** The snapshot is behind and Stripe is as it should be: only the record changes. */
export interface CatchUp {
  readonly key: ResourceKey;
  readonly kind: string;
  readonly id: string;
  readonly record: Spec;
  readonly formerKey: ResourceKey | null;
}

/** The ordered, guarded list of changes, with everything that was seen beside them. */
export interface Plan {
  readonly account: string;
  readonly livemode: boolean;
  /** Requirements come first, archives last. */
  readonly changes: readonly Change[];
  readonly catchUps: readonly CatchUp[];
  readonly unchanged: number;
  readonly drift: readonly Drift[];
  readonly conflicts: readonly Conflict[];
  readonly retiring: readonly Retiring[];
  readonly orphans: readonly Orphan[];
  /** By kind: how many objects of the account are none of ours. */
  readonly unmanaged: Readonly<Record<string, number>>;
  readonly guards: readonly Guard[];
  readonly diagnostics: readonly Diagnostic[];
  /** The Stripe id of every live object, by key: what references resolve to. */
  readonly ids: ReadonlyMap<ResourceKey, string>;
  /** `sha256:…` over account, mode and the ordered changes with before and after. */
  readonly digest: string;
}

/** True when Stripe is not what was last applied: fields moved, objects gone, half-made, or known to nobody. */
export function hasDrifted({ drift, conflicts, orphans, changes }: Plan): boolean {
  const found = drift.length + conflicts.length + orphans.length > 0;
  return found || changes.some(({ recovery }) => recovery);
}

/** What became of one change. */
export interface Outcome {
  readonly key: ResourceKey;
  readonly action: Action;
  readonly status: 'done' | 'failed' | 'skipped';
  readonly stripeId: string | null;
  readonly requestId: string | null;
  /** What went wrong, or what it waited for in vain; null when done. */
  readonly error: string | null;
  /** The page of the Dashboard that alone shows the secret of an object that was made, where it has one. */
  readonly page?: string;
}
