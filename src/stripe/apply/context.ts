import type { Kind } from '../../kinds/kind.ts';
import type { ResourceKey } from '../../model/key.ts';
import type { Applied, IdRecord } from '../../model/state.ts';
import type { Writer } from '../client.ts';

/** What is written to the snapshot in one transaction, before anything else is sent. */
export interface Entry {
  readonly resource?: Applied;
  readonly forget?: ResourceKey;
  readonly ids?: readonly IdRecord[];
}

/** What an apply works with. */
export interface ApplyContext {
  readonly writer: Writer;
  readonly account: string;
  readonly catalog: string;
  readonly kindNamed: (name: string) => Kind;
  /** Makes an entry durable before it returns. */
  readonly record: (entry: Entry) => void;
  readonly now: () => Date;
  /** Seconds that a replaced object stays on sale. */
  readonly retireAfter: number;
  readonly commit: string | null;
  /** The ids that the snapshot knows: their history goes on. */
  readonly ids: readonly IdRecord[];
  /** Once aborted no new write starts. */
  readonly signal: AbortSignal;
}

/** A time as the snapshot has it: ISO 8601, UTC, to the second. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
