import { groupBy } from '../lib/group.ts';
import type { Kind } from '../kinds/kind.ts';
import { isSpare, stripeIdOf, type Change } from '../model/change.ts';
import type { DriftCheck, EventsRead, MovedField, Origin, PendingSince } from '../model/drift.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Drift, DriftField, Plan } from '../model/plan.ts';
import { untold, type MovedSubject } from './origin.ts';

/** What a drift check is made of. */
export interface DriftSides {
  /** The plan of this moment. */
  readonly plan: Plan;
  /** What moved of objects that no manifest has any more. */
  readonly ofRemoved: readonly Drift[];
  readonly kindNamed: (key: ResourceKey) => Kind;
}

const SEVERITIES: readonly Drift['severity'][] = ['critical', 'warning', 'info'];

const rank = ({ severity }: { readonly severity: Drift['severity'] }): number => SEVERITIES.indexOf(severity);

const worstOf = (fields: readonly { readonly severity: Drift['severity'] }[]): Drift['severity'] =>
  SEVERITIES.find((name) => fields.some(({ severity }) => severity === name)) ?? 'info';

/** Everything that moved and is no conflict. */
export function driftIn({ plan, ofRemoved, kindNamed }: DriftSides): readonly Drift[] {
  const inConflict = new Set(
    plan.conflicts.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`)),
  );
  return [...plan.drift, ...ofRemoved].flatMap(({ key, fields: all }): readonly Drift[] => {
    const fields = all.filter(({ path }) => !inConflict.has(`${key} ${path}`));
    const severity = worstOf(fields.map(({ path }) => kindNamed(key).policy(path)));
    return fields.length === 0 ? [] : [{ key, severity, fields }];
  });
}

/** The objects about which events are asked for, with what moved of each that they may tell of. */
export function subjectsOf(
  drift: readonly Drift[],
  { plan, kindNamed }: DriftSides,
): readonly MovedSubject[] {
  const moved: readonly { readonly key: ResourceKey; readonly fields: readonly DriftField[] }[] = [
    ...drift,
    ...plan.conflicts,
  ];
  return [...groupBy(moved, ({ key }) => key)].flatMap(([key, parts]) => {
    const [id, kind] = [plan.ids.get(key), kindNamed(key)];
    const fields = parts.flatMap((part) => part.fields).filter(({ path }) => untold(kind, path) === null);
    return id === undefined || fields.length === 0 ? [] : [{ key, id, kind, fields }];
  });
}

/** True for what is gone from Stripe, or of no use there since what it ends with is gone. */
const isGone = (change: Change): boolean =>
  change.action === 'recreate' || (change.action === 'replace' && change.endsWith !== undefined);

/** The whole check; `originOf` says where the live value of a field comes from. */
export function driftCheck(
  drift: readonly Drift[],
  { plan, kindNamed }: DriftSides,
  told: {
    readonly originOf: (key: ResourceKey, path: string) => Origin;
    readonly events: EventsRead;
    readonly recorded: number;
    readonly pendingSince: PendingSince | null;
    readonly isComplete: boolean;
  },
): DriftCheck {
  const moved = <Field extends DriftField>(key: ResourceKey, field: Field): Field & MovedField => ({
    ...field,
    severity: kindNamed(key).policy(field.path).severity,
    origin: told.originOf(key, field.path),
  });
  const lost = plan.changes.filter(({ recovery }) => recovery);
  return {
    plan: { ...plan, drift },
    moved: drift
      .map(({ key, severity, fields }) => ({
        key,
        severity,
        fields: fields.map((field) => moved(key, field)).toSorted((a, b) => rank(a) - rank(b)),
      }))
      .toSorted((a, b) => rank(a) - rank(b) || (a.key < b.key ? -1 : 1)),
    conflicts: plan.conflicts.map(({ key, reason, fields }) => ({
      key,
      reason,
      fields: fields.map((field) => moved(key, field)),
    })),
    missing: lost.filter(isGone).map((change) => ({ key: change.key, stripeId: stripeIdOf(change) })),
    halfDone: lost.filter((change) => !isGone(change)),
    pending: plan.changes
      .filter((change) => !change.recovery && !isSpare(change))
      .map(({ key, action, fields }) => ({ key, action, fields })),
    recorded: told.recorded,
    pendingSince: told.pendingSince,
    events: told.events,
    isComplete: told.isComplete,
  };
}
