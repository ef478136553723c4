import { posix } from 'node:path';
import type { Source } from './sources.ts';

/** One import of one file: of another file of `src`, by its path there, or of something else, by its name. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

const COMMENTS = /\/\*[^]*?\*\/|^\s*\/\/.*$/gm;
const STATEMENT = /^\s*(?:import|export)\b(?:[^'"`;=]*?\bfrom)?\s*(['"])([^'"]+)\1/gm;
const DYNAMIC = /\bimport\(\s*(?:(['"])([^'"]+)\1\s*[,)])?/g;

/**
 * Every import of a source: of values and of types, re-exports, dynamic imports.
 *
 * @throws {Error} for a dynamic import of anything but a literal: it would be an edge that nobody sees.
 */
export function edgesOf(source: Source): Edge[] {
  const text = source.text.replaceAll(COMMENTS, '');
  const names = [...text.matchAll(STATEMENT)].map(([, , name]) => name);
  for (const [, , name] of text.matchAll(DYNAMIC)) {
    if (name === undefined) throw new Error(`${source.path} imports something that is not a literal`);
    names.push(name);
  }
  return names.map((name = '') => ({ from: source.path, to: resolve(source.path, name) }));
}

function resolve(from: string, name: string): string {
  return name.startsWith('.') ? posix.join(posix.dirname(from), name) : name;
}

/** The package behind an import: `ajv` of `ajv/dist/2020.js`, `@actions/core`; undefined for files and node's own. */
export function packageOf({ to }: Edge): string | undefined {
  if (to.endsWith('.ts') || to.startsWith('../') || to.startsWith('node:')) return undefined;
  return to.split('/', to.startsWith('@') ? 2 : 1).join('/');
}
