import type { ManifestKind } from './kind.ts';
import { meterManifest } from './meter/manifest.ts';
import { planManifest } from './plan/manifest.ts';

/** Every kind of manifest. The first is the one that a document without `kind` has. */
export const manifestKinds: readonly ManifestKind[] = [planManifest, meterManifest];
