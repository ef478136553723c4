import type { Json } from '../lib/json.ts';
import { textOr, type Kind } from '../kinds/kind.ts';

/** Place that say where an object is: of one that is below another, that one's id under its field. */
export type Place = Readonly<Record<string, Json>>;

/**
 * The path of the list that an object is in: `/v1/prices`, or below another object, `/v1/products/pro/features`.
 *
 * @throws {Error} where `values` do not say below which: a bug of ours.
 */
export function listPath({ routes: { path, parent } }: Kind, values: Place): string {
  if (parent === undefined) return path;
  const id = textOr(values[parent.path], '');
  if (id === '') throw new Error(`nothing says below which object ${path} is`);
  return path.replace(`{${parent.path}}`, encodeURIComponent(id));
}

/** The path of one object. */
export function objectPath(kind: Kind, id: string, values: Place): string {
  return `${listPath(kind, values)}/${encodeURIComponent(id)}`;
}
