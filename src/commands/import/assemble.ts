import type { Found } from '../../kinds/importer.ts';
import { idOf, keysById, type KeysById } from '../../kinds/ids.ts';
import type { Kind } from '../../kinds/kind.ts';
import type { ManifestKind } from '../../kinds/manifest-kind.ts';
import type { ExpandOptions } from '../../manifest/expand-document.ts';
import type { Imported, ImportedFile, Left, Named } from '../../model/import.ts';
import { existsIn } from '../../model/environments.ts';
import { codesOf, kindOf, type ResourceKey } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { attachedCodes } from './attached.ts';
import { composed, plain, withoutFields, type Fault, type Subject } from './compose.ts';
import { addAdopt, documentsByKey, write, type FoundDocument, type Place, type Texts } from './edits.ts';
import type { Match } from './match.ts';
import type { NamedGroup } from './name.ts';
import { kindInside, referencesOf } from './references.ts';
import { subjectOf, unsaidIn, type LineRule } from './subject.ts';
import { stays } from './survey.ts';
import { unsayableOf } from './unsayable.ts';

/** What documents are made of, and where they go. */
export interface AssemblyInput {
  readonly groups: readonly NamedGroup[];
  readonly matches: readonly Match[];
  /** What manifests describe for another environment alone. */
  readonly absent: readonly Desired[];
  /** Keys of objects that have one already, by id. */
  readonly known: KeysById;
  readonly options: ExpandOptions;
  readonly place: Place;
  readonly lines: Pick<LineRule, 'shared' | 'mapped'>;
  /** The folder of new files. */
  readonly root: string;
  /** The texts of the files that are there, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Everything while it is being put together. */
interface Work {
  readonly input: AssemblyInput;
  readonly texts: Texts;
  /** The documents that are there, by the key of their root. */
  readonly documents: ReadonlyMap<ResourceKey, FoundDocument>;
  readonly objects: Map<string, ResourceKey[]>;
  readonly codes: Named[];
  readonly left: Left[];
}

/** Turns groups into documents of their own, and into lines of documents that are there. */
export function assemble(input: AssemblyInput): Pick<Imported, 'files' | 'codes' | 'left'> {
  const { groups, matches, options, known, place } = input;
  const work: Work = {
    input,
    texts: new Map(input.texts),
    documents: documentsByKey(input.texts, options.kinds),
    objects: new Map(),
    codes: [],
    left: [],
  };
  const here = keysById([
    ...matches.map(({ found, desired }) => [desired.key, found.raw.id] as const),
    ...groups.flatMap(({ root, key, named }) => [
      [key, root.raw.id] as const,
      ...named.map((part) => [part.key, part.found.raw.id] as const),
    ]),
  ]);
  const keys = new Map([...known, ...here]);
  const lines = { ...input.lines, environment: place.environment, keys };
  const rule = { ...lines, unsayable: unsayableOf(groups, lines, options) };
  const first = options.kinds[0]?.importer;
  const used = new Set<string>();
  // What needs an object that is left out is left out too: it comes later.
  const lose = ({ key, root }: NamedGroup): void => void keys.delete(idOf(kindOf(key), root.raw.id));
  matches.forEach((match) => addMatch(match, work));
  // Or a plan would look for that id here.
  for (const desired of input.absent) if (desired.adopt !== undefined) addId(desired, null, work);
  for (const group of groups.filter(({ importer }) => importer === first)) {
    const subject = subjectOf(group, rule);
    const said = group.from === null ? addParts(group, subject, work) : addDocument(group, subject, work);
    if (said === null) lose(group);
    if (said === null) continue;
    familyReferences(said).forEach((key) => used.add(key));
    work.left.push(...attachedCodes(group, rule).left);
  }
  // Only what the others turned out to need, and what needs no others.
  const isNeeded = ({ importer, key, root }: NamedGroup): boolean =>
    used.has(key) || importer.standsAlone?.(root.raw) === true;
  for (const group of groups.filter((each) => each.importer !== first && isNeeded(each))) {
    if (addDocument(group, subjectOf(group, rule), work) === null) lose(group);
  }
  return { files: filesOf(work), codes: work.codes, left: work.left };
}

const familyReferences = ({ importer, found, parts }: Subject): readonly string[] =>
  referencesOf({ importer, root: found, parts: parts.map((part) => part.found) });

/** The line `adopt` of an object that a manifest of another environment describes: with the id of this one, if any. */
function addId({ key, kind }: Desired, id: string | null, work: Work): string | null {
  const { options, place } = work.input;
  const [code = '', part = null] = codesOf(key).split('/');
  const manifest = options.kinds.find(({ importer }) =>
    [importer.root.name, importer.parts?.kind.name].includes(kind),
  );
  const document =
    manifest === undefined ? undefined : work.documents.get(`${manifest.importer.root.name}/${code}`);
  if (document === undefined) return null;
  return addAdopt(work.texts, document, { part, id, place }) ? document.path : null;
}

function addMatch({ kind, found, desired }: Match, work: Work): void {
  if (!kind.hasMarker) return;
  const { id } = found.raw;
  const path = addId(desired, id, work);
  if (path === null || !addHere(desired, found, work)) noRoom(work, kind, found);
  else note(work, path, { key: desired.key, id, from: null });
}

/** Lets the document of an object describe it here too, where it did not; false where there is no room. */
function addHere(desired: Desired, found: Found, { documents, input, texts }: Work): boolean {
  const { environment } = input.place;
  const document = documents.get(desired.key);
  if (existsIn(desired, environment) || document === undefined) return true;
  const lines = document.importer.alsoIn?.(document.data, found, environment) ?? [];
  return lines.every((line) => write(texts, document, line));
}

/** New parts of a document that is there: what of the subject was added. */
function addParts(group: NamedGroup, subject: Subject, work: Work): Subject | null {
  if (subject.parts.length === 0) return null;
  const kind = kindInside(group.importer);
  const { parts, faults } = composed(subject, work.input.options);
  const ours = faults.filter(({ key }) => key !== group.key);
  work.left.push(...ours.map(leftOf));
  const isFaulty = ({ key }: { key: ResourceKey }): boolean =>
    ours.some((fault) => fault.key === key && fault.field === null);
  const added = subject.parts.filter((part) => {
    if (isFaulty(part)) return false;
    const bad = ours.flatMap(({ key, field }) => (key === part.key && field !== null ? [field] : []));
    const done = parts.includes(part) && addPart(part, { subject, without: bad }, work);
    if (!done) noRoom(work, kind, part.found);
    return done;
  });
  for (const { key, found } of added) {
    const { path } = work.documents.get(group.key) ?? { path: '' };
    note(work, path, { key, id: found.raw.id, from: fromOf(group, key) });
  }
  const said = { ...subject, parts: added };
  work.left.push(...unsaidIn(said, keysOf(work, said)).filter(({ key }) => key !== group.key));
  return said;
}

/** Writes a part into its document, without these of its fields; false where there is no room. */
function addPart(
  part: Subject['parts'][number],
  { subject, without }: { readonly subject: Subject; readonly without: readonly string[] },
  { texts, documents }: Work,
): boolean {
  const document = documents.get(subject.key);
  if (document === undefined) return false;
  const addition = subject.importer.addition(document.data, subject.code, part);
  if (addition === null) return false;
  return write(texts, document, { ...addition, value: withoutFields(addition.value, without) });
}

/** A document of its own: what of the subject it says; null where not even the root can be said. */
function addDocument(group: NamedGroup, subject: Subject, work: Work): Subject | null {
  const { document, text, parts, faults } = composed(subject, work.input.options);
  work.left.push(...faults.map(leftOf));
  if (document === null) return null;
  const { importer, root } = group;
  if (!importer.root.isActive(root.raw) && parts.length < 1 && group.parts.length > 0) {
    const detail = 'it is archived, and nothing of what it sells can be said';
    work.left.push(stays(importer.root, root.raw, { reason: 'cannot-say', detail }));
    return null;
  }
  const path = freePath(group, subject, work);
  work.texts.set(path, text);
  note(work, path, { key: group.key, id: group.root.raw.id, from: group.from });
  for (const { key, found } of parts) note(work, path, { key, id: found.raw.id, from: fromOf(group, key) });
  const said = { ...subject, parts };
  work.left.push(...unsaidIn(said, keysOf(work, said)));
  return said;
}

const fromOf = ({ named }: NamedGroup, wanted: ResourceKey): string | null =>
  named.find(({ key }) => key === wanted)?.from ?? null;

/** The keys that a reference of a subject may hold: of what was there, what was written, what is in it, and other roots. */
function keysOf({ input, codes }: Work, { parts }: Subject): ReadonlySet<ResourceKey> {
  const roots = input.groups.map(({ key }) => key);
  const matched = input.matches.map(({ desired }) => desired.key);
  const added = [...codes, ...parts].map(({ key }) => key);
  return new Set([...input.known.values(), ...matched, ...roots, ...added]);
}

function note({ objects, codes }: Work, path: string, named: Omit<Named, 'code'>): void {
  objects.set(path, [...(objects.get(path) ?? []), named.key]);
  codes.push({ ...named, code: codesOf(named.key) });
}

function noRoom({ left }: Work, kind: Kind, { raw }: Found): void {
  const detail =
    'its document cannot take the line without more of it being changed; write it there yourself';
  left.push(stays(kind, raw, { reason: 'no-room', detail }));
}

function leftOf({ kind, found, key, field, value, why }: Fault): Left {
  const is = { kind: kind.name, id: found.raw.id, field, value: plain(value), detail: why };
  return field === null ? { ...is, key: null, reason: 'cannot-say' } : { ...is, key, reason: 'field' };
}

/** A path where no file is: in a folder of its kind's own for all but the first kind. */
function freePath({ importer }: NamedGroup, { code }: Subject, { input, texts }: Work): string {
  const [first]: readonly ManifestKind[] = input.options.kinds;
  const folder = first?.importer === importer ? input.root : `${input.root}/${importer.root.name}s`;
  const taken = new Set([...texts.keys()].map((path) => path.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const path = `${folder}/${code}${number === 1 ? '' : `-${number}`}.yaml`;
    if (!taken.has(path.toLowerCase())) return path;
  }
}

function filesOf({ texts, input, objects }: Work): readonly ImportedFile[] {
  return [...texts].flatMap(([path, text]): ImportedFile[] => {
    const before = input.texts.get(path) ?? null;
    return text === before ? [] : [{ path, text, before, objects: objects.get(path) ?? [] }];
  });
}
