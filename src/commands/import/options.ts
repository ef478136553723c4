import type { GlobalOptions } from '../io.ts';
import type { SnapshotInGit } from '../snapshot-branch.ts';

/** What `import` understands. */
export interface ImportOptions extends GlobalOptions {
  /** Ids of the products to take; empty for all. */
  readonly product: readonly string[];
  /** Archived products are left out, whatever prices they have. */
  readonly active: boolean;
  /** Products made before this are left out; Unix seconds. */
  readonly since?: number | undefined;
  /** Nothing is imported: `adopt` lines that are recorded are taken away. */
  readonly tidy: boolean;
  /** Where the snapshot is kept in git; without it the working folder's file is read. */
  readonly snapshots?: SnapshotInGit | undefined;
}
