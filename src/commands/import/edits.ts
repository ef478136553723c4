import type { Importer } from '../../kinds/importer.ts';
import { textOr } from '../../kinds/kind.ts';
import type { ManifestKind } from '../../kinds/manifest-kind.ts';
import type { Written } from '../../kinds/written.ts';
import { isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import { documentsIn, edited } from '../../manifest/edit.ts';
import { keyOf, type ResourceKey } from '../../model/key.ts';

/** One document among the files, as they were before any edit. */
export interface FoundDocument {
  readonly path: string;
  readonly index: number;
  readonly data: JsonRecord;
  readonly importer: Importer;
}

/** Texts of files that are being edited, by path. */
export type Texts = Map<string, string>;

/** The documents of files by the key of their root. */
export function documentsByKey(
  texts: ReadonlyMap<string, string>,
  manifests: readonly ManifestKind[],
): ReadonlyMap<ResourceKey, FoundDocument> {
  const documents = documentsOf(texts, manifests);
  return new Map(documents.map((each) => [keyOf(each.importer.root.name, textOr(each.data.code, '')), each]));
}

/** Every document of the files that is of one of these kinds. */
export function documentsOf(
  texts: ReadonlyMap<string, string>,
  manifests: readonly ManifestKind[],
): readonly FoundDocument[] {
  return [...texts].flatMap(([path, text]) =>
    documentsIn(text).flatMap(({ index, data }): FoundDocument[] => {
      const manifest = manifests.find(({ name }) => name === (data.kind ?? manifests[0]?.name));
      return manifest === undefined ? [] : [{ path, index, data, importer: manifest.importer }];
    }),
  );
}

/** Writes a value into a document; false, and nothing done, where it cannot be changed alone. */
export function write(
  texts: Texts,
  { path: file, index }: FoundDocument,
  change: { readonly path: readonly string[]; readonly value: Written | undefined },
): boolean {
  const after = edited(texts.get(file) ?? '', { document: index, ...change });
  if (after !== null) texts.set(file, after);
  return after !== null;
}

/** The value at a path of a document. */
export const valueAt = (data: JsonRecord, path: readonly string[]): Json | undefined =>
  path.reduce<Json | undefined>((value, name) => (isRecord(value) ? value[name] : undefined), data);

/** Which environment an id is of, and which others there are. */
export interface Place {
  readonly environment: string;
  readonly others: readonly string[];
}

/**
 * Adds the id of this environment to what `adopt` of an object says; for null only makes sure that it speaks for the
 * others alone. One id that it says for every environment is from now on that of the others.
 */
export function addAdopt(
  texts: Texts,
  document: FoundDocument,
  { part, id, place }: { readonly part: string | null; readonly id: string | null; readonly place: Place },
): boolean {
  const { path, adopt } = document.importer.place(document.data, part);
  const line = [...path, adopt];
  const written = valueAt(document.data, line);
  if (isRecord(written)) {
    return id === null || write(texts, document, { path: [...line, place.environment], value: id });
  }
  const others = typeof written === 'string' ? place.others.map((name) => [name, written]) : [];
  const here = id === null ? {} : { [place.environment]: id };
  return write(texts, document, { path: line, value: { ...Object.fromEntries(others), ...here } });
}
