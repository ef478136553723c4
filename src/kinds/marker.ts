import { isRecord, type JsonRecord } from '../lib/json.ts';
import { codesOf, isKey, type ResourceKey } from '../model/key.ts';
import { under, type Spec } from '../model/spec.ts';
import type { RawObject } from '../model/state.ts';
import { textOr } from './kind.ts';
import type { Marker } from './codec.ts';

const OWNER = 'pricebook';

/** Metadata keys that are ours to write; manifests may not use them. */
const RESERVED = new Set([
  'managed_by',
  'plan_code',
  'pricebook_key',
  'pricebook_catalog',
  'pricebook_retire_at',
  'pricebook_protect',
  'pricebook_redeemed',
]);

/** Whose an object is by its metadata: ours with a marker, marked by another tool, or nobody's. */
export type Ownership =
  | { readonly owner: 'pricebook'; readonly marker: Marker }
  | { readonly owner: 'other'; readonly name: string }
  | { readonly owner: 'nobody' };

/** The first code of a key: the plan that the object belongs to. */
const planCode = (key: ResourceKey): string => codesOf(key).split('/')[0] ?? '';

/** The plan code that goes with the key in the metadata, where there is one. */
const ownCode = ({ pricebook_key: key }: JsonRecord): string | undefined =>
  typeof key === 'string' && isKey(key) ? planCode(key) : undefined;

const metadataOf = (raw: RawObject): JsonRecord => (isRecord(raw.metadata) ? raw.metadata : {});

/** Reads the marker of an object. A marker of ours that is incomplete counts as another tool's. */
export function ownershipOf(raw: RawObject): Ownership {
  const metadata = metadataOf(raw);
  const name = textOr(metadata.managed_by, null);
  const key = textOr(metadata.pricebook_key, '');
  if (name === null && key === '') return { owner: 'nobody' };
  const catalog = textOr(metadata.pricebook_catalog, null);
  if (name !== OWNER || !isKey(key) || catalog === null) return { owner: 'other', name: name ?? key };
  return {
    owner: 'pricebook',
    marker: { key, catalog, retireAt: textOr(metadata.pricebook_retire_at, null) },
  };
}

/** The object's metadata that is not ours, and its protection, as spec paths. */
export function decodeMetadata(raw: RawObject): Spec {
  const metadata = metadataOf(raw);
  const own = ownCode(metadata) ?? metadata.plan_code;
  const foreign = Object.entries(metadata).filter(
    ([name, value]) => !RESERVED.has(name) || (name === 'plan_code' && value !== own),
  );
  return {
    ...Object.fromEntries(foreign.map(([name, value]) => [`metadata.${name}`, value])),
    protect: metadata.pricebook_protect === 'true' ? true : null,
  };
}

/**
 * Metadata parameters for the fields that change and the marker, where one is to be written. A null value clears
 * its key. Undefined when there is nothing to send.
 */
export function encodeMetadata(fields: Spec, marker: Marker | null, raw?: RawObject): JsonRecord | undefined {
  const written = Object.entries(under(fields, 'metadata'));
  // Not by assignment: a name may be __proto__.
  const sent: Record<string, string> = Object.fromEntries(
    written.map(([name, value]) => [name, textOr(value, '')]),
  );
  if ('protect' in fields) sent.pricebook_protect = fields.protect === true ? 'true' : '';
  if (marker !== null) {
    sent.managed_by = OWNER;
    sent.pricebook_key = marker.key;
    sent.pricebook_catalog = marker.catalog;
    const present = raw === undefined ? {} : metadataOf(raw);
    if (marker.retireAt !== null) sent.pricebook_retire_at = marker.retireAt;
    else if (present.pricebook_retire_at !== undefined) sent.pricebook_retire_at = '';
  }
  const entries = Object.entries(sent).filter(([, value]) => raw !== undefined || value !== '');
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** The same for what belongs to a plan, whose code goes along; it is left alone where someone else wrote one. */
export function encodePlanMetadata(
  fields: Spec,
  marker: Marker | null,
  raw?: RawObject,
): JsonRecord | undefined {
  const present = raw === undefined ? {} : metadataOf(raw);
  const isOurs = [undefined, ownCode(present)].includes(textOr(present.plan_code, undefined));
  const code = marker !== null && isOurs ? { 'metadata.plan_code': planCode(marker.key) } : {};
  return encodeMetadata({ ...code, ...fields }, marker, raw);
}
