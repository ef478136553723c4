import type { ResourceKey } from '../model/key.ts';
import type { Candidate } from './choose.ts';
import type { Subject } from './subjects.ts';

/**
 * Who ended an object. `ours`: a replacement that gave it up, or the loss of what it ends with, which is made again.
 * `its own`: its time is over, or there is nothing left of it; nobody brings it back. null: nobody knows, or it has not
 * ended.
 */
export type Ended = 'ours' | 'its own' | null;

/** Who ended the object of a key, if anybody did. */
export function endOf(
  { key, kind }: Pick<Subject, 'key' | 'kind'>,
  { raw, active, retireAt, lost }: Candidate,
  over: ReadonlySet<ResourceKey>,
): Ended {
  if (active) return null;
  if (kind.isSpent?.(raw) === true) return 'its own';
  if (retireAt !== null) return 'ours';
  if (over.has(key)) return 'its own';
  return lost === 'gone' ? 'ours' : null;
}
