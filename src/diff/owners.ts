import type { ResourceKey } from '../model/key.ts';
import type { Resolved } from './resolve.ts';

/** Tells what an object is below in Stripe, as the manifests and the snapshot know it; undefined where it is below none. */
export function ownersAmong(subjects: readonly Resolved[]): (subject: Resolved) => Resolved | undefined {
  const byKey = new Map<ResourceKey, Resolved>();
  for (const subject of subjects) {
    if (subject.formerKey !== null) byKey.set(subject.formerKey, subject);
  }
  for (const subject of subjects) byKey.set(subject.key, subject);
  const named: ReadonlyMap<unknown, Resolved> = byKey;
  return ({ kind, live, applied, desired }) => {
    const { parent } = kind.routes;
    if (parent === undefined) return undefined;
    const sides = [live?.spec, desired?.spec, applied?.spec];
    return sides.map((side) => named.get(side?.[parent.path])).find((owner) => owner !== undefined);
  };
}
