import type { Kind } from '../kinds/kind.ts';
import type { IgnoreRule } from '../model/config.ts';
import type { ResourceKey } from '../model/key.ts';
import type { AppliedState, Desired, LiveState } from '../model/state.ts';

/** The three sides of a plan and what the user said about them. */
export interface DiffInput {
  readonly kinds: readonly Kind[];
  readonly catalog: string;
  readonly desired: readonly Desired[];
  /** null: there is no snapshot. */
  readonly applied: AppliedState | null;
  readonly live: LiveState;
  /** The present, as milliseconds since 1970: what is retiring until then is due. */
  readonly now: number;
  readonly choices: Choices;
}

/** What the user settled on the command line and in the configuration. */
export interface Choices {
  readonly ignore: readonly IgnoreRule[];
  /** Conflicts settled, by key. */
  readonly prefer: ReadonlyMap<ResourceKey, 'manifest' | 'stripe'>;
  /** Keys whose drift is put back, or all of them; `safe`: of all, what is not critical. */
  readonly revert: ReadonlySet<ResourceKey> | 'all' | 'safe';
  /** `ACTION:KEY` texts that lift guards. */
  readonly allow: ReadonlySet<string>;
}

/** Nothing settled, nothing ignored. */
export const NO_CHOICES: Choices = { ignore: [], prefer: new Map(), revert: new Set(), allow: new Set() };
