import { folderOf, layerOf } from './layers.ts';
import { type Edge, packageOf } from './edges.ts';

/** Where each third-party package enters: a folder or a file of `src`. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  yaml: ['manifest', 'lib'],
  ajv: ['manifest', 'lib'],
  'fastest-levenshtein': ['manifest', 'lib'],
  'big.js': ['lib/money.ts'],
  diff: ['render'],
  'better-sqlite3': ['snapshot'],
  stripe: ['stripe'],
  '@actions/core': ['action', 'github'],
  '@actions/github': ['action', 'github'],
  commander: ['cli'],
};

/** Modules of Node that compute and do nothing else: hashes, the codes of colours. */
const PURE: ReadonlySet<string> = new Set(['node:crypto', 'node:util']);

/** Why an import of something outside `src` may not be; undefined when it may. */
export function placeFault(edge: Edge): string | undefined {
  const { from, to } = edge;
  const name = packageOf(edge);
  if (name !== undefined) {
    const places = PLACES[name] ?? [];
    return places.includes(from) || places.includes(folderOf(from))
      ? undefined
      : `src/${from} imports ${to}, which enters at ${places.join(', ') || 'no place'}`;
  }
  if (!to.startsWith('node:')) return undefined;
  const layer = layerOf(from);
  return layer === undefined || layer > 3 || PURE.has(to)
    ? undefined
    : `src/${from} imports ${to}: layers 0 to 3 are pure`;
}
