import type { Found, Importer } from '../../kinds/importer.ts';
import type { ResourceKey } from '../../model/key.ts';

/** Which objects an import takes. */
export interface Selection {
  /** Ids of the roots that are wanted; empty for all. */
  readonly ids: readonly string[];
  /** Archived roots are left out, whatever stands below them. */
  readonly activeOnly: boolean;
  /** Roots made before this are left out; Unix seconds, null for no limit. */
  readonly since: number | null;
}

/** A root with the parts of it that are on sale and nobody's, or ours and in no manifest. */
export interface Group {
  readonly importer: Importer;
  readonly root: Found;
  /** The key that a manifest has for the root; null while none has it. */
  readonly key: ResourceKey | null;
  readonly parts: readonly Found[];
  /** What is attached to a root that no manifest has. */
  readonly attached?: readonly Found[];
}
