import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { LiveState, RawObject } from '../model/state.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';
import { listPath, objectPath, type Place } from './paths.ts';

/** Objects to a page, Stripe's most. */
const PAGE = 100;

/** What a reading fetches beside the bulk lists: objects that the snapshot or a manifest names. */
export interface ReadRequest {
  readonly account: string;
  readonly kinds: readonly Kind[];
  /** By kind: ids that must be known to be there or to be gone. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
  /** By id, of what is below another object: where that was, as far as anybody knows. */
  readonly places?: ReadonlyMap<string, Place>;
  /** True for objects below which those of a kind are listed. */
  readonly hasBelow?: (kind: Kind, raw: RawObject) => boolean;
  /** True for kinds that are left out of the answer where the key may not read them; missing: for none. */
  readonly isOptional?: (kind: Kind) => boolean;
  /** True for objects whose details are needed; only these are read a second time. */
  readonly needsDetails: (raw: RawObject) => boolean;
}

/** What Stripe sent, as an object of the mode that the key is for. */
export function rawObject(value: unknown, livemode: boolean): RawObject {
  if (!isRecord(value) || typeof value.id !== 'string' || typeof value.object !== 'string') {
    throw new Error('Stripe listed something that is no object');
  }
  if (typeof value.livemode === 'boolean' && value.livemode !== livemode) {
    throw new Error(`${value.id} is of the other mode than the key`);
  }
  return { ...value, id: value.id, object: value.object };
}

/** What says below which object something is, and its answer does not. */
const placeOf = ({ routes: { parent } }: Kind, values: Place): JsonRecord =>
  parent === undefined ? {} : { [parent.path]: values[parent.path] ?? null };

/** One whole list, page after page. An error anywhere fails all of it: what was not read is never absent. */
async function list(
  reader: Reader,
  kind: Kind,
  { query, at }: { readonly query: JsonRecord; readonly at: Place },
): Promise<readonly RawObject[]> {
  const { path: endpoint, expand } = kind.routes;
  const path = listPath(kind, at);
  const place = placeOf(kind, at);
  const objects: RawObject[] = [];
  let cursor: JsonRecord = {};
  for (;;) {
    const params = {
      limit: PAGE,
      ...query,
      ...cursor,
      ...(expand.length === 0 ? {} : { expand: expand.map((name) => `data.${name}`) }),
    };
    const page = await reader.get({ endpoint, path, params });
    if (!isList(page.data) || typeof page.has_more !== 'boolean')
      throw new Error(`${path} was answered with no list`);
    objects.push(...page.data.map((item) => ({ ...rawObject(item, reader.livemode), ...place })));
    const last = objects.at(-1);
    if (!page.has_more || last === undefined) return objects;
    cursor = { starting_after: last.id };
  }
}

/** One object by its id, or null when Stripe answers 404 `resource_missing`. */
export async function retrieve(
  reader: Reader,
  kind: Kind,
  {
    id,
    at = {},
    expand = kind.routes.expand,
  }: { readonly id: string; readonly at?: Place; readonly expand?: readonly string[] },
): Promise<RawObject | null> {
  try {
    const params = expand.length === 0 ? {} : { expand };
    const call = { endpoint: `${kind.routes.path}/{id}`, path: objectPath(kind, id, at), params };
    return { ...rawObject(await reader.get(call), reader.livemode), ...placeOf(kind, at) };
  } catch (error) {
    if (error instanceof StripeFailure && error.status === 404 && error.code === 'resource_missing')
      return null;
    throw error;
  }
}

/** What the bulk list could not expand, read again one object at a time. */
async function withDetails(reader: Reader, kind: Kind, raw: RawObject): Promise<RawObject> {
  const more = kind.routes.expandMore?.(raw) ?? [];
  if (more.length === 0) return raw;
  const expand = [...kind.routes.expand, ...more];
  return (await retrieve(reader, kind, { id: raw.id, at: raw, expand })) ?? raw;
}

