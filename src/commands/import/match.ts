import type { Found } from '../../kinds/importer.ts';
import type { Kind } from '../../kinds/kind.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import { fits } from '../../diff/choose.ts';
import { canonical } from '../../model/spec.ts';
import { equal } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import type { Left } from '../../model/import.ts';
import { codesOf, type ResourceKey } from '../../model/key.ts';
import { pick } from '../../model/spec.ts';
import type { Desired } from '../../model/state.ts';
import type { Group } from './group.ts';
import { namedBy, ofSameTerms, paired, sharesKey } from './pair.ts';

/** An object of this environment that is what a manifest describes for another one. */
export interface Match {
  readonly kind: Kind;
  readonly found: Found;
  readonly desired: Desired;
}

/** Groups with what the manifests have already taken out, and that. */
export interface Matched {
  readonly groups: readonly Group[];
  readonly matches: readonly Match[];
  /** Those whose other self is not here. */
  readonly absent: readonly Desired[];
  readonly left: readonly Left[];
}

/** Finds the objects that manifests of another environment describe. Each is taken once. */
export function matchGroups(
  groups: readonly Group[],
  desired: readonly Desired[],
  elsewhere: ReadonlySet<ResourceKey>,
): Matched {
  const strangers = desired.filter(({ key }) => elsewhere.has(key));
  const roots = matchRoots(groups, strangers);
  const parts = groups.flatMap((group) => [
    ...matchParts({ ...group, key: group.key ?? roots.get(group)?.key ?? null }, strangers),
  ]);
  const pairs = [
    ...[...roots].map(([{ importer, root }, match]) => ({
      kind: importer.root,
      found: root,
      desired: match,
    })),
    ...parts,
  ];
  const matches = pairs.filter(({ kind, found, desired: match }) => canBecome(kind, match, found));
  const taken = new Set(pairs.map(({ found }) => found));
  const isHere = new Set(pairs.map(({ desired: match }) => match.key));
  return {
    groups: groups.flatMap((group): Group[] => {
      const match = roots.get(group);
      if (match !== undefined && !canBecome(group.importer.root, match, group.root)) return [];
      if (match !== undefined && group.importer.parts === null) return [];
      const rest = group.parts.filter((part) => !taken.has(part));
      return [{ ...group, key: group.key ?? match?.key ?? null, parts: rest }];
    }),
    matches,
    absent: strangers.filter(({ key }) => !isHere.has(key)),
    left: pairs.flatMap(differences),
  };
}

/** Our own marker names its key, and that one is in no manifest: nothing else is meant. */
const isFree = ({ raw }: Found): boolean => ownershipOf(raw).owner === 'nobody';

function matchRoots(groups: readonly Group[], among: readonly Desired[]): ReadonlyMap<Group, Desired> {
  const items = groups.filter(({ key, root }) => key === null && isFree(root));
  const ofKind = (free: readonly Desired[], { name }: Kind): readonly Desired[] =>
    free.filter(({ kind }) => kind === name);
  return paired(items, among, [
    ({ importer: { root: kind }, root }, free) =>
      ofKind(free, kind).find((each) => sharesKey(kind, root, each)),
    ({ importer, parts }, free) => {
      const { parts: inside } = importer;
      if (inside === null) return undefined;
      // Looked for among all: its prices are taken in a second step.
      const part = ofKind(among, inside.kind).find((each) =>
        parts.some((found) => isFree(found) && sharesKey(inside.kind, found, each)),
      );
      return free.find(({ key }) => key === part?.spec[inside.path]);
    },
    ({ importer, root, parts }, free) => namedBy(importer.ideas(root, parts), ofKind(free, importer.root)),
  ]);
}

function matchParts({ importer, key, parts }: Group, among: readonly Desired[]): readonly Match[] {
  const inside = importer.parts;
  if (key === null || inside === null) return [];
  const { kind, path } = inside;
  const within = { code: codesOf(key), alone: parts.length === 1 };
  const below = among.filter((each) => each.kind === kind.name && each.spec[path] === key);
  const pairs = paired(parts.filter(isFree), below, [
    (found, free) => free.find((each) => sharesKey(kind, found, each)),
    (found, free) => namedBy(importer.partIdeas(found, within), free),
    (found, free) => ofSameTerms(kind, found, free),
  ]);
  return [...pairs].map(([found, desired]) => ({ kind, found, desired }));
}

/** What a manifest says of an object, but for what it refers to: that is a key there and an id here. */
const terms = (kind: Kind, { spec }: Desired) =>
  pick(spec, (path) => kind.policy(path).reference === undefined);

const canBecome = (kind: Kind, desired: Desired, { spec }: Found): boolean =>
  fits(kind, terms(kind, desired), spec);

/** Where the two differ: for somebody to look at, since one of them will count. */
function differences({ kind, found, desired }: Match): readonly Left[] {
  const { key } = desired;
  const wanted = terms(kind, desired);
  const detail = canBecome(kind, desired, found)
    ? 'the manifest says otherwise; the first release writes that here'
    : `${code(key)} in the manifests differs in what Stripe cannot change; neither is touched`;
  const differing = Object.keys(wanted).filter(
    (path) =>
      // What names it here is written for this environment beside.
      kind.namedBy !== path &&
      kind.policy(path).change !== 'computed' &&
      !equal(canonical(wanted[path]), canonical(found.spec[path])),
  );
  return differing.map((field) => ({
    kind: kind.name,
    id: found.raw.id,
    key,
    reason: 'differs',
    field,
    value: found.spec[field] ?? null,
    detail,
  }));
}
