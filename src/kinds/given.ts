import type { RawObject } from '../model/state.ts';
import type { Kind } from './kind.ts';

/** True for an object that its account has by itself: nobody can make it nor take it away. */
export function isGiven(kind: Kind, raw: RawObject): boolean {
  return kind.given !== undefined && kind.given.by in kind.naturalKeysOf(raw);
}