/** What was read of one kind. */
interface KindRead {
  readonly kind: Kind;
  readonly objects: readonly RawObject[];
  readonly missing: readonly string[];
}

/** @param places the objects below which the kind's are, each as what says so; one that says nothing for all others. */
async function readKind(
  reader: Reader,
  kind: Kind,
  { request, places }: { readonly request: ReadRequest; readonly places: readonly Place[] },
): Promise<KindRead> {
  const queries = places.flatMap((at) => kind.routes.lists.map((query) => ({ query, at })));
  const lists = await Promise.all(queries.map((one) => list(reader, kind, one)));
  const byId = new Map(lists.flat().map((raw) => [raw.id, raw]));
  const missing: string[] = [];
  const asked = (request.ids.get(kind.name) ?? []).filter((id) => !byId.has(id));
  await Promise.all(
    asked.map(async (id) => {
      const at = request.places?.get(id) ?? {};
      // Below an object that nobody knows any more there is nothing to ask for.
      const isNowhere = kind.routes.parent !== undefined && Object.keys(at).length === 0;
      const raw = isNowhere ? null : await retrieve(reader, kind, { id, at });
      if (raw === null || raw.deleted === true) missing.push(id);
      else byId.set(id, raw);
    }),
  );
  const objects = await Promise.all(
    [...byId.values()].map((raw) =>
      request.needsDetails(raw) ? withDetails(reader, kind, raw) : Promise.resolve(raw),
    ),
  );
  return { kind, objects, missing };
}

/** The same; nothing where the key may not read the kind and need not. */
async function readIfAllowed(
  ...[reader, kind, how]: Parameters<typeof readKind>
): Promise<readonly KindRead[]> {
  try {
    return [await readKind(reader, kind, how)];
  } catch (error) {
    const isRefused = error instanceof StripeFailure && error.status === 403;
    if (isRefused && how.request.isOptional?.(kind) === true) return [];
    throw error;
  }
}

/**
 * Everything of the kinds in use, all lists at once, archived objects included: the one read path of plan, apply
 * and drift. What is below other objects comes after those, one list for each that has some, and none while there is
 * nothing that could be given to them.
 *
 * @throws {StripeFailure} when any list could not be read to its end.
 */
export async function readLive(reader: Reader, request: ReadRequest): Promise<LiveState> {
  const isBelow = ({ routes }: Kind): boolean => routes.parent !== undefined;
  const above = (
    await Promise.all(
      request.kinds
        .filter((kind) => !isBelow(kind))
        .map((kind) => readIfAllowed(reader, kind, { request, places: [{}] })),
    )
  ).flat();
  const placesFor = (kind: Kind): readonly Place[] => {
    const { parent } = kind.routes;
    const read = (name: string | undefined): readonly RawObject[] | undefined =>
      above.find((one) => one.kind.name === name)?.objects;
    const around = read(parent?.joins)?.length === 0 ? [] : (read(parent?.kind) ?? []);
    return around
      .filter((raw) => request.hasBelow?.(kind, raw) === true)
      .map(({ id }) => ({ [parent?.path ?? '']: id }));
  };
  const below = await Promise.all(
    request.kinds
      .filter(isBelow)
      .map((kind) => readIfAllowed(reader, kind, { request, places: placesFor(kind) })),
  );
  const read = [...above, ...below.flat()];
  return {
    account: request.account,
    livemode: reader.livemode,
    objects: new Map(read.map(({ kind, objects }) => [kind.name, objects])),
    missing: new Set(read.flatMap(({ missing }) => missing)),
  };
}

/** The objects among which a creation of these parameters, at that place, would have left one. */
export async function siblings(
  reader: Reader,
  kind: Kind,
  { params, at }: { readonly params: JsonRecord; readonly at: Place },
): Promise<readonly RawObject[]> {
  const query = kind.routes.siblings(params);
  const lists = await Promise.all(
    kind.routes.lists.map((part) => list(reader, kind, { query: { ...part, ...query }, at })),
  );
  return lists.flat();
}
