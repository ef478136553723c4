import { canonicalJson } from '../lib/json.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Applied, AppliedState, IdRecord, LedgerEntry } from '../model/state.ts';
import { snapshotDigest } from './rows.ts';
import { mergeTable, mover, picked, type Sides } from './three-way.ts';

/** What can differ so that two snapshots are not of the same catalog. */
type Identity = 'account' | 'livemode' | 'catalog';

/** Two snapshots in one, or why not: the keys that each side made something else of, or what they are not both of. */
export type Merge =
  | { readonly merged: AppliedState }
  | { readonly conflicts: readonly ResourceKey[] }
  | { readonly differs: Identity };

/**
 * One state of two that come from one base: of each key what the side says that changed it. Where one of them says what
 * the base says, the other itself. `theirs` is what is committed already: of `released`, `reviewed` and the commits that
 * applied an object, theirs counts where both moved; so the next release looks at more, and what is in it is done.
 * The serial is above both, and so are those of our lines in the ledger.
 */
export function mergeStates(base: AppliedState, ours: AppliedState, theirs: AppliedState): Merge {
  const sides = { base, ours, theirs };
  const differs = (['account', 'livemode', 'catalog'] as const).find((name) => ours[name] !== theirs[name]);
  if (differs !== undefined) return { differs };
  const digests = picked(sides, snapshotDigest);
  if (digests.ours === digests.theirs || digests.ours === digests.base) return { merged: theirs };
  if (digests.theirs === digests.base) return { merged: ours };
  const resources = mergeTable(
    picked(sides, (side) => [...side.resources.values()]),
    { name: ({ key }) => key, content: (resource) => ({ ...resource, commit: null }) },
  );
  const ids = mergeTable(
    picked(sides, (side) => side.ids),
    { name: ({ key, id }) => `${key}\0${id}`, content: (record) => ({ ...record }), settle: settledId },
  );
  const pending = mergeTable(
    picked(sides, (side) => side.pending),
    { name: ({ key }) => key, content: (change) => ({ ...change }) },
  );
  const conflicts = [
    ...[resources, ids, pending].flatMap((table) => table.conflicts),
    ...taken(resources.rows, sides),
  ];
  if (conflicts.length > 0) return { conflicts: [...new Set(conflicts)].sort() };
  return {
    merged: {
      ...theirs,
      ...mergedLedger(sides),
      released: movedCommit(picked(sides, ({ released }) => released)),
      reviewed: movedCommit(picked(sides, ({ reviewed }) => reviewed)),
      resources: new Map(resources.rows.map((resource) => [resource.key, resource])),
      ids: ids.rows,
      pending: [...pending.rows].sort((a, b) => (a.key < b.key ? -1 : 1)),
    },
  };
}

const isSame = <Value>(a: Value, b: Value): boolean => a === b;

const movedCommit = (commits: Sides<string | null>): string | null =>
  commits[mover(commits, isSame) ?? 'theirs'];

/** One record of two for the same id: an end that either side knows stays; two ends are none. */
function settledId({ base, ours, theirs }: Sides<IdRecord | undefined>): IdRecord | null {
  if (ours === undefined || theirs === undefined) return null;
  const records = { base: base ?? { since: null, until: null, retireAt: null }, ours, theirs };
  const ends = picked(records, ({ until }) => until);
  const retirements = picked(records, ({ retireAt }) => retireAt);
  const [end, retirement] = [mover(ends, isSame), mover(retirements, isSame)];
  if (end === null || retirement === null) return null;
  // Two runs that found the same object noted it in different seconds.
  const since = ours.since < theirs.since ? ours.since : theirs.since;
  return { ...theirs, since, until: ends[end], retireAt: retirements[retirement] };
}

/** Keys with an object that has another key on the other side: each renamed it, and neither knows. */
function taken(resources: readonly Applied[], { ours, theirs }: Sides<AppliedState>): readonly ResourceKey[] {
  const holders = Map.groupBy(resources, ({ kind, id }) => `${kind} ${id}`);
  const isOf =
    (side: AppliedState) =>
    ({ key, id }: Applied) =>
      side.resources.get(key)?.id === id;
  return [...holders.values()]
    .filter((list) => list.length > 1 && ![ours, theirs].some((side) => list.every(isOf(side))))
    .flatMap((list) => list.map(({ key }) => key));
}

/** Theirs, and above it what we alone wrote. */
function mergedLedger({ base, ours, theirs }: Sides<AppliedState>): Pick<AppliedState, 'serial' | 'ledger'> {
  const known = new Set([...base.ledger, ...theirs.ledger].map(textOf));
  const own = ours.ledger.filter((entry) => !known.has(textOf(entry)));
  const serial = Math.max(ours.serial, theirs.serial) + Math.max(1, own.length);
  const first = serial - own.length + 1;
  const renumbered = own.map((entry, index) => ({ ...entry, serial: first + index }));
  return { serial, ledger: [...theirs.ledger, ...renumbered] };
}

const textOf = (entry: LedgerEntry): string => canonicalJson({ ...entry });
