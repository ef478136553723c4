import { entriesOf, isList, type Json } from '../lib/json.ts';
import { isRemoval, stripeIdOf, type Change, type Follower } from '../model/change.ts';
import { isKey, type ResourceKey } from '../model/key.ts';
import type { Findings } from '../model/findings.ts';
import type { ReferenceIndex } from './references.ts';
import type { Resolved } from './resolve.ts';

/** A field of an object that names another one, alone or in a list. */
interface Pointer {
  readonly key: ResourceKey;
  readonly path: string;
  readonly isList: boolean;
  readonly to: ResourceKey;
}

/** The same as Stripe has it: which object of the key it names. */
type Reference = Pointer & Follower & { readonly id: string };

const textsOf = (value: Json): readonly string[] =>
  entriesOf(value).filter((entry) => typeof entry === 'string');

/** Every late reference of a managed object, as Stripe has it. */
function lateReferences(subjects: readonly Resolved[], index: ReferenceIndex): readonly Reference[] {
  return subjects.flatMap(({ key, kind, live, desired }) =>
    live === null || desired === null
      ? []
      : Object.entries(live.references).flatMap(([path, value]): Reference[] => {
          if (kind.policy(path).reference !== 'late') return [];
          const lockGroup = kind.lockGroup(key, live.spec);
          const { after } = index.following(kind.policy(path), value);
          const follower = { key, kind: kind.name, path, raw: live.raw, value: after, lockGroup };
          return textsOf(value).flatMap((id): Reference[] => {
            const to = index.keyOf(kind.policy(path), id);
            return to === undefined ? [] : [{ ...follower, isList: isList(value), to, id }];
          });
        }),
  );
}

/** Every late reference that a change makes. */
function madeReferences(changes: readonly Change[], subjects: readonly Resolved[]): readonly Pointer[] {
  const kinds = new Map(subjects.map(({ key, kind }) => [key, kind]));
  return changes.flatMap(({ key, fields }) =>
    fields
      .filter(({ path }) => path !== 'key' && kinds.get(key)?.policy(path).reference === 'late')
      .flatMap(({ path, after }) =>
        textsOf(after)
          .filter(isKey)
          .map((to) => ({ key, path, isList: isList(after), to })),
      ),
  );
}

const takesOffSale = (change: Change): boolean =>
  (change.action !== 'forget' && isRemoval(change)) ||
  ((change.action === 'update' || change.action === 'replace') &&
    change.fields.some(({ path, after }) => path === 'active' && after === false));

/** True for a replacement that moves its object away from the one that refers to it: a price to another product. */
const movesAwayFrom = (change: Change, { key }: Pointer): boolean =>
  change.action === 'replace' && change.fields.some(({ path, before }) => path !== 'key' && before === key);

function reportStillReferenced(
  change: Change,
  pointer: Pointer,
  { diagnostics, isSold }: { readonly diagnostics: Findings['diagnostics']; readonly isSold: boolean },
): void {
  const { key, path } = pointer;
  const ends = isSold ? 'go off sale' : 'be withdrawn';
  const goes = movesAwayFrom(change, pointer) ? 'move away' : ends;
  const is = pointer.isList ? 'is among' : 'is';
  diagnostics.push({
    severity: 'error',
    code: 'plan.still-referenced',
    summary: `${change.key} would ${goes} while it ${is} the ${path} of ${key}`,
    detail: pointer.isList
      ? `Take it out of the ${path} there.`
      : `Write another ${path} there, or "${path}: none".`,
    ...(change.where === null ? {} : { where: change.where }),
  });
}

/**
 * Gives each replacement the references that follow it, and refuses to take an object off sale, or away, that another
 * one still refers to, or would from now on: Stripe would refuse it too, halfway.
 */
export function settleReferences(
  changes: readonly Change[],
  subjects: readonly Resolved[],
  { findings, index }: { readonly findings: Findings; readonly index: ReferenceIndex },
): Change[] {
  const moves = new Set(changes.flatMap(({ key, fields }) => fields.map(({ path }) => `${key} ${path}`)));
  const stand = lateReferences(subjects, index).filter(({ key, path }) => !moves.has(`${key} ${path}`));
  const standing = Map.groupBy(stand, ({ to }) => to);
  const made = Map.groupBy(madeReferences(changes, subjects), ({ to }) => to);
  const sold = new Set(subjects.filter(({ kind }) => kind.sold).map(({ key }) => key));
  return changes.map((change): Change => {
    const id = stripeIdOf(change);
    const references = (standing.get(change.key) ?? []).filter((reference) => reference.id === id);
    const pointers: readonly Pointer[] = [...references, ...(made.get(change.key) ?? [])];
    const first = pointers.find((pointer) => takesOffSale(change) || movesAwayFrom(change, pointer));
    if (first !== undefined) {
      const { diagnostics } = findings;
      reportStillReferenced(change, first, { diagnostics, isSold: sold.has(change.key) });
    }
    if (change.action !== 'replace') return change;
    const followers = references.map(({ to: _to, id: _id, isList: _isList, ...follower }) => follower);
    return { ...change, followers };
  });
}
