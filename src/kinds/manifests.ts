import { couponManifest } from './coupon/manifest.ts';
import { entitlementManifest } from './entitlement/manifest.ts';
import type { ManifestKind } from './manifest-kind.ts';
import { meterManifest } from './meter/manifest.ts';
import { planManifest } from './plan/manifest.ts';
import { portalManifest } from './portal/manifest.ts';
import { promotionCodeManifest } from './promotion_code/manifest.ts';
import { taxRateManifest } from './tax_rate/manifest.ts';
import { webhookManifest } from './webhook/manifest.ts';

/** Every kind of manifest. The first is the one that a document without `kind` has. */
export const manifestKinds: readonly ManifestKind[] = [
  planManifest,
  meterManifest,
  taxRateManifest,
  couponManifest,
  promotionCodeManifest,
  entitlementManifest,
  portalManifest,
  webhookManifest,
];
