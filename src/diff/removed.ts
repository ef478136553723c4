import { equal } from '../lib/json.ts';
import type { Findings } from '../model/findings.ts';
import type { Drift } from '../model/plan.ts';
import { asApplied } from './as-applied.ts';
import { compare } from './compare.ts';
import type { DiffInput } from './input.ts';
import { withRenames } from './renamed.ts';

/** The comparison with what was last applied, whatever the manifests ask for by now. */
export function compareApplied(input: DiffInput): Findings {
  const choices = { ...input.choices, prefer: new Map(), revert: new Set<never>() };
  return compare({ ...input, desired: asApplied(input), choices });
}

/**
 * The part of its drift that is about objects which no manifest has any more, and whose removal is not released. What a
 * removal writes is no drift: both sides want it.
 */
export function driftOfRemoved(input: DiffInput, fromApplied: readonly Drift[]): readonly Drift[] {
  const { kinds, desired, applied } = withRenames(input);
  const known = new Set(desired.flatMap(({ key, formerly }) => [key, ...formerly]));
  return fromApplied
    .filter(({ key }) => !known.has(key))
    .map((drift) => {
      const kind = kinds.find(({ name }) => name === applied?.resources.get(drift.key)?.kind);
      const removal = kind?.removalFields ?? {};
      const fields = drift.fields.filter(
        ({ path, live }) => !(path in removal && equal(live, removal[path])),
      );
      return { ...drift, fields };
    })
    .filter(({ fields }) => fields.length > 0);
}
