import type { JsonRecord } from '../../lib/json.ts';
import { textOr } from '../kind.ts';
import type { CreateInput, Request, UpdateInput } from '../codec.ts';
import { encodeMetadata } from '../marker.ts';
import { minorOptions, minorText } from '../minor.ts';
import { orOmit, params } from '../params.ts';
import { secondsOf } from '../time.ts';

/** The parameters that make the coupon. https://docs.stripe.com/api/coupons/create */
export function encodeCouponCreate({ target, marker }: CreateInput): JsonRecord {
  const products = orOmit(target.applies_to);
  return params({
    id: orOmit(target.id),
    name: orOmit(target.name),
    percent_off: orOmit(target.percent_off),
    amount_off: minorText(target.amount_off, textOr(target.currency, '')),
    currency: orOmit(target.currency),
    currency_options: minorOptions(target, 'amount_off'),
    duration: orOmit(target.duration),
    duration_in_months: orOmit(target.duration_in_months),
    max_redemptions: orOmit(target.max_redemptions),
    redeem_by: typeof target.redeem_by === 'string' ? secondsOf(target.redeem_by) : undefined,
    applies_to: products === undefined ? undefined : { products },
    metadata: encodeMetadata(target, marker),
  });
}

/** What little Stripe lets change: the name, further currencies, the metadata. */
export function encodeCouponUpdate({ id, fields, marker, raw }: UpdateInput): readonly Request[] {
  const sent = params({
    name: orOmit(fields.name),
    currency_options: minorOptions(fields, 'amount_off'),
    metadata: encodeMetadata(fields, marker, raw),
  });
  return [{ path: `/v1/coupons/${encodeURIComponent(id)}`, params: sent }];
}
