import type { Found, Importer } from '../../kinds/importer.ts';
import { idOf, type KeysById } from '../../kinds/ids.ts';
import type { Kind } from '../../kinds/kind.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import { groupBy } from '../../lib/group.ts';
import { code } from '../../lib/wording.ts';
import type { Left } from '../../model/import.ts';
import type { LiveState, RawObject } from '../../model/state.ts';
import { attachedTo } from './attached.ts';
import { referencesIn, referencesOf } from './references.ts';
import type { Group, Selection } from './group.ts';

/** What the survey of an account needs to know. */
export interface SurveyInput {
  readonly live: LiveState;
  readonly catalog: string;
  /** The first is what people choose from; of the others come along what is referred to and what stands alone. */
  readonly importers: readonly Importer[];
  readonly selection: Selection;
  /** The keys of objects that manifests or the snapshot have. */
  readonly known: KeysById;
  /** True for objects, by their kind and id, that the key may not read. */
  readonly isUnread: (name: string) => boolean;
}

/** What an account holds for an import. */
export interface Survey {
  readonly groups: readonly Group[];
  readonly left: Left[];
  /** By kind: archived objects and retiring ones, and those that are managed already. */
  readonly archived: Record<string, number>;
  readonly managed: Record<string, number>;
}

type Seen = Omit<Survey, 'groups'>;

/** Sorts the objects of an account into what is to be imported, what is managed already, and what stays as it is. */
export function survey(input: SurveyInput): Survey {
  const seen: Seen = { left: [], archived: {}, managed: {} };
  const [first, ...others] = input.importers;
  if (first === undefined) return { groups: [], ...seen };
  const groups = groupsOf(first, {
    input,
    seen,
    wanted: (raw) => isChosen(first.root, raw, input.selection),
  });
  for (const importer of others) {
    const used = new Set(groups.flatMap(referencesOf));
    const wanted = (raw: RawObject): boolean =>
      (used.has(raw.id) && !input.known.has(idOf(importer.root.name, raw.id))) ||
      (importer.standsAlone?.(raw) === true && isChosen(importer.root, raw, input.selection));
    groups.push(...groupsOf(importer, { input, seen, wanted }));
  }
  return { groups, ...seen };
}

interface Context {
  readonly input: SurveyInput;
  readonly seen: Seen;
  readonly wanted: (raw: RawObject) => boolean;
}

function groupsOf(importer: Importer, context: Context): Group[] {
  const { live, known, selection } = context.input;
  const { root: kind, parts } = importer;
  const below = groupBy(oldestFirst(live.objects.get(parts?.kind.name ?? '')), (raw) =>
    parts === null ? undefined : raw[parts.path],
  );
  return oldestFirst(live.objects.get(kind.name))
    .filter(context.wanted)
    .flatMap((raw): Group[] => {
      const inside = below.get(raw.id) ?? [];
      const sells = inside.some((part) => parts?.kind.isActive(part) === true);
      // What is archived and sells nothing is over, unless somebody asks for it.
      const counts = kind.isActive(raw) || sells || selection.ids.includes(raw.id);
      const isThere = standing(kind, raw, { ...context, counts });
      // What a manifest has already is looked at for what is new inside it.
      const isWanted = isThere === 'new' || (isThere === 'managed' && parts !== null);
      const root = isWanted ? foundOf(kind, raw, context) : null;
      if (root === null) return [];
      const found = inside.flatMap((part) => (parts === null ? [] : partOf(parts.kind, part, context)));
      if (isThere === 'new' && !kind.isActive(raw) && sells && found.length === 0) {
        const detail = 'it is archived, and nothing of what it sells can be said';
        context.seen.left.push(stays(kind, raw, { reason: 'cannot-say', detail }));
        return [];
      }
      const attached = isThere === 'new' ? attachedTo(importer, raw, live) : [];
      return [{ importer, root, key: known.get(idOf(kind.name, raw.id)) ?? null, parts: found, attached }];
    });
}

function partOf(kind: Kind, raw: RawObject, context: Context): readonly Found[] {
  const isNew = standing(kind, raw, { ...context, counts: kind.isActive(raw) }) === 'new';
  const found = isNew ? foundOf(kind, raw, context) : null;
  return found === null ? [] : [found];
}

/** What `adopt` takes; the schemas have the same. */
const WRITABLE = /^[^\s/]+$/;

/** What an object is to an import; counted or listed where it is not imported. */
function standing(
  kind: Kind,
  raw: RawObject,
  { input, seen, counts }: Context & { readonly counts: boolean },
): 'new' | 'managed' | 'archived' | 'left' {
  const passed = (counted: Record<string, number>): void => {
    counted[kind.name] = (counted[kind.name] ?? 0) + 1;
  };
  if (input.known.has(idOf(kind.name, raw.id))) {
    passed(seen.managed);
    return 'managed';
  }
  const ownership = ownershipOf(raw);
  const marker = ownership.owner === 'pricebook' ? ownership.marker : null;
  const isOurs = marker?.catalog === input.catalog;
  if (!counts || (isOurs && marker.retireAt !== null)) {
    passed(seen.archived);
    return 'archived';
  }
  if (isOurs) return 'new';
  if (ownership.owner !== 'nobody') {
    const owner = ownership.owner === 'other' ? ownership.name : `the catalog ${ownership.marker.catalog}`;
    seen.left.push(stays(kind, raw, { reason: 'owned', detail: `marked as its own by ${code(owner)}` }));
    return 'left';
  }
  if (!kind.hasMarker || WRITABLE.test(raw.id)) return 'new';
  const detail = `${code(raw.id)} cannot be written behind ${code('adopt')}`;
  seen.left.push(stays(kind, raw, { reason: 'cannot-say', detail }));
  return 'left';
}

function foundOf(kind: Kind, raw: RawObject, { input, seen: { left } }: Context): Found | null {
  const decoded = kind.decode(raw);
  if (!('spec' in decoded)) {
    left.push(stays(kind, raw, { reason: 'not-understood', detail: decoded.problem }));
    return null;
  }
  const found = { raw, spec: decoded.spec };
  const unread = referencesIn(kind, found).find(
    ([path, target]) =>
      kind.policy(path).reference === 'early' && input.isUnread(idOf(kind.policy(path).to ?? '', target)),
  );
  if (unread === undefined) return found;
  const detail = `its ${unread[0]} is ${code(unread[1])}, which the key may not read`;
  left.push(stays(kind, raw, { reason: 'not-read', detail }));
  return null;
}

/** A whole object that is left as it is. */
export function stays(kind: Kind, { id }: RawObject, why: Pick<Left, 'reason' | 'detail'>): Left {
  return { kind: kind.name, id, key: null, field: null, value: null, ...why };
}

function isChosen(kind: Kind, raw: RawObject, { ids, activeOnly, since }: Selection): boolean {
  if (ids.length > 0 && !ids.includes(raw.id)) return false;
  if (activeOnly && !kind.isActive(raw)) return false;
  return since === null || createdAt(raw) >= since;
}

const createdAt = (raw: RawObject): number => (typeof raw.created === 'number' ? raw.created : 0);

/** The oldest first, and always in the same order. */
const oldestFirst = (raws: readonly RawObject[] = []): readonly RawObject[] =>
  raws.toSorted((a, b) => createdAt(a) - createdAt(b) || (a.id < b.id ? -1 : 1));
