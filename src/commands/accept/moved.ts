import type { LeftAlone, MovedValue } from '../../model/accept.ts';
import type { DriftCheck } from '../../model/drift.ts';
import type { AppliedState } from '../../model/state.ts';
import type { Workspace } from '../workspace.ts';

/** What is to be accepted: everything that moved, and of conflicts those that are settled for Stripe. */
export function movedIn(
  { moved, conflicts }: DriftCheck,
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
  return [...moved, ...settled].flatMap(({ key, fields }) => {
    const known = [key, ...(formers.get(key) ?? [])].map((each) => applied.resources.get(each));
    const recorded = known.find((each) => each !== undefined)?.spec ?? {};
    return fields.map(({ path, applied: before, live }) => ({ key, path, applied: before, live, recorded }));
  });
}

/** What no edit of a manifest settles. */
export function leftIn(
  { conflicts, missing, plan }: DriftCheck,
  preferred: (key: string) => boolean,
): readonly LeftAlone[] {
  return [
    ...conflicts.flatMap(({ key, reason, fields }): readonly LeftAlone[] => {
      if (reason === 'not-ours')
        return [{ key, path: null, live: plan.ids.get(key) ?? null, why: 'not-ours' }];
      if (preferred(key)) return [];
      return fields.map(({ path, live }) => ({ key, path, live, why: 'conflict' }));
    }),
    ...missing.map(({ key, stripeId }): LeftAlone => ({ key, path: null, live: stripeId, why: 'missing' })),
    ...plan.orphans.map(
      ({ key, stripeId }): LeftAlone => ({ key, path: null, live: stripeId, why: 'orphan' }),
    ),
  ];
}
