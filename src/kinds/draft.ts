import type { Json } from '../lib/json.ts';
import type { Where } from '../model/diagnostic.ts';
import type { Spec } from '../model/spec.ts';
import type { Fields } from './fields.ts';
import { isRecord } from '../lib/json.ts';

/** A spec while it is being written, with the place of each field. */
export interface Draft {
  /** Writes a field, with its place where it has one. */
  readonly put: (path: string, value: Json, where?: Where) => void;
  readonly spec: Spec;
  readonly places: Readonly<Record<string, Where>>;
}

/** A draft with nothing in it. */
export function draft(): Draft {
  const spec: Record<string, Json> = {};
  const places: Record<string, Where> = {};
  return {
    spec,
    places,
    put: (path, value, where) => {
      spec[path] = value;
      if (where !== undefined) places[path] = where;
    },
  };
}

/** Where each of the keys of a list stands, for messages about one of them: under the field's path with the key behind it. */
export function itemPlaces(
  items: Fields,
  path: string,
  keys: readonly string[],
): Readonly<Record<string, Where>> {
  return Object.fromEntries(keys.map((key, index) => [`${path} ${key}`, items.at(index)]));
}

/** Copies the texts, switches and numbers that are written under one of `names`, and nothing else. */
export function putScalars(fields: Fields, names: readonly string[], to: Draft): void {
  for (const name of names) {
    const value = fields.text(name) ?? fields.get(name);
    if (value !== undefined) to.put(name, value, fields.place(name));
  }
}

/** Writes each name of the metadata as a path of its own. */
export function putMetadata(fields: Fields, to: Draft): void {
  const metadata = fields.get('metadata');
  if (!isRecord(metadata)) return;
  const below = fields.below('metadata');
  for (const name of Object.keys(metadata))
    to.put(`metadata.${name}`, below.text(name) ?? '', below.place(name));
}

/** The places of those of `names` that are written, for fields that the spec does not hold. */
export function placesOf(fields: Fields, names: readonly string[]): Readonly<Record<string, Where>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const place = fields.place(name);
      return place === undefined ? [] : [[name, place]];
    }),
  );
}
