import type { JsonRecord } from '../../../src/lib/json.ts';
import type { Catalog } from './catalogs.ts';
import type { LawKind, ObjectText } from './kind.ts';
import { lawKinds } from './kinds.ts';

/** What an edit of objects has at hand. */
interface Given {
  readonly number: number;
  readonly at: number;
  /** A document of each kind. */
  readonly texts: Readonly<Record<string, JsonRecord>>;
  /** The catalog that was released: what it protects is not touched by the release that lifts that. */
  readonly original: Catalog;
}

type ObjectEdit = (catalog: Catalog, given: Given) => Catalog;

/** The objects that can be edited: those that nothing protects, neither now nor in what was released. */
function free({ objects = [] }: Catalog, kind: string, { original }: Given): readonly ObjectText[] {
  const guarded = [...objects, ...(original.objects ?? [])].filter(({ fields }) => fields.protect === true);
  const codes = new Set(guarded.map((object) => `${object.kind}:${object.code}`));
  return objects.filter((object) => object.kind === kind && !codes.has(`${kind}:${object.code}`));
}

const merged = (before: JsonRecord, change: JsonRecord): JsonRecord =>
  Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== null));

/** One of the objects with other fields, or without it. */
function onOne(kind: string, change: LawKind['changes'][string] | null): ObjectEdit {
  return (catalog, given) => {
    const all = free(catalog, kind, given);
    const one = all[given.at % Math.max(1, all.length)];
    const objects = (catalog.objects ?? []).flatMap((object) => {
      if (object !== one) return [object];
      if (change === null) return [];
      const { number, texts } = given;
      const next = change(object.fields, {
        number,
        other: texts[kind] ?? {},
        objects: catalog.objects ?? [],
      });
      return [{ ...object, fields: merged(object.fields, next) }];
    });
    return { ...catalog, objects };
  };
}

/** One of the objects is protected, or no longer. */
const protecting =
  (kind: string): ObjectEdit =>
  (catalog, { at }) => {
    const all = (catalog.objects ?? []).filter(
      (object) => object.kind === kind && object.fields.active !== false,
    );
    const one = all[at % Math.max(1, all.length)];
    const objects = (catalog.objects ?? []).map((object) =>
      object === one
        ? { ...object, fields: { ...object.fields, protect: object.fields.protect !== true } }
        : object,
    );
    return { ...catalog, objects };
  };

const rank = ({ kind }: ObjectText): number => lawKinds.findIndex((each) => each.kind === kind);

const adding =
  (kind: string): ObjectEdit =>
  (catalog, { number, texts }) => {
    const added = { kind, code: `New${number}`, fields: texts[kind] ?? {} };
    const objects = [...(catalog.objects ?? []), added];
    return { ...catalog, objects: objects.sort((a, b) => rank(a) - rank(b)) };
  };

const operationsOn = ({ kind, changes }: LawKind): readonly (readonly [string, ObjectEdit])[] => [
  [`add ${kind}`, adding(kind)],
  [`protect ${kind}`, protecting(kind)],
  [`remove ${kind}`, onOne(kind, null)],
  ...Object.entries(changes).map(([name, change]) => [`${name} ${kind}`, onOne(kind, change)] as const),
];

/** What an edit may do to an object beside the plans, by name. */
export const objectOperations: ReadonlyMap<string, ObjectEdit> = new Map(lawKinds.flatMap(operationsOn));

const forGood = new Set(
  lawKinds.flatMap(({ kind, forGood: names }) => names.map((name) => `${name} ${kind}`)),
);

/** Those whose reverse brings every object back. */
export const reversibleOnObjects: readonly string[] = [...objectOperations.keys()].filter(
  (name) => !forGood.has(name),
);
