import type { Where } from '../model/diagnostic.ts';
import type { Desired } from '../model/state.ts';
import type { LintFinding } from './manifest-kind.ts';

/** What a warning says, or an error by another code, and which field of the object it is about. */
export interface Warning {
  readonly code: `lint.${string}` | `manifest.${string}`;
  readonly summary: string;
  readonly detail: string;
  readonly path?: string;
  readonly other?: Where;
}

/** The warning or the error about one object, at the field's place. */
export function finding(object: Desired, { path, other, ...words }: Warning): LintFinding {
  const where = (path === undefined ? undefined : object.places[path]) ?? object.where;
  const second = other === undefined ? {} : { other };
  const severity = words.code.startsWith('lint.') ? 'warning' : 'error';
  return { key: object.key, diagnostic: { severity, ...words, where, ...second } };
}
