import type { FieldPolicy } from './kind.ts';

/** The policy of each path, and every path that has one, `*` in the place of its free part. */
export interface Policies {
  (path: string): FieldPolicy;
  readonly paths: readonly string[];
}

/**
 * The policy of a path out of a table whose names may hold `*` for the free part of a path (`metadata.*`,
 * `currencies.*.amount`).
 *
 * @returns a lookup that throws for a path without a policy: a bug of ours, since tables are exhaustive by type.
 */
export function policyLookup(table: Readonly<Record<string, FieldPolicy>>): Policies {
  const patterns = Object.entries(table)
    .filter(([name]) => name.includes('*'))
    .map(([name, policy]) => ({
      policy,
      start: name.slice(0, name.indexOf('*')),
      end: name.slice(name.indexOf('*') + 1),
    }));
  const known = new Map<string, FieldPolicy>();
  const policyOf = (path: string): FieldPolicy => {
    const policy =
      known.get(path) ??
      table[path] ??
      patterns.find(({ start, end }) => path.startsWith(start) && path.endsWith(end))?.policy;
    if (policy === undefined) throw new Error(`no policy for the field ${JSON.stringify(path)}`);
    known.set(path, policy);
    return policy;
  };
  return Object.assign(policyOf, { paths: Object.keys(table) });
}
