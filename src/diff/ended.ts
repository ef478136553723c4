import type { ResourceKey } from '../model/key.ts';
import type { Candidate } from './choose.ts';
import type { Subject } from './subjects.ts';

/**
 * Who ended an object. `ours`: a replacement that gave it up. `its own`: its time is over, or there is nothing left of
 * it; nobody brings it back. null: nobody knows, or it has not ended.
 */
export type Ended = 'ours' | 'its own' | null;

/** Who ended the object of a key, if anybody did. */
export function endOf(
  { key, kind }: Pick<Subject, 'key' | 'kind'>,
  { raw, active, retireAt }: Candidate,
  over: ReadonlySet<ResourceKey>,
): Ended {
  if (active) return null;
  if (retireAt !== null) return 'ours';
  return over.has(key) || kind.isSpent?.(raw) === true ? 'its own' : null;
}
