import type { Json, JsonRecord } from '../lib/json.ts';
import type { Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import type { Kind } from './kind.ts';
import type { Written, WrittenRecord } from './written.ts';

/** An object of an account, decoded. Its references are keys where what they point to has one, else Stripe ids. */
export interface Found {
  readonly raw: RawObject;
  readonly spec: Spec;
}

/** A text that a code can be made of, and where it was found, for people. */
export interface Idea {
  readonly text: string;
  readonly from: string;
}

/** What a document says of an object beside its fields; undefined where it has no such line. */
export interface Lines {
  readonly only: Written | undefined;
  readonly adopt: Written | undefined;
}

/** An object inside the document of another one. */
export interface Part extends Lines {
  /** Its code there. */
  readonly name: string;
  readonly found: Found;
}

/** What a document is to stand for. */
export interface Composition extends Lines {
  readonly code: string;
  readonly found: Found;
  readonly parts: readonly Part[];
  /** The codes of what is attached to it. */
  readonly attached?: readonly string[];
  /** The environment that what differs by environment is written for; left out where there is no other. */
  readonly environment?: string;
}

/** A field of an object that no document can say. */
export interface Unsaid {
  readonly field: string;
  readonly value: Json;
}

/** Where an object stands in its document: the path of its map, and the name of its line `adopt` there. */
interface PlaceInDocument {
  readonly path: readonly string[];
  readonly adopt: string;
}

/** What comes at a path of a document. */
export interface Line {
  readonly path: readonly string[];
  readonly value: Written;
}

/** A kind of manifest in reverse: objects of an account become documents of it. */
export interface Importer {
  /** The kind of the objects that documents stand for, one for each. */
  readonly root: Kind;
  /** The kind of the objects that stand inside, and their field that refers to the root; null where there are none. */
  readonly parts: { readonly kind: Kind; readonly path: string } | null;
  /** The kind of what is attached to the root, its field with what that is, and which of them a document can say. */
  readonly attached?: { readonly kind: Kind; readonly path: string; counts(raw: RawObject): boolean };
  /**
   * The lines by which the document of an object of other environments describes this one too. Only where a document
   * says some of it by environment: it exists in no environment that it says nothing for.
   */
  alsoIn?(document: JsonRecord, found: Found, environment: string): readonly Line[];
  /** True for a root that is worth a document of its own; missing: only those are that something else refers to. */
  standsAlone?(raw: RawObject): boolean;
  /** What the root's code may be made of, best first. */
  ideas(found: Found, parts: readonly Found[]): readonly Idea[];
  /** The same for a part of the document `code`; `alone` where it is the only one. */
  partIdeas(found: Found, within: { readonly code: string; readonly alone: boolean }): readonly Idea[];
  /** The inverse of `expand`: the document that says what these objects are. */
  compose(composition: Composition): WrittenRecord;
  /** Where the root of a document stands, or the part of that name. */
  place(document: JsonRecord, part: string | null): PlaceInDocument;
  /** The codes of a document's parts. */
  partNames(document: JsonRecord): readonly string[];
  /** The entry for a new part in a document that is there, or null where the document has no room for it. */
  addition(document: JsonRecord, code: string, part: Part): Line | null;
  /** Fields that may be left out where the manifest cannot say their value: they are unmanaged then. */
  readonly optional: ReadonlySet<string>;
  /** What Stripe has and neither a spec nor a document does. */
  unsaid(found: Found): readonly Unsaid[];
}
