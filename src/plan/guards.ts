import type { Kind } from '../kinds/kind.ts';
import { isOff } from '../kinds/off.ts';
import { isRemoval, type Change } from '../model/change.ts';
import type { Guard } from '../model/plan.ts';
import { allowance, guard, type GuardInput } from './guard.ts';

/** From this many recorded objects on a share of them means something. */
const SHARE_FROM = 10;

/** True for what cannot be undone, or takes something away that was on sale. */
export function isDestructive(change: Change, kind: Kind): boolean {
  return endsOrHides(change, kind) || (change.action === 'replace' && change.deletes !== undefined);
}

/**
 * True when something goes off sale or away that was on sale, or is no longer found under its unique value. The end
 * of a replacement is not counted.
 */
function endsOrHides(change: Change, kind: Kind): boolean {
  if ('cause' in change) return isRemoval(change);
  return change.fields.some(
    (field) =>
      isOff(kind, field) ||
      (field.path !== 'key' && field.before !== null && kind.policy(field.path).exclusive === true),
  );
}

const changesObject = (change: Change): boolean => {
  if ('cause' in change) return isRemoval(change);
  if (change.action === 'relink' || change.action === 'update') return Object.keys(change.update).length > 0;
  return change.action === 'replace' || change.action === 'recreate';
};

/** The guards over how many objects a plan changes in one way. */
function countGuards({ limits, kindNamed }: GuardInput, counted: readonly Change[]): readonly Guard[] {
  const judged = [
    ['max_archives', (change: Change) => endsOrHides(change, kindNamed(change.kind))],
    ['max_replacements', ({ action }: Change) => action === 'replace'],
    ['max_recreates', ({ action }: Change) => action === 'recreate'],
  ] as const;
  return judged.flatMap(([name, counts]) => {
    const changes = counted.filter(counts);
    const limit = limits[name];
    return changes.length <= limit ? [] : [guard(name, changes, { limit, actual: changes.length })];
  });
}

/**
 * True for the end of a creation that an interrupted run began: it is found by its marker, or gets the reference that
 * could not be set before its object was there.
 */
function endsCreation(change: Change, { applied, kindNamed }: GuardInput): boolean {
  const record = applied?.resources.get(change.key);
  if (change.action === 'relink') return record === undefined;
  if (change.action !== 'update') return false;
  const kind = kindNamed(change.kind);
  return change.fields.every(
    ({ path, before }) =>
      before === null && kind.policy(path).reference === 'late' && record?.spec[path] === undefined,
  );
}

function shareGuard(input: GuardInput, counted: readonly Change[]): readonly Guard[] {
  const { limits, applied } = input;
  const recorded = applied?.resources.size ?? 0;
  const changed = counted.filter((change) => changesObject(change) && !endsCreation(change, input));
  const actual = recorded < SHARE_FROM ? 0 : Math.ceil((changed.length * 100) / recorded);
  const limit = limits.max_changed_share;
  return actual <= limit ? [] : [guard('max_changed_share', changed, { limit, actual })];
}

/** Everything that is recorded would go: as a rule the manifests are not where they are looked for. */
function emptyGuard({ applied, changes, allow }: GuardInput): readonly Guard[] {
  const recorded = applied?.resources.size ?? 0;
  const away = changes.filter(isRemoval);
  const actual = new Set(away.map(({ key }) => key)).size;
  const asked = away.filter((change) => !allow.has(allowance(change)));
  if (actual < recorded || asked.length === 0) return [];
  return [guard('empty_catalog', asked, { limit: recorded - 1, actual })];
}

/** Protection is lifted by nothing here: that takes a release of its own. */
function protectGuard({ changes, kindNamed }: GuardInput): readonly Guard[] {
  const stopped = changes.filter(
    (change) =>
      change.protect &&
      // What ended with another object is not taken away by the one that takes its place.
      !(change.action === 'replace' && change.recovery) &&
      (change.action === 'replace' || isDestructive(change, kindNamed(change.kind))),
  );
  if (stopped.length === 0) return [];
  return [{ ...guard('protect', stopped, { limit: 0, actual: stopped.length }), allow: [] }];
}

/** What is gone with a secret that somebody holds is made again only where that is asked for. */
function secretGuard({ kindNamed }: GuardInput, counted: readonly Change[]): readonly Guard[] {
  const changes = counted.filter(
    ({ action, kind }) => action === 'recreate' && kindNamed(kind).secret !== undefined,
  );
  return changes.length === 0 ? [] : [guard('secret', changes, { limit: 0, actual: changes.length })];
}

/** The limits that this plan exceeds, each with what would lift it, object by object. */
export function trippedGuards(input: GuardInput): readonly Guard[] {
  const counted = input.changes.filter((change) => !input.allow.has(allowance(change)));
  return [
    ...countGuards(input, counted),
    ...secretGuard(input, counted),
    ...shareGuard(input, counted),
    ...emptyGuard(input),
    ...protectGuard(input),
    ...input.losses.map(({ key, paths }) => ({
      name: 'unmanaged_fields',
      limit: 0,
      actual: paths.join(', '),
      keys: [key],
      allow: [`drop:${key}`],
    })),
  ];
}
