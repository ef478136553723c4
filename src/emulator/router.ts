import type { Operation } from './operation.ts';

/** The operation for a request and the ids in its path. */
export type Match = { readonly operation: Operation; readonly ids: Readonly<Record<string, string>> };

/** Operations by verb and number of segments, literal paths before templates. */
export type Routes = ReadonlyMap<string, readonly Operation[]>;

/** Prepares operations for matching. */
export const routesOf = (operations: readonly Operation[]): Routes => {
  const routes = Map.groupBy(operations, ({ method, path }) => bin(method, path));
  for (const candidates of routes.values())
    candidates.sort((left, right) => Number(left.path.includes('{')) - Number(right.path.includes('{')));
  return routes;
};

/** The first operation that fits, or nothing. */
export const matchRoute = (routes: Routes, method: string, path: string): Match | undefined => {
  for (const operation of routes.get(bin(method, path)) ?? []) {
    const ids = idsIn(operation.path, path);
    if (ids !== undefined) return { operation, ids };
  }
  return undefined;
};

const bin = (method: string, path: string): string => `${method} ${path.split('/').length}`;

const idsIn = (template: string, path: string): Record<string, string> | undefined => {
  const ids: Record<string, string> = {};
  const given = path.split('/');
  for (const [index, segment] of template.split('/').entries()) {
    const value = given[index] ?? '';
    if (!segment.startsWith('{')) {
      if (segment !== value) return undefined;
    } else if (value === '') return undefined;
    else ids[segment.slice(1, -1)] = decoded(value);
  }
  return ids;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // not percent-encoded at all, so that it can only be an id that does not exist
  }
};
