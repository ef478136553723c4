import { codes } from './codes.ts';
import { coupons } from './coupons.ts';
import { entitlements } from './entitlements.ts';
import type { LawKind } from './kind.ts';
import { portals } from './portals.ts';
import { rates } from './rates.ts';
import { webhooks } from './webhooks.ts';

/** Every kind that the laws hold for, beside plans and their meter; none refers to one after it. */
export const lawKinds: readonly LawKind[] = [rates, entitlements, coupons, codes, portals, webhooks];
