import { isRecord, type Json } from '../lib/json.ts';
import type { Inexpressible, MovedValue } from '../model/accept.ts';
import type { ManifestDocument } from './manifest-kind.ts';
import { decimal, type Written } from './written.ts';

/** What comes at a path of a document; undefined takes away what stands there. */
export interface Line {
  readonly path: readonly string[];
  readonly value: Written | undefined;
  /** The order of the names beside it, for a line that is not there yet. */
  readonly order?: readonly string[];
}

/**
 * How a document says another value of a field: its lines, one after the other, none where it says so already; or why
 * it cannot. `next`: the lines only make room, and the field is asked for once more.
 */
export type Acceptance =
  | { readonly lines: readonly Line[]; readonly next?: true }
  | { readonly why: Inexpressible };

/** The value at a path of a document, where it is valid. */
export function valueAt({ data }: ManifestDocument, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>(
    (value, name) => (isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    data,
  );
}

const DECIMAL = /^\d+(\.\d+)?$/;

/** The value at a path as the document has it: numbers with every digit, texts as texts. */
export function writtenAt(document: ManifestDocument, path: readonly string[]): Written | undefined {
  const again = (value: Json | undefined, at: readonly (string | number)[]): Written => {
    if (Array.isArray(value)) return value.map((item: Json, index) => again(item, [...at, index]));
    if (isRecord(value)) {
      return Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, again(each, [...at, name])]),
      );
    }
    const source = typeof value === 'number' ? document.text(at)?.trim() : undefined;
    return source !== undefined && DECIMAL.test(source) ? decimal(source) : (value ?? null);
  };
  return document.has(path) ? again(valueAt(document, path), path) : undefined;
}

/** Takes a line away, and the map around it where it is the last one there. */
export function without(document: ManifestDocument, path: readonly string[]): readonly Line[] {
  if (!document.has(path)) return [];
  const above = path.slice(0, -1);
  const around = valueAt(document, above);
  const isLast = above.length > 0 && isRecord(around) && Object.keys(around).length === 1;
  return isLast ? without(document, above) : [{ path, value: undefined }];
}

/** Writes a plain value under its own name, or takes the line away for null and for an empty list. */
export function plainLines(
  document: ManifestDocument,
  path: readonly string[],
  { live, order }: { readonly live: Json; readonly order: readonly string[] },
): Acceptance {
  const isAbsent = live === null || (Array.isArray(live) && live.length === 0);
  return { lines: isAbsent ? without(document, path) : [{ path, value: live, order }] };
}

/** The prefix of paths of metadata. */
const METADATA = 'metadata';

/** The name of a metadata field; undefined for another field. */
export function metadataName({ path }: Pick<MovedValue, 'path'>): string | undefined {
  return path.startsWith(`${METADATA}.`) ? path.slice(METADATA.length + 1) : undefined;
}

/** Writes a name of the metadata at `base`, or takes it away. */
export function metadataLines(
  document: ManifestDocument,
  base: readonly string[],
  { name, live, order }: { readonly name: string; readonly live: Json; readonly order: readonly string[] },
): Acceptance {
  return plainLines(document, [...base, METADATA, name], { live, order });
}

/** How a document of one object says a field that is a line of its own there, or a name of its metadata. */
export function acceptPlainly(
  document: ManifestDocument,
  field: MovedValue,
  order: readonly string[],
): Acceptance {
  const { path, live } = field;
  // What protects an object in the manifest is not for somebody in Stripe to lift, nor to add.
  if (path === 'protect') return { why: 'protect' };
  const name = metadataName(field);
  if (name !== undefined) return metadataLines(document, [], { name, live, order });
  return plainLines(document, [path], { live, order });
}
