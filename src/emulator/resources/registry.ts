import type { Resource } from '../operation.ts';
import { accountResource } from './account.ts';
import { couponResource } from './coupon.ts';
import { customerResource } from './customer.ts';
import { eventResource } from './event.ts';
import { featureResource } from './feature.ts';
import { meterResource } from './meter.ts';
import { portalResource } from './portal.ts';
import { priceResource } from './price.ts';
import { productFeatureResource } from './product-feature.ts';
import { productResource } from './product.ts';
import { promotionCodeResource } from './promotion-code.ts';
import { subscriptionItemResource } from './subscription-item.ts';
import { subscriptionResource } from './subscription.ts';
import { taxRateResource } from './tax-rate.ts';
import { webhookEndpointResource } from './webhook-endpoint.ts';

/** Everything the emulator serves; a resource that is not here does not exist for it. */
export const resources: readonly Resource[] = [
  accountResource,
  productResource,
  priceResource,
  meterResource,
  couponResource,
  promotionCodeResource,
  taxRateResource,
  featureResource,
  productFeatureResource,
  webhookEndpointResource,
  portalResource,
  eventResource,
  customerResource,
  subscriptionResource,
  subscriptionItemResource,
];
