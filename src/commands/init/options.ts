import type { GlobalOptions } from '../io.ts';
import type { ActionReference } from './setup.ts';

/** What `init` understands. */
export interface InitOptions extends Pick<GlobalOptions, 'plans' | 'config' | 'json'> {
  /** Asks nothing: what is missing is written, what is there is left alone. */
  readonly yes: boolean;
  /** A live environment beside test. */
  readonly live: boolean;
  /** The default branch takes no push; undefined: find out. */
  readonly protected?: boolean | undefined;
  readonly snapshotBranch?: string | undefined;
  readonly defaultBranch?: string | undefined;
  readonly action: ActionReference;
}
