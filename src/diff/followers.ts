import { stripeIdOf, type Change, type Follower } from '../model/change.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { Findings } from '../model/findings.ts';
import type { Resolved } from './resolve.ts';

interface Reference extends Follower {
  readonly to: ResourceKey;
  readonly id: string;
}

/** Every late reference of a managed object, as Stripe has it. */
function lateReferences(subjects: readonly Resolved[]): readonly Reference[] {
  return subjects.flatMap(({ key, kind, live, desired }) =>
    live === null || desired === null
      ? []
      : Object.entries(live.references).flatMap(([path, id]): Reference[] => {
          const to = live.spec[path];
          if (kind.policy(path).reference !== 'late' || typeof id !== 'string') return [];
          return typeof to === 'string' && isKey(to)
            ? [{ key, kind: kind.name, path, raw: live.raw, to, id }]
            : [];
        }),
  );
}

const takesOffSale = (change: Change): boolean =>
  change.action === 'delete' ||
  (change.action === 'archive' && change.cause === 'removed') ||
  ((change.action === 'update' || change.action === 'replace') &&
    change.fields.some(({ path, after }) => path === 'active' && after === false));

/** True for a replacement that moves its object away from the one that refers to it: a price to another product. */
const movesAwayFrom = (change: Change, { key }: Reference): boolean =>
  change.action === 'replace' && change.fields.some(({ path, before }) => path !== 'key' && before === key);

/**
 * Gives each replacement the references that follow it, and refuses to take an object off sale, or away, that another
 * one still refers to: Stripe would refuse it too, halfway.
 */
export function settleReferences(
  changes: readonly Change[],
  subjects: readonly Resolved[],
  findings: Findings,
): Change[] {
  const moves = new Set(changes.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`)));
  const standing = lateReferences(subjects).filter(({ key, path }) => !moves.has(`${key} ${path}`));
  const byTarget = new Map<ResourceKey, Reference[]>();
  for (const reference of standing) {
    byTarget.set(reference.to, [...(byTarget.get(reference.to) ?? []), reference]);
  }
  return changes.map((change): Change => {
    const id = stripeIdOf(change);
    const references = (byTarget.get(change.key) ?? []).filter((reference) => reference.id === id);
    const first = references.find((reference) => takesOffSale(change) || movesAwayFrom(change, reference));
    if (first !== undefined) {
      const goes = movesAwayFrom(change, first) ? 'move away' : 'go off sale';
      findings.diagnostics.push({
        severity: 'error',
        code: 'plan.still-referenced',
        summary: `${change.key} would ${goes} while it is the ${first.path} of ${first.key}`,
        detail: `Write another ${first.path} there, or "${first.path}: none".`,
        ...(change.where === null ? {} : { where: change.where }),
      });
    }
    if (change.action !== 'replace') return change;
    return { ...change, followers: references.map(({ key, kind, path, raw }) => ({ key, kind, path, raw })) };
  });
}
