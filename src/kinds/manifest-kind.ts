import type { JsonRecord } from '../lib/json.ts';
import type { MovedValue } from '../model/accept.ts';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import type { ResourceKey } from '../model/key.ts';
import type { Desired } from '../model/state.ts';
import type { Acceptance } from './acceptance.ts';
import type { Importer } from './importer.ts';

/** A document of a manifest, valid by its schema, with the places and source texts of its values. */
export interface ManifestDocument {
  readonly data: JsonRecord;
  /** Where the value at `path` stands; the nearest parent's place when it is not written. */
  at(path: readonly (string | number)[]): Where;
  /** The source text of the scalar at `path`, before YAML made a number of it. */
  text(path: readonly (string | number)[]): string | undefined;
  /** True when something is written at `path`, valid or not: `data` holds what is valid. */
  has(path: readonly (string | number)[]): boolean;
}

/** What an expansion needs to know and where it reports to. */
export interface ExpandContext {
  /** null: the manifests are validated for every environment at once. */
  readonly environment: string | null;
  /** The environments that `only` and `adopt` may name. */
  readonly environments: readonly string[];
  /** The environments of the configuration, where it has any. */
  readonly described?: ReadonlyMap<string, { readonly livemode: boolean }>;
  readonly defaultCurrency: string | null;
  report(diagnostic: Diagnostic): void;
}

/** A kind of manifest: the objects that one document of it stands for. */
export interface ManifestKind {
  /** The word behind `kind:`. */
  readonly name: string;
  /** Its JSON Schema. */
  readonly schema: JsonRecord;
  /** All objects of a document, those that `only` leaves out of the environment included. */
  expand(document: ManifestDocument, context: ExpandContext): readonly Desired[];
  /** How documents of it are made of what an account has. */
  readonly importer: Importer;
  /** What makes a document say the live value of a field of one of its objects in an environment. */
  accept(document: ManifestDocument, field: MovedValue, environment: string | null): Acceptance;
  /** Values of an object that no other may have, beside its key. */
  claims?(desired: Desired): readonly Claim[];
  /**
   * Warnings about what is valid and probably not meant, and errors that show among all objects alone; each says which key
   * it is about.
   */
  lint?(desired: readonly Desired[], all: readonly Desired[]): readonly LintFinding[];
}

/** A value that only one object of an account can have: a lookup key, an event name. */
export interface Claim {
  /** What the value is, for people: `lookup key`. */
  readonly what: string;
  readonly value: string;
  /** The field that says so. */
  readonly path: string;
  /** The only environment that it is about; missing: all in which the object exists. */
  readonly environment?: string;
}

/** A warning about one object, silenced by its code and key; or an error, which nothing silences. */
export interface LintFinding {
  readonly key: ResourceKey;
  readonly diagnostic: Diagnostic;
}
