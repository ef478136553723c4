import { groupBy } from '../../lib/group.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { AppliedState } from '../../model/state.ts';

/** How many objects a snapshot has of each kind that it has any of, sorted by kind. */
export function objectCounts({ resources }: AppliedState): Readonly<Record<string, number>> {
  const byKind = [...groupBy([...resources.values()], ({ kind }) => kind)].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return Object.fromEntries(byKind.map(([kind, { length }]) => [kind, length]));
}

/** What was replaced and is on sale for a while, by its key, the first to go first. */
export function retiringIn({
  ids,
}: AppliedState): readonly { readonly key: ResourceKey; readonly id: string; readonly due: string }[] {
  return ids
    .flatMap(({ key, id, retireAt }) => (retireAt === null ? [] : [{ key, id, due: retireAt }]))
    .sort((a, b) => (a.due < b.due ? -1 : 1));
}
