import type { Json } from '../lib/json.ts';

/**
 * The managed fields of one object, flat, by the path that the manifest has for them: `amount`, `metadata.tier`,
 * `currencies.eur.amount`. Maps are split into their entries; lists are one value. Values are canonical, so that
 * equality means "no change". A path that is missing is not managed; null is managed and absent.
 */
export type Spec = Readonly<Record<string, Json>>;

/** The one form of a value: an empty list and an absent one are the same to Stripe. */
export const canonical = (value: Json | undefined): Json =>
  value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;

/** The paths of both, sorted, each once. */
export function pathsOf(...specs: readonly Spec[]): string[] {
  return [...new Set(specs.flatMap((spec) => Object.keys(spec)))].sort();
}

/** The entries of `spec` whose path `keep` accepts. */
export function pick(spec: Spec, keep: (path: string) => boolean): Spec {
  const kept: Record<string, Json> = {};
  for (const path of Object.keys(spec)) if (keep(path)) kept[path] = spec[path] ?? null;
  return kept;
}

/** The entries below `prefix`, by the rest of their path: `under(spec, 'metadata')` is `{ tier: '2' }`. */
export function under(spec: Spec, prefix: string): Record<string, Json> {
  const start = `${prefix}.`;
  return Object.fromEntries(
    Object.entries(spec)
      .filter(([path]) => path.startsWith(start))
      .map(([path, value]) => [path.slice(start.length), value]),
  );
}

/** The map that a path is in: `currencies.eur` for `currencies.eur.tax_behavior`; empty for a field of the object itself. */
export const partOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));

/** What people call the object that these fields are of, or undefined where they do not say it. */
export function nameIn({ name, display_name: displayName }: Spec): string | undefined {
  const said = name ?? displayName;
  return typeof said === 'string' ? said : undefined;
}
