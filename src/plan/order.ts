import { dependencyOrder } from '../lib/graph.ts';
import type { Change } from '../model/change.ts';

/** What goes off sale or away comes last, when everything that takes its place is there. */
const isTail = (change: Change): boolean => !('target' in change);

const identity = (change: Change): string =>
  'raw' in change ? `${change.key} ${change.raw.id}` : change.key;

/**
 * The changes in the one order that they are shown, digested and made in: each after what it requires, archives
 * last, and otherwise by kind and key.
 */
export function orderChanges(changes: readonly Change[], kindNames: readonly string[]): readonly Change[] {
  const rank = (change: Change): number => kindNames.indexOf(change.kind);
  const sorted = [...changes].sort(
    (a, b) => rank(a) - rank(b) || (identity(a) < identity(b) ? -1 : Number(identity(a) > identity(b))),
  );
  const inOrder = (part: readonly Change[]): readonly Change[] => {
    const byKey = Map.groupBy(part, ({ key }) => key);
    return dependencyOrder(part, ({ requires }) => requires.flatMap((key) => byKey.get(key) ?? []));
  };
  return [...inOrder(sorted.filter((change) => !isTail(change))), ...inOrder(sorted.filter(isTail))];
}
