import type { Composition, Found, Importer, Part } from '../../kinds/importer.ts';
import type { Kind } from '../../kinds/kind.ts';
import { digitsOf, isWrittenRecord, type Written, type WrittenRecord } from '../../kinds/written.ts';
import { equal, type Json } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import { canonical } from '../../model/spec.ts';
import { yamlOf } from '../../manifest/emit.ts';
import { expandDocument, type ExpandOptions } from '../../manifest/expand-document.ts';
import { parseFile } from '../../manifest/parse.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';

/** A composition whose objects are known by key, so that what was written can be held against them. */
export interface Subject extends Composition {
  readonly importer: Importer;
  readonly key: ResourceKey;
  readonly parts: readonly (Part & { readonly key: ResourceKey })[];
}

/** A document that says exactly what its objects are; null, with no text and no parts, where not even the root can be. */
export interface Composed {
  readonly document: WrittenRecord | null;
  readonly text: string;
  /** Those that are in it. */
  readonly parts: Subject['parts'];
  /** What it cannot say. */
  readonly faults: readonly Fault[];
}

/** What a manifest cannot say: a field of an object, or, for null, all of it. */
export interface Fault {
  readonly kind: Kind;
  readonly found: Found;
  readonly key: ResourceKey;
  readonly field: string | null;
  readonly value: Written;
  readonly why: string;
}

/** The path of a field that may be left out, and its value. */
interface Leaf {
  readonly path: readonly string[];
  readonly value: Written;
  readonly field: string;
  readonly of: Subject['parts'][number] | null;
}

/**
 * The document of a subject. It is read back as any manifest is: parts and fields that do not come out as they went in
 * are left out of it and listed.
 */
export function composed(subject: Subject, options: ExpandOptions): Composed {
  const { parts } = subject;
  const whole = trial(subject, { parts, keep: () => true }, options);
  if (whole.problem === null)
    return { document: whole.document, text: yamlOf(whole.document), parts, faults: [] };
  const refused = (why: string): Composed => ({
    document: null,
    text: '',
    parts: [],
    faults: [{ ...ownerOf(subject, null), field: null, value: null, why }],
  });
  const bare = trial(subject, { parts: [], keep: () => false }, options);
  if (bare.problem !== null) return refused(bare.problem);
  const faults: Fault[] = [];
  const good = parts.filter((part) => {
    const { problem: why } = trial(subject, { parts: [part], keep: () => false }, options);
    if (why !== null) faults.push({ ...ownerOf(subject, part), field: null, value: null, why });
    return why === null;
  });
  const isSame = (a: Leaf, b: Leaf): boolean => a.field === b.field && a.of?.key === b.of?.key;
  const bad = leavesOf(subject, subject.importer.compose({ ...subject, parts: good }), good).filter(
    (leaf) => {
      const alone = { parts: leaf.of === null ? [] : [leaf.of], keep: (each: Leaf) => isSame(each, leaf) };
      const { problem: why } = trial(subject, alone, options);
      if (why !== null)
        faults.push({ ...ownerOf(subject, leaf.of), field: leaf.field, value: leaf.value, why });
      return why !== null;
    },
  );
  const keep = (leaf: Leaf): boolean => !bad.some((each) => isSame(each, leaf));
  const { document, problem } = trial(subject, { parts: good, keep }, options);
  return problem === null ? { document, text: yamlOf(document), parts: good, faults } : refused(problem);
}

/** Which parts and which of the fields that may be left out are tried. */
interface Attempt {
  readonly parts: Subject['parts'];
  readonly keep: (leaf: Leaf) => boolean;
}

/** A document with some of what a subject has, and why it is not right; null where it is. */
function trial(
  subject: Subject,
  { parts, keep }: Attempt,
  options: ExpandOptions,
): { readonly document: WrittenRecord; readonly problem: string | null } {
  const full = subject.importer.compose({ ...subject, parts });
  const document = leavesOf(subject, full, parts)
    .filter((leaf) => !keep(leaf))
    .reduce((rest, { path }) => without(rest, path), full);
  return { document, problem: problemOf(document, { ...subject, parts }, options) };
}

