import { isList, isRecord, type JsonRecord } from '../lib/json.ts';
import type { Kind } from '../kinds/kind.ts';
import type { LiveState, RawObject } from '../model/state.ts';
import type { Reader } from './client.ts';
import { StripeFailure } from './failure.ts';

/** Objects to a page, Stripe's most. */
const PAGE = 100;

/** What a reading fetches beside the bulk lists: objects that the snapshot or a manifest names. */
export interface ReadRequest {
  readonly account: string;
  readonly kinds: readonly Kind[];
  /** By kind: ids that must be known to be there or to be gone. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
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

/** One whole list, page after page. An error anywhere fails all of it: what was not read is never absent. */
async function list(reader: Reader, kind: Kind, query: JsonRecord): Promise<readonly RawObject[]> {
  const { path, expand } = kind.routes;
  const objects: RawObject[] = [];
  let cursor: JsonRecord = {};
  for (;;) {
    const params = {
      limit: PAGE,
      ...query,
      ...cursor,
      ...(expand.length === 0 ? {} : { expand: expand.map((name) => `data.${name}`) }),
    };
    const page = await reader.get({ endpoint: path, path, params });
    if (!isList(page.data) || typeof page.has_more !== 'boolean')
      throw new Error(`${path} was answered with no list`);
    objects.push(...page.data.map((item) => rawObject(item, reader.livemode)));
    const last = objects.at(-1);
    if (!page.has_more || last === undefined) return objects;
    cursor = { starting_after: last.id };
  }
}

/** One object by its id, or null when Stripe answers 404 `resource_missing`. */
export async function retrieve(
  reader: Reader,
  kind: Kind,
  { id, expand = kind.routes.expand }: { readonly id: string; readonly expand?: readonly string[] },
): Promise<RawObject | null> {
  const { path } = kind.routes;
  try {
    const params = expand.length === 0 ? {} : { expand };
    const call = { endpoint: `${path}/{id}`, path: `${path}/${encodeURIComponent(id)}`, params };
    return rawObject(await reader.get(call), reader.livemode);
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
  return (await retrieve(reader, kind, { id: raw.id, expand: [...kind.routes.expand, ...more] })) ?? raw;
}

async function readKind(
  reader: Reader,
  kind: Kind,
  request: ReadRequest,
): Promise<{ objects: readonly RawObject[]; missing: readonly string[] }> {
  const lists = await Promise.all(kind.routes.lists.map((query) => list(reader, kind, query)));
  const byId = new Map(lists.flat().map((raw) => [raw.id, raw]));
  const missing: string[] = [];
  const asked = (request.ids.get(kind.name) ?? []).filter((id) => !byId.has(id));
  await Promise.all(
    asked.map(async (id) => {
      const raw = await retrieve(reader, kind, { id });
      if (raw === null || raw.deleted === true) missing.push(id);
      else byId.set(id, raw);
    }),
  );
  const objects = await Promise.all(
    [...byId.values()].map((raw) =>
      request.needsDetails(raw) ? withDetails(reader, kind, raw) : Promise.resolve(raw),
    ),
  );
  return { objects, missing };
}

/**
 * Everything of the kinds in use, all lists at once, archived objects included: the one read path of plan, apply
 * and drift.
 *
 * @throws {StripeFailure} when any list could not be read to its end.
 */
export async function readLive(reader: Reader, request: ReadRequest): Promise<LiveState> {
  const read = await Promise.all(
    request.kinds.map(async (kind) => ({ kind, ...(await readKind(reader, kind, request)) })),
  );
  return {
    account: request.account,
    livemode: reader.livemode,
    objects: new Map(read.map(({ kind, objects }) => [kind.name, objects])),
    missing: new Set(read.flatMap(({ missing }) => missing)),
  };
}

/** The objects among which a creation of these parameters would have left one. */
export async function siblings(
  reader: Reader,
  kind: Kind,
  params: JsonRecord,
): Promise<readonly RawObject[]> {
  const query = kind.routes.siblings(params);
  const lists = await Promise.all(kind.routes.lists.map((part) => list(reader, kind, { ...part, ...query })));
  return lists.flat();
}
