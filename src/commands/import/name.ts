import type { Found, Idea } from '../../kinds/importer.ts';
import { idOf, type KeysById } from '../../kinds/ids.ts';
import type { Kind } from '../../kinds/kind.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import type { Left } from '../../model/import.ts';
import { codesOf, keyOf, kindOf, type ResourceKey } from '../../model/key.ts';
import { chooseCode, type Chosen } from './codes.ts';
import { translated } from './references.ts';
import { stays } from './survey.ts';
import type { Group } from './group.ts';

/** A part of a group with the code that it got inside. */
interface NamedPart extends Chosen {
  readonly key: ResourceKey;
  readonly found: Found;
}

/** A group with its codes. `from` is null for a root that the manifests have already. */
export interface NamedGroup extends Group {
  readonly key: ResourceKey;
  readonly from: string | null;
  readonly named: readonly NamedPart[];
}

/** What codes must not collide with. */
export interface Names {
  /** Keys of objects that have one already. */
  readonly known: KeysById;
  /** Every key of the manifests, whatever the environment, and of the snapshots. */
  readonly keys: ReadonlySet<ResourceKey>;
  /** By kind: values that a new code would claim too, such as the ids of products. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Codes while they are given. */
interface Work {
  readonly ids: Names['ids'];
  /** Keys in lower case: some file systems take `Pro` for `pro`. */
  readonly taken: Set<string>;
  readonly named: Map<string, ResourceKey>;
  readonly left: Left[];
}

/** Gives every root and every part a code: readable, unique, and the same each time. */
export function nameGroups(
  groups: readonly Group[],
  { known, keys, ids }: Names,
): { readonly named: readonly NamedGroup[]; readonly left: readonly Left[] } {
  const taken = new Set([...keys].map((key) => key.toLowerCase()));
  const work: Work = { ids, taken, named: new Map(known), left: [] };
  const named = inOrder(groups).flatMap((group) => nameGroup(group, work));
  return { named, left: work.left };
}

/**
 * What others refer to first; then objects that bear a marker, then those that other tools name; the oldest first among
 * equals.
 */
function inOrder(groups: readonly Group[]): readonly Group[] {
  const rank = ({ importer, root, parts, key }: Group): number => {
    if (importer.parts === null) return 0;
    if (key !== null || markedCodes(importer.root, root) !== undefined) return 1;
    return importer.ideas(root, parts)[0]?.from.startsWith('metadata') === true ? 2 : 3;
  };
  return groups.toSorted((a, b) => rank(a) - rank(b));
}

function nameGroup(group: Group, work: Work): readonly NamedGroup[] {
  const { importer, root, parts } = group;
  const { kind } = importer.parts ?? { kind: importer.root };
  const ideas = importer.ideas(root, parts);
  const chosen =
    group.key === null
      ? give(importer.root, root, { above: [], ideas, work })
      : { code: codesOf(group.key), from: null };
  if (chosen === null) return [];
  const key = keyOf(importer.root.name, chosen.code);
  work.named.set(idOf(importer.root.name, root.raw.id), key);
  const alone = parts.length === 1 && group.key === null;
  const isMarked = (part: Found): boolean => markedCodes(kind, part) !== undefined;
  const named = parts
    .toSorted((a, b) => Number(isMarked(b)) - Number(isMarked(a)))
    .flatMap((found): NamedPart[] => {
      const within = importer.partIdeas(translated(kind, found, work.named), { code: chosen.code, alone });
      const given = give(kind, found, { above: [chosen.code], ideas: within, work });
      return given === null ? [] : [{ ...given, key: keyOf(kind.name, chosen.code, given.code), found }];
    });
  return [{ ...group, key, from: chosen.from, named }];
}

interface Naming {
  /** The codes in front of the one that is looked for. */
  readonly above: readonly string[];
  readonly ideas: readonly Idea[];
  readonly work: Work;
}

/** A code for an object, taken from now on; null where its own marker asks for one that it cannot have. */
function give(kind: Kind, found: Found, { above, ideas, work }: Naming): Chosen | null {
  const lower = (code: string): string => keyOf(kind.name, ...above, code).toLowerCase();
  const own = Object.values(kind.naturalKeysOf(found.raw));
  const isClaimed = (code: string): boolean =>
    above.length === 0 && work.ids.get(kind.name)?.has(code) === true && !own.includes(code);
  const marked = markedCodes(kind, found);
  const chosen =
    marked === undefined
      ? chooseCode(
          [...ideas, { text: kind.name, from: 'kind' }],
          (code) => work.taken.has(lower(code)) || isClaimed(code),
        )
      : { code: marked.at(-1) ?? '', from: 'metadata pricebook_key' };
  const expected = [...above, chosen.code].join('/');
  const fits = marked === undefined || (chosen.code !== '' && marked.join('/') === expected);
  if (!fits || work.taken.has(lower(chosen.code))) {
    const detail = 'its marker names a key that it cannot have here';
    work.left.push(stays(kind, found.raw, { reason: 'cannot-say', detail }));
    return null;
  }
  work.taken.add(lower(chosen.code));
  return chosen;
}

/** The codes in the marker of one of ours; undefined for what has none. */
function markedCodes(kind: Kind, { raw }: Found): readonly string[] | undefined {
  const ownership = ownershipOf(raw);
  if (ownership.owner !== 'pricebook') return undefined;
  const { key } = ownership.marker;
  return kindOf(key) === kind.name ? codesOf(key).split('/') : [];
}
