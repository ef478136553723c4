import type { JsonRecord } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import { textOr } from '../kind.ts';
import type { CreateInput, Request, UpdateInput } from '../codec.ts';
import { encodeMetadata } from '../marker.ts';
import { minorOptions, minorText } from '../minor.ts';
import { orOmit, params } from '../params.ts';
import { secondsOf } from '../time.ts';
import { redeemedMetadata } from './redeemed.ts';

function restrictions(spec: Spec): JsonRecord | undefined {
  const given = params({
    first_time_transaction: spec.first_time_transaction === true ? true : undefined,
    minimum_amount: minorText(spec.minimum_amount, textOr(spec.currency, '')),
    minimum_amount_currency: orOmit(spec.currency),
    currency_options: minorOptions(spec, 'minimum_amount'),
  });
  return Object.keys(given).length === 0 ? undefined : given;
}

/** The parameters that make the promotion code. https://docs.stripe.com/api/promotion_codes/create */
export function encodePromotionCodeCreate({ target, marker, redeemed }: CreateInput): JsonRecord {
  const most = target.max_redemptions;
  return params({
    promotion: params({ type: 'coupon', coupon: target.coupon }),
    code: target.code,
    active: target.active,
    customer: orOmit(target.customer),
    customer_account: orOmit(target.customer_account),
    expires_at: typeof target.expires_at === 'string' ? secondsOf(target.expires_at) : undefined,
    max_redemptions: typeof most === 'number' ? most - redeemed : undefined,
    restrictions: restrictions(target),
    metadata: { ...encodeMetadata(target, marker), ...redeemedMetadata(redeemed) },
  });
}

/** The switch and the metadata; everything else makes a new one. */
export function encodePromotionCodeUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const sent = params({ active: fields.active, metadata: encodeMetadata(fields, marker, raw) });
  return [{ path: `/v1/promotion_codes/${encodeURIComponent(id)}`, params: sent }];
}
