import type { IdShape } from './ids.ts';
import type { Kind } from './kind.ts';
import type { Store } from './store.ts';

/** What an operation is given: one request's view of the account. Lives for that request only. */
export type Call = {
  /** The parameters in the path, decoded. */
  readonly ids: Readonly<Record<string, string>>;
  readonly livemode: boolean;
  /** Unix seconds on the emulator's clock. */
  readonly now: number;
  readonly account: string;
  readonly store: Store;
  /** The other mode's data, for "a similar object exists". */
  readonly twin: Store;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** What events say about their cause. */
  readonly request: { readonly id: string; readonly idempotencyKey: string | null };
  /** A fresh id of this shape. */
  mint(shape: IdShape): string;
};
