import type { Json, JsonRecord } from '../lib/json.ts';
import type { Diagnostic, Where } from '../model/diagnostic.ts';
import type { Amount } from '../lib/money.ts';
import type { MovedValue } from '../model/accept.ts';
import type { ResourceKey } from '../model/key.ts';
import type { CostTable } from '../model/review.ts';
import type { Spec } from '../model/spec.ts';
import type { Desired, RawObject } from '../model/state.ts';
import type { Acceptance } from './acceptance.ts';
import type { Importer } from './importer.ts';

/** What may be done to a field, as data; "replace" is derived from this and from nothing else. */
export interface FieldPolicy {
  /**
   * `mutable`: an update. `immutable`: a new object. `oneWay`: may be set once by an update, and is immutable from
   * then on. `computed`: Stripe's or a person's, never compared; on a replacement it cannot be carried over.
   */
  readonly change: 'mutable' | 'immutable' | 'oneWay' | 'computed';
  /**
   * What a line taken out of the manifest means for a field that we had applied: `clear` it; `keep` what was
   * applied; `stuck`, keep it with a warning, since Stripe cannot clear it; `release`, it is no longer ours.
   */
  readonly absent: 'clear' | 'keep' | 'stuck' | 'release';
  /** How bad it is that someone else moved it. */
  readonly severity: 'critical' | 'warning' | 'info';
  /**
   * The field holds the key of another object. `early`: that object must exist first. `late`: it may be created
   * after this one, and this one follows when it is replaced. A list of them is a set, in the order of the keys.
   */
  readonly reference?: 'early' | 'late';
  /** A value that the field takes by itself, when its object ends: then that is no drift, and nothing takes it back. */
  readonly lapses?: Json;
  /** No two objects can share the value, and giving it to one takes it from another: a lookup key. */
  readonly exclusive?: true;
}

/** The metadata by which an object is known as ours. */
export interface Marker {
  readonly key: ResourceKey;
  readonly catalog: string;
  /** ISO 8601 time until which a replaced object stays on sale; null when it is not retiring. */
  readonly retireAt: string | null;
}

/**
 * What a decoder answers: every field that Stripe showed, or why the object cannot be understood. Fields with a
 * `reference` policy hold Stripe ids on this side of the codec and keys in the engine, which translates them.
 */
export type Decoded = { readonly spec: Spec } | { readonly problem: string };

/** One POST to Stripe: a path below `/v1` and its parameters, not yet encoded. */
export interface Request {
  readonly path: string;
  readonly params: JsonRecord;
}

/** An update as the kind's codec gets it. */
export interface UpdateInput {
  readonly id: string;
  /** Paths that change, with the value to send; null clears. */
  readonly fields: Spec;
  /** Every field as it will be, for parameters that are sent whole. */
  readonly target: Spec;
  /** The object as it is. */
  readonly raw: RawObject;
  /** The marker to write, or null to leave it alone. */
  readonly marker: Marker | null;
  /** The lookup key is taken from its present holder. */
  readonly transfer: boolean;
}

/** A creation as the kind's codec gets it. */
export interface CreateInput {
  readonly target: Spec;
  readonly marker: Marker;
  readonly transfer: boolean;
}

/** What objects of a kind cost those who buy them. Exact: no binary float. */
export interface Costs {
  /** The currencies in which a price can be paid, its own first. */
  currencies(spec: Spec): readonly string[];
  /** What a quantity costs for one period; null where the price has no amount in that currency. */
  charge(spec: Spec, at: { readonly currency: string; readonly quantity: number }): Amount | null;
  /** The same for a month, to twenty decimals; null where there is no amount, or it is paid once, or by use. */
  monthly(spec: Spec, at: { readonly currency: string; readonly quantity: number }): Amount | null;
  /** True when what is paid depends on what was used. */
  metered(spec: Spec): boolean;
  /**
   * What a customer pays before and after, one table for each currency, where one amount does not say it: tiers,
   * transformed quantities, several currencies. At 1, at the edges of tiers (the last unit of each and the first of the
   * next), and at ten times the last edge. Empty where the amount alone says it.
   */
  tables(before: Spec | null, after: Spec | null): readonly CostTable[];
  /** The parameters of `GET /v1/subscriptions` that list who subscribes to the object with this id. */
  subscribers(id: string): JsonRecord;
}

/**
 * What one kind of object is. Typed inside its folder, plain records here: the engine knows kinds only through
 * this interface and the registry.
 */