function ownerOf(
  subject: Subject,
  part: Subject['parts'][number] | null,
): Pick<Fault, 'kind' | 'found' | 'key'> {
  const { importer } = subject;
  const { found, key } = part ?? subject;
  return { kind: part === null ? importer.root : (importer.parts?.kind ?? importer.root), found, key };
}

/** Why a document does not say what its objects are; null when it does, to the letter. */
function problemOf(document: WrittenRecord, subject: Subject, options: ExpandOptions): string | null {
  const { documents, diagnostics } = parseFile({ path: 'import', text: yamlOf(document) }, 'manifest');
  const [source] = documents;
  const expanded = source === undefined ? null : expandDocument(source, options);
  const error = [...diagnostics, ...(expanded?.diagnostics ?? [])].find(
    ({ severity }) => severity === 'error',
  );
  if (error !== undefined) return error.summary;
  const desired = new Map(expanded?.expansion?.objects.map((object) => [object.key, object]));
  const kind = subject.importer.parts?.kind ?? subject.importer.root;
  const root = differenceOf(subject.importer.root, desired.get(subject.key), subject.found);
  const inside = subject.parts.map((part) => differenceOf(kind, desired.get(part.key), part.found));
  return [root, ...inside].find((each) => each !== null) ?? null;
}

function differenceOf(kind: Kind, desired: Desired | undefined, { spec }: Found): string | null {
  if (desired === undefined) return 'the document does not name it';
  const path = Object.keys(desired.spec).find(
    (each) =>
      kind.policy(each).change !== 'computed' && !equal(canonical(desired.spec[each]), canonical(spec[each])),
  );
  return path === undefined ? null : `${code(path)} would not come out as it is`;
}

/** The fields of a document that may be left out: those of the root, and those of each part. */
function leavesOf(subject: Subject, document: WrittenRecord, parts: Subject['parts']): readonly Leaf[] {
  const { importer } = subject;
  const json = JSON.parse(JSON.stringify(document));
  const places = [
    { path: [] as readonly string[], of: null },
    ...parts.map((part) => ({ path: importer.place(json, part.name).path, of: part })),
  ].filter(({ path, of }) => of === null || path.length > 0);
  return places.flatMap(({ path, of }) =>
    [...importer.optional].flatMap((field): Leaf[] => {
      const value = at(document, [...path, field]);
      if (value === undefined) return [];
      if (!isWrittenRecord(value)) return [{ path: [...path, field], value, field, of }];
      return Object.entries(value).map(([name, inner]) => ({
        path: [...path, field, name],
        value: inner,
        field: `${field}.${name}`,
        of,
      }));
    }),
  );
}

const at = (record: WrittenRecord, path: readonly string[]): Written | undefined =>
  path.reduce<Written | undefined>(
    (value, name) => (isWrittenRecord(value) ? value[name] : undefined),
    record,
  );

/** The record without the value at a path, and without the map that it would leave empty. */
function without(record: WrittenRecord, [name = '', ...rest]: readonly string[]): WrittenRecord {
  const inner = record[name];
  const less = rest.length > 0 && isWrittenRecord(inner) ? without(inner, rest) : undefined;
  const gone = less === undefined || Object.keys(less).length === 0;
  return Object.fromEntries(
    Object.entries(record).flatMap(([each, value]): [string, Written][] =>
      each === name ? (gone ? [] : [[each, less]]) : [[each, value]],
    ),
  );
}

/** The entry of a part without these of its fields, metadata by their names. */
export function withoutFields(value: Written, fields: readonly string[]): Written {
  if (!isWrittenRecord(value)) return value;
  return fields.reduce<WrittenRecord>((rest, field) => {
    const dot = field.indexOf('.');
    return without(rest, dot < 0 ? [field] : [field.slice(0, dot), field.slice(dot + 1)]);
  }, value);
}

/** A written value as JSON for a report: decimals as texts. */
export function plain(value: Written): Json {
  const digits = digitsOf(value);
  if (digits !== undefined) return digits;
  if (Array.isArray(value)) return value.map((item: Written) => plain(item));
  if (!isWrittenRecord(value)) return typeof value === 'object' ? null : value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}
