import type { Change } from '../../model/change.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { Spec } from '../../model/spec.ts';

/** What the objects of these changes are to be, by key; what goes is not in it. */
export function targetsOf(changes: readonly Change[]): ReadonlyMap<ResourceKey, Spec> {
  return new Map(
    changes.flatMap((change) => ('target' in change ? [[change.key, change.target] as const] : [])),
  );
}