export interface Kind {
  readonly name: string;
  /** What people call one of its objects, where that is not its name. */
  readonly noun?: string;
  /** Its objects are sold, so that people say on sale and off sale; others are available or withdrawn. */
  readonly sold: boolean;
  /** The policy of a field; every path that the codec or a manifest can produce has one. */
  policy(path: string): FieldPolicy;
  /** What happens to an object whose manifest is gone; a deletion cannot be undone. */
  readonly removal: 'archive' | 'delete' | 'forget';
  /** What stays when one of its objects is deleted, in one sentence for people. */
  readonly deletionNote?: string;
  /** What an archive writes, where that is the removal. */
  readonly removalFields: Spec;
  /** A change of an immutable field makes a new object; where false, it is an error that asks for a new code. */
  readonly replaceable: boolean;
  /** No two that are active can share a natural key: a replacement ends the old object before it makes the new one. */
  readonly oldGoesFirst?: true;
  /** True for an object that ended by itself, whatever its time, and cannot be brought back. */
  isSpent?(raw: RawObject): boolean;
  /** The field that says until when one can be made, as an ISO time: from then on it is over, and none is made. */
  readonly expires?: string;
  /**
   * `always`: its objects are read for every plan, so that none of ours is overlooked. `when used`: only where a
   * manifest or the snapshot names one, so that nobody needs a permission for what they do not use.
   */
  readonly reading: 'always' | 'when used';
  /** Where its objects are in Stripe. */
  readonly routes: {
    /** `/v1/prices`: creations go here, an id is appended for the rest. */
    readonly path: string;
    /** Where the Dashboard shows one, between the account and the id: `prices`. Left out where it has no such page. */
    readonly dashboard?: string;
    /**
     * What a restricted key's permissions for them are called before `_read` and `_write`: `plan`.
     * https://docs.stripe.com/keys/permissions-reference
     */
    readonly permission: string;
    /** One bulk list for each query; together they hold every object, archived ones included. */
    readonly lists: readonly JsonRecord[];
    /** `expand[]` of a list or a read of one, without the `data.` prefix. */
    readonly expand: readonly string[];
    /** What a second read of one object must expand, or nothing when the list said it all. */
    readonly expandMore?: (raw: RawObject) => readonly string[];
    /** The query that lists the objects among which one is whose creation had an unknown end. */
    readonly siblings: (params: JsonRecord) => JsonRecord;
  };
  /** What Stripe's events tell of its objects. https://docs.stripe.com/api/events/types */
  readonly events: {
    /**
     * Their types, each with the fields that it tells to have moved by its name alone; `*.updated` says itself what
     * moved. No types: its objects have no events.
     */
    readonly types: Readonly<Record<string, readonly string[]>>;
    /** Fields that no event shows, since they are there only where they are expanded; `*` for any part of a path. */
    readonly hidden: readonly string[];
  };
  /** Metadata holds our marker; where false, `naturalKey` alone says whose an object is. */
  readonly hasMarker: boolean;
  /** Values no two objects can share, by name: `{ id: 'pro' }`, `{ lookup_key: 'pro_monthly' }`. */
  naturalKeys(spec: Spec): Readonly<Record<string, string>>;
  naturalKeysOf(raw: RawObject): Readonly<Record<string, string>>;
  isActive(raw: RawObject): boolean;
  decode(raw: RawObject): Decoded;
  encodeCreate(input: CreateInput): JsonRecord;
  /** Usually one request; a kind may need several (a meter's state has routes of its own). */
  encodeUpdate(input: UpdateInput): readonly Request[];
  /** Objects with one group are written one after the other, because Stripe locks them together. */
  lockGroup(key: ResourceKey, spec: Spec): string;
  /** The currency that amounts of `spec` are in, for people. */
  currency?(spec: Spec): string | undefined;
  /** By how many percent the dearest change of an amount is; null when no percentage says it. */
  priceChange?(before: Spec, after: Spec): string | null;
  /** What its objects cost, where they cost anything. */
  readonly costs?: Costs;
  /** How far the object's price per day is from a sibling's: a factor of at least 1, or undefined when incomparable. */
  priceDistance?(spec: Spec, sibling: Spec): number | undefined;
}

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
  /** What makes a document say the live value of a field of one of its objects. */
  accept(document: ManifestDocument, field: MovedValue): Acceptance;
  /** Values of an object that no other may have, beside its key. */
  claims?(desired: Desired): readonly Claim[];
  /** Warnings about what is valid and probably not meant, among all objects; each says which key it is about. */
  lint?(desired: readonly Desired[], all: readonly Desired[]): readonly LintFinding[];
}

/** A value that only one object of an account can have: a lookup key, an event name. */
export interface Claim {
  /** What the value is, for people: `lookup key`. */
  readonly what: string;
  readonly value: string;
  /** The field that says so. */
  readonly path: string;
}

/** A warning about one object; silenced by its code and key. */
export interface LintFinding {
  readonly key: ResourceKey;
  readonly diagnostic: Diagnostic;
}

/** A value that was expected to be a text, from a record that Stripe sent. */
export function textOr<Default>(value: Json | undefined, otherwise: Default): string | Default {
  return typeof value === 'string' ? value : otherwise;
}
