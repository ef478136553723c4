import type { Change } from './change.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { ResourceKey } from './key.ts';
import type { CatchUp, Conflict, Drift, Loss, Orphan, Retiring } from './plan.ts';

/** Everything that comparing the three sides brings to light; stages add to it, the plan puts it in order. */
export interface Findings {
  readonly changes: Change[];
  readonly catchUps: CatchUp[];
  readonly drift: Drift[];
  readonly conflicts: Conflict[];
  readonly retiring: Retiring[];
  readonly orphans: Orphan[];
  readonly losses: Loss[];
  readonly diagnostics: Diagnostic[];
  readonly unmanaged: Record<string, number>;
  /** The Stripe id of every live object, by key. */
  readonly ids: Map<ResourceKey, string>;
  /** Managed objects that need nothing. */
  unchanged: number;
}

/** Nothing found yet. */
export function noFindings(): Findings {
  return {
    changes: [],
    catchUps: [],
    drift: [],
    conflicts: [],
    retiring: [],
    orphans: [],
    losses: [],
    diagnostics: [],
    unmanaged: {},
    ids: new Map(),
    unchanged: 0,
  };
}
