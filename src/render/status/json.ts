import type { JsonRecord } from '../../lib/json.ts';
import {
  environmentsDiffer,
  type Comparison,
  type Distance,
  type EnvironmentStatus,
  type Standing,
} from '../../model/status.ts';
import { objectCounts, retiringIn } from './counts.ts';

const distanceJson = (distance: Distance): JsonRecord =>
  distance.known
    ? { behind: distance.behind, ahead: distance.ahead, unknown: null }
    : { behind: null, ahead: null, unknown: distance.why };

function environmentJson(environment: EnvironmentStatus): JsonRecord {
  const { name, file, status } = environment;
  if (environment.status !== 'recorded') return { name, snapshot: file, status };
  const { state, isInterrupted, toHead } = environment;
  const { account, livemode, catalog, serial, released, pending, ledger } = state;
  const last = ledger.at(-1);
  return {
    name,
    snapshot: file,
    status,
    account,
    livemode,
    catalog,
    serial,
    released,
    toHead: distanceJson(toHead),
    lastApplied: last === undefined ? null : { at: last.at, commit: last.commit },
    interrupted: isInterrupted,
    objects: objectCounts(state),
    retiring: retiringIn(state).map(({ key, id, due }) => ({ key, stripeId: id, due })),
    pending: pending.map(({ key, action }) => ({ key, action })),
  };
}

function comparisonJson({ first, second, distance, ...found }: Comparison): JsonRecord {
  return {
    first,
    second,
    onlyFirst: found.onlyFirst,
    onlySecond: found.onlySecond,
    differing: found.differing.map(({ key, otherKey, fields, currencies }) => ({
      key,
      otherKey,
      currency: currencies.after ?? currencies.before ?? null,
      fields: fields.map(({ path, before, after }) => ({ path, first: before, second: after })),
    })),
    commits: distanceJson(distance),
  };
}

/** What the document of a status has beside every other's. */
export function statusJson(standing: Standing): JsonRecord {
  return {
    differ: environmentsDiffer(standing),
    environments: standing.environments.map(environmentJson),
    comparisons: standing.comparisons.map(comparisonJson),
  };
}
