import type { Json, JsonRecord } from '../lib/json.ts';
import type { Amount } from '../lib/money.ts';
import type { ResourceKey } from '../model/key.ts';
import type { CostTable } from '../model/review.ts';
import type { Spec } from '../model/spec.ts';
import type { LiveState, RawObject } from '../model/state.ts';
import type { CreateInput, Decoded, Request, UpdateInput } from './codec.ts';
import type { Policies } from './policy.ts';

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
  /** Of which kind that object is: ids of two kinds may be the same. Every reference says it. */
  readonly to?: string;
  /** A value that the field takes by itself, when its object ends: then that is no drift, and nothing takes it back. */
  readonly lapses?: Json;
  /** What a creation gives it, taking no other value: any other one is written right after. */
  readonly initial?: Json;
  /** A value that Stripe calls permanent: the plan warns before it is given, and before it is taken back. */
  readonly lasting?: Json;
  /** No two objects can share the value, and giving it to one takes it from another: a lookup key. */
  readonly exclusive?: true;
}

/** How objects of a kind are redeemed. */
interface Redemptions {
  /** How often this object was; null where it does not say, as without Stripe. */
  readonly times: (raw: RawObject) => number | null;
  /** Where all objects of one key are held to one limit together: a new one may be redeemed as often as is left. */
  readonly shared?: {
    /** The field with the limit. */
    readonly limit: string;
    /** How often those were whose place this object took, as its `CreateInput` said. */
    readonly before: (raw: RawObject) => number;
  };
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

/** An object that is subscribed to, and its kind. */
export interface Sold {
  readonly kind: Kind & { readonly costs: Costs };
  readonly raw: RawObject;
}

/**
 * Who uses the objects of a kind: whoever pays for that loses something when one is switched off, so that it is refused
 * while somebody does.
 */
export interface Usage {
  /** Kinds below others of which every object must be read first, and not those that a plan looks at alone. */
  readonly needs: readonly Kind[];
  /** What is subscribed to and uses the object with this id, archived ones included, among everything that was read. */
  users(id: string, objects: LiveState['objects']): readonly Sold[];
}

/**
 * What comes with a new object and is told once, so that whoever uses the object must be given it. No answer of Stripe's
 * brings it here: people find it in the Dashboard. A replacement changes it, which plans say in capitals; and one that is
 * gone from Stripe is made again only where somebody allows it.
 */
interface Secret {
  /** What it is called: `signing secret`. */
  readonly name: string;
  /** What to know while the replaced object and the new one are both there, in a sentence for people. */
  readonly onReplace: string;
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
  /** No subscription has one of its objects: there is nothing to say of subscribers. */
  readonly billed?: false;
  /** The policy of a field; every path that the codec or a manifest can produce has one. */
  readonly policy: Policies;
  /** What happens to an object whose manifest is gone. `detach`: deleted; forgotten where its parent goes too. */
  readonly removal: 'archive' | 'delete' | 'detach' | 'forget';
  /**
   * The natural key of an object that an account has by itself, and nobody can make nor take away: who asks for it takes
   * it over without a line `adopt`, and when its manifest goes it is only forgotten. What it is, for people, and what to
   * do where there is none.
   */
  readonly given?: { readonly by: string; readonly what: string; readonly advice: string };
  /** What stays when one of its objects is deleted, or who loses it, in one sentence for people. */
  readonly deletionNote?: string;
  /** What an archive writes, where that is the removal. */
  readonly removalFields: Spec;
  /** What takes one out of use while its manifest stays, where that is not `active: false`. */
  readonly off?: { readonly path: string; readonly value: boolean };
  /**
   * A change of an immutable field makes a new object; where false, it is an error that asks for a new code; `when asked`,
   * that too, unless the manifest says `replace`.
   */
  readonly replaceable: boolean | 'when asked';
  /**
   * No two that are active can share a natural key: a replacement ends the old object before it makes the new one. Where
   * it is missing, the old one stays until its retirement is over.
   */
  readonly oldGoesFirst?: true;
  /**
   * The field by which a manifest names an object that nobody manages: the only one in Stripe that has its value is taken
   * over without `adopt`. Stripe lets several have it. One that is recorded under a key which no manifest has any more is
   * the same under another key.
   */
  readonly namedBy?: string;
  /** Fields that have another value in every environment, such as a URL: nobody compares them between two. */
  readonly byEnvironment?: readonly string[];
  /** What Stripe tells of an object in the answer to its creation alone, where there is such a thing. */
  readonly secret?: Secret;
  /** True for an object that ended by itself, whatever its time, and cannot be brought back. */
  isSpent?(raw: RawObject): boolean;
  /** What its objects end with: when the object that `path` refers to is deleted, whatever takes that one's place. */
  readonly endsWith?: { readonly path: string; readonly kind: string };
  readonly redemptions?: Redemptions;
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
    /**
     * Where they are below other objects and give them something: the kind of those, the field with their id, which
     * `path` has in braces, and the kind of what is given. One list for each object that has some; see `readLive`.
     */
    readonly parent?: { readonly kind: string; readonly path: string; readonly joins: string };
    /** Where the Dashboard shows one, between the account and the id: `prices`. Left out where it has no such page. */
    readonly dashboard?: string;
    /**
     * What a restricted key's permissions for them are called before `_read` and `_write`: `plan`.
     * https://docs.stripe.com/keys/permissions-reference
     */
    readonly permission: string;
    /** What a write needs, where that is not `<permission>_write`. */
    readonly writePermission?: string;
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
  /** Who uses its objects, where those lose something when one is switched off. */
  readonly usage?: Usage;
  /** The currency that amounts of `spec` are in, for people. */
  currency?(spec: Spec): string | undefined;
  /** By how many percent the dearest change of an amount is; null when no percentage says it. */
  priceChange?(before: Spec, after: Spec): string | null;
  /** What its objects cost, where they cost anything. */
  readonly costs?: Costs;
  /** How far the object's price per day is from a sibling's: a factor of at least 1, or undefined when incomparable. */
  priceDistance?(spec: Spec, sibling: Spec): number | undefined;
}

/** A value that was expected to be a text, from a record that Stripe sent. */
export function textOr<Default>(value: Json | undefined, otherwise: Default): string | Default {
  return typeof value === 'string' ? value : otherwise;
}
