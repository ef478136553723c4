import type fc from 'fast-check';
import type { Catalog } from './catalogs.ts';
import type { JsonRecord } from '../../../src/lib/json.ts';

/** A document of a kind beside plans: what it says beside kind and code, with references marked. */
export interface ObjectText {
  readonly kind: string;
  readonly code: string;
  readonly fields: JsonRecord;
}

/** What a change of a document has at hand. */
interface Given {
  readonly number: number;
  /** Another document of the kind, as it was made. */
  readonly other: JsonRecord;
  /** Everything that is in the catalog. */
  readonly objects: readonly ObjectText[];
}

/** A kind of manifest beside plans, as the laws make and edit its documents. */
export interface LawKind {
  /** The word behind `kind:`. */
  readonly kind: string;
  /** How many of it a catalog has at first, at most. */
  readonly most: number;
  /** Any document of it, but for `kind` and `code`; references are marks. */
  readonly any: fc.Arbitrary<JsonRecord>;
  /** What a release may change in one, by name: the fields that are different, null for a line that is taken out. */
  readonly changes: Readonly<Record<string, (before: JsonRecord, given: Given) => JsonRecord>>;
  /** Changes, and `add` and `remove`, whose reverse does not bring the same objects back. */
  readonly forGood: readonly string[];
  /** The document as it can be beside the others, where it cannot be any. */
  readonly fitted?: (fields: JsonRecord, others: Catalog) => JsonRecord;
  /** References without which there is no document. */
  readonly needs: readonly string[];
  /** A document goes on when something in one of its lists is gone; else it goes with it. */
  readonly shrinks: boolean;
}
