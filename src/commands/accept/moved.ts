import { kindNamed } from '../../kinds/registry.ts';
import type { Json } from '../../lib/json.ts';
import type { LeftAlone, MovedValue } from '../../model/accept.ts';
import type { DriftCheck } from '../../model/drift.ts';
import type { AppliedState } from '../../model/state.ts';
import type { Workspace } from '../workspace.ts';

/**
 * What was taken off something else in Stripe and is no more: one line less in the manifest of that says so. Where that
 * went too, nothing is accepted.
 */
function detachedIn(missing: DriftCheck['missing'], applied: AppliedState): readonly MovedValue[] {
  const gone = new Set<Json>(missing.map(({ key }) => key));
  return missing.flatMap(({ key }): readonly MovedValue[] => {
    const { kind, spec } = applied.resources.get(key) ?? {};
    const { parent } = (kind === undefined ? undefined : kindNamed(kind))?.routes ?? {};
    if (spec === undefined || parent === undefined || gone.has(spec[parent.path] ?? null)) return [];
    const paths = Object.keys(spec).filter((path) => path !== parent.path);
    return paths.map((path) => ({ key, path, applied: spec[path] ?? null, live: null, recorded: spec }));
  });
}

/** What is to be accepted: everything that moved, and of conflicts those that are settled for Stripe. */
export function movedIn(
  { moved, conflicts, missing }: DriftCheck,
  {
    applied,
    desired,
    preferred,
  }: {
    readonly applied: AppliedState;
    readonly desired: Workspace['desired'];
    readonly preferred: (key: string) => boolean;
  },
): readonly MovedValue[] {
  const formers = new Map(desired.map(({ key, formerly }) => [key, formerly]));
  const settled = conflicts
    .filter(({ key, reason }) => reason === 'both-changed' && preferred(key))
    .map(({ key, fields }) => ({
      key,
      fields: fields.map((field) => ({ ...field, applied: field.desired })),
    }));
  const fields = [...moved, ...settled].flatMap(({ key, fields }) => {
    const known = [key, ...(formers.get(key) ?? [])].map((each) => applied.resources.get(each));
    const recorded = known.find((each) => each !== undefined)?.spec ?? {};
    return fields.map(({ path, applied: before, live }) => ({ key, path, applied: before, live, recorded }));
  });
  return [...fields, ...detachedIn(missing, applied)];
}

/** What no edit of a manifest settles. */
export function leftIn(
  { conflicts, missing, plan }: DriftCheck,
  { applied, preferred }: Pick<Parameters<typeof movedIn>[1], 'applied' | 'preferred'>,
): readonly LeftAlone[] {
  const detached = new Set(detachedIn(missing, applied).map(({ key }) => key));
  return [
    ...conflicts.flatMap(({ key, reason, fields }): readonly LeftAlone[] => {
      if (reason === 'not-ours')
        return [{ key, path: null, live: plan.ids.get(key) ?? null, why: 'not-ours' }];
      if (preferred(key)) return [];
      return fields.map(({ path, live }) => ({ key, path, live, why: 'conflict' }));
    }),
    ...missing
      .filter(({ key }) => !detached.has(key))
      .map(({ key, stripeId }): LeftAlone => ({ key, path: null, live: stripeId, why: 'missing' })),
    ...plan.orphans.map(
      ({ key, stripeId }): LeftAlone => ({ key, path: null, live: stripeId, why: 'orphan' }),
    ),
  ];
}
