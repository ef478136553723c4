import type { WholeKind } from './kind.ts';
import { attachment } from './kinds/attachment.ts';
import { coupon } from './kinds/coupon.ts';
import { entitlement } from './kinds/entitlement.ts';
import { meter } from './kinds/meter.ts';
import { product } from './kinds/plan.ts';
import { portal } from './kinds/portal.ts';
import { price } from './kinds/price.ts';
import { promotionCode } from './kinds/promotion-code.ts';
import { taxRate } from './kinds/tax-rate.ts';
import { webhook } from './kinds/webhook.ts';

/** The catalog of everything, kind by kind. */
export const wholeKinds: readonly WholeKind[] = [
  product,
  price,
  meter,
  taxRate,
  coupon,
  promotionCode,
  entitlement,
  attachment,
  portal,
  webhook,
];

/** One edition of all of it, as one file. */
export const edition = (name: 'before' | 'after' | 'last'): string =>
  wholeKinds
    .map((each) => each[name] ?? '')
    .filter((text) => text !== '')
    .join('---\n');
