import { textOr } from '../../kinds/kind.ts';
import { manifestKinds } from '../../kinds/manifests.ts';
import { isRecord, type Json } from '../../lib/json.ts';
import { keyOf, type ResourceKey } from '../../model/key.ts';
import type { ImportedFile } from '../../model/import.ts';
import type { AppliedState } from '../../model/state.ts';
import { documentsOf, valueAt, write, type FoundDocument, type Texts } from './edits.ts';

/** What a tidying came to. */
export interface Tidied {
  readonly files: readonly ImportedFile[];
  /** Objects whose line stays, because an environment that it names has no record of them yet. */
  readonly kept: readonly ResourceKey[];
}

/**
 * Takes the lines `adopt` out of manifests whose objects are recorded in the snapshot of every environment that the
 * line names; one that names none, where the id itself is recorded. Everything else stays as it is written.
 *
 * @param snapshots by environment.
 */
export function tidied(
  there: ReadonlyMap<string, string>,
  snapshots: ReadonlyMap<string, AppliedState>,
): Tidied {
  const texts: Texts = new Map(there);
  const objects = new Map<string, ResourceKey[]>();
  const kept: ResourceKey[] = [];
  for (const document of documentsOf(texts, manifestKinds)) {
    for (const { key, line } of linesOf(document)) {
      const settled = isSettled(valueAt(document.data, line), key, snapshots);
      if (settled && write(texts, document, { path: line, value: undefined })) {
        objects.set(document.path, [...(objects.get(document.path) ?? []), key]);
      } else kept.push(key);
    }
  }
  const files = [...texts].flatMap(([path, text]): ImportedFile[] => {
    const before = there.get(path) ?? null;
    return text === before ? [] : [{ path, text, before, objects: objects.get(path) ?? [] }];
  });
  return { files, kept };
}

/** The places of all lines `adopt` of a document, each with the key of its object. */
function linesOf({
  data,
  importer,
}: FoundDocument): readonly { key: ResourceKey; line: readonly string[] }[] {
  const code = textOr(data.code, '');
  const at = (part: string | null): readonly string[] => {
    const { path, adopt } = importer.place(data, part);
    return [...path, adopt];
  };
  const inside = importer.parts?.kind.name;
  const parts = inside === undefined ? [] : importer.partNames(data);
  return [
    { key: keyOf(importer.root.name, code), line: at(null) },
    ...parts.map((part) => ({ key: keyOf(inside ?? '', code, part), line: at(part) })),
  ].filter(({ line }) => valueAt(data, line) !== undefined);
}

function isSettled(
  adopt: Json | undefined,
  key: ResourceKey,
  snapshots: ReadonlyMap<string, AppliedState>,
): boolean {
  if (isRecord(adopt)) {
    return Object.keys(adopt).every((name) => snapshots.get(name)?.resources.has(key) === true);
  }
  return [...snapshots.values()].some(
    ({ resources, ids }) =>
      resources.get(key)?.id === adopt || ids.some((record) => record.key === key && record.id === adopt),
  );
}
