import type { LineCounter } from 'yaml';
import type { Json } from '../lib/json.ts';
import type { Where } from '../model/diagnostic.ts';
import type { Converted, Place } from './convert.ts';

/** Names and indices from the document's root down to a value. */
export type Path = readonly (string | number)[];

/** A document of a file: its data, not yet checked against a schema, and where everything in it stands. */
export interface SourceDocument {
  readonly data: Json;
  /** Where the value at `path` stands: a text at itself, a map or list at its key; else its nearest parent. */
  readonly at: (path: Path) => Where;
  /** Where the key of the value at `path` stands. */
  readonly keyAt: (path: Path) => Where;
  /** The source text of the scalar at `path`, before YAML made a number of it. */
  readonly text: (path: Path) => string | undefined;
  /** True when something is written at `path`. */
  readonly has: (path: Path) => boolean;
}

/** The document of a converted tree. */
export function sourceDocument(converted: Converted, file: string, lines: LineCounter): SourceDocument {
  const where = (offset: number): Where => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const find = (path: Path): { place: Place; found: boolean } => {
    let place = converted.place;
    for (const name of path) {
      const next = place.entries?.get(String(name));
      if (next === undefined) return { place, found: false };
      place = next;
    }
    return { place, found: true };
  };
  const keyOf = (place: Place): number => place.keyOffset ?? place.offset;
  return {
    data: converted.data,
    at: (path) => {
      const { place } = find(path);
      return where(place.entries === undefined ? place.offset : keyOf(place));
    },
    keyAt: (path) => where(keyOf(find(path).place)),
    text: (path) => {
      const { place, found } = find(path);
      return found ? place.text : undefined;
    },
    has: (path) => find(path).found,
  };
}
