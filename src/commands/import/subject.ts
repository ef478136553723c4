import type { Found, Lines } from '../../kinds/importer.ts';
import type { KeysById } from '../../kinds/ids.ts';
import type { Kind } from '../../kinds/kind.ts';
import { ownershipOf } from '../../kinds/marker.ts';
import type { Left } from '../../model/import.ts';
import { codesOf, type ResourceKey } from '../../model/key.ts';
import { attachedCodes } from './attached.ts';
import type { Subject } from './compose.ts';
import type { NamedGroup } from './name.ts';
import { kindInside, referencesIn, translated } from './references.ts';

/** How the lines `only` and `adopt` are written. */
export interface LineRule {
  readonly environment: string;
  /** Manifests of other environments are there: what is new is this one's alone. */
  readonly shared: boolean;
  /** `adopt` names its environment, because there are several. */
  readonly mapped: boolean;
  /** The key of every object that has one, by id. */
  readonly keys: KeysById;
  /** Keys that no document can say. */
  readonly unsayable: ReadonlySet<ResourceKey>;
}

/** What a group's document is to stand for. */
export function subjectOf(group: NamedGroup, rule: LineRule): Subject {
  const { importer, root, key, from, named } = group;
  const { environment, shared, mapped, keys } = rule;
  const isApart = mapped && importer.alsoIn !== undefined;
  const only = shared || isApart ? [environment] : undefined;
  const adopt = (kind: Kind, { raw }: Found): Lines['adopt'] => {
    if (!kind.hasMarker || ownershipOf(raw).owner !== 'nobody') return undefined;
    return mapped || shared ? { [environment]: raw.id } : raw.id;
  };
  const inside = kindInside(importer);
  return {
    importer,
    key,
    code: codesOf(key),
    ...(isApart ? { environment } : {}),
    found: translated(importer.root, root, keys),
    only,
    adopt: adopt(importer.root, root),
    attached: attachedCodes(group, rule).codes,
    parts: named.map((part) => ({
      key: part.key,
      name: part.code,
      found: translated(inside, part.found, keys),
      // Inside a document of its own the document's line says it.
      only: from === null ? only : undefined,
      adopt: adopt(inside, part.found),
    })),
  };
}

/** The fields of a subject that no document says, and references to what is not in the manifests. */
export function unsaidIn(
  { importer, key, found, parts }: Subject,
  keys: ReadonlySet<ResourceKey>,
): readonly Left[] {
  const of = (kind: Kind, { object, its }: { object: Found; its: ResourceKey }): readonly Left[] => {
    const names: ReadonlySet<string> = keys;
    const lost = referencesIn(kind, object).filter(([, target]) => !names.has(target));
    const fields = [
      ...lost.map(([field, value]) => ({
        field,
        value,
        detail: 'it refers to an object that is not imported',
      })),
      ...importer.unsaid(object).map((field) => ({ ...field, detail: 'manifests do not manage it' })),
    ];
    return fields.map((field) => ({
      kind: kind.name,
      id: object.raw.id,
      key: its,
      reason: 'field',
      ...field,
    }));
  };
  return [
    ...of(importer.root, { object: found, its: key }),
    ...parts.flatMap((part) => of(kindInside(importer), { object: part.found, its: part.key })),
  ];
}
