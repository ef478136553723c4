import { hasErrors } from '../../model/diagnostic.ts';
import type { Action, Change } from '../../model/change.ts';
import { isKey, type ResourceKey } from '../../model/key.ts';
import type { Outcome } from '../../model/plan.ts';
import type { ReleaseReport } from '../../model/release.ts';

/** A change with what became of it; null when the release stopped before it wrote anything. */
export interface Result {
  readonly change: Change;
  readonly outcome: Outcome | null;
}

/** A release, as one reader has to do with it. */
export interface Results {
  readonly own: readonly Result[];
  /** Of other pull requests, recoveries, the end of a retirement. */
  readonly others: readonly Result[];
  /** Keys that were shown to the reader and needed nothing any more. */
  readonly already: readonly ResourceKey[];
}

const sortOf = ({ action, key }: { readonly action: Action; readonly key: ResourceKey }): string =>
  `${action} ${key}`;

/** Every change with its outcome. Several objects of one key may go off sale: outcomes come in the plan's order. */
function allResults({ plan, outcomes }: ReleaseReport): readonly Result[] {
  const bySort = new Map([...Map.groupBy(outcomes, sortOf)].map(([sort, some]) => [sort, some.values()]));
  return (plan?.changes ?? []).map((change) => {
    const next = bySort.get(sortOf(change))?.next();
    return { change, outcome: next === undefined || next.done === true ? null : next.value };
  });
}

/**
 * What became of the changes with these keys, and of the others. Of a plan with errors it is not known what needs
 * nothing.
 *
 * @param keys null: all of them are the reader's.
 */
export function resultsFor(report: ReleaseReport, keys: ReadonlySet<string> | null): Results {
  const { plan } = report;
  const all = allResults(report);
  if (keys === null) return { own: all, others: [], already: [] };
  const isOwn = ({ change }: Result): boolean => keys.has(change.key);
  const open = new Set<string>([
    ...all.map(({ change }) => change.key),
    ...(plan?.conflicts.map(({ key }) => key) ?? []),
  ]);
  const isKnown = plan !== null && !hasErrors(plan.diagnostics);
  return {
    own: all.filter(isOwn),
    others: all.filter((result) => !isOwn(result)),
    already: isKnown ? [...keys].filter(isKey).filter((key) => !open.has(key)) : [],
  };
}

/** Those that ended so. */
export function endedAs(results: readonly Result[], status: Outcome['status']): readonly Result[] {
  return results.filter(({ outcome }) => outcome?.status === status);
}
