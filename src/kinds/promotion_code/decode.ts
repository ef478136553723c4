import { isRecord, type Json } from '../../lib/json.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { textOr } from '../kind.ts';
import type { Decoded } from '../codec.ts';
import { decodeMetadata } from '../marker.ts';
import { wholeAmount } from '../minor.ts';
import { timeText } from '../time.ts';
import { redeemedBefore } from './redeemed.ts';

/** Case says nothing in a promotion code: https://docs.stripe.com/api/promotion_codes/object#promotion_code_object-code */
export const codeText = (code: string): string => code.toUpperCase();

function restrictions({ restrictions: given }: RawObject): Spec {
  const all = isRecord(given) ? given : {};
  const currency = textOr(all.minimum_amount_currency, null);
  const options = isRecord(all.currency_options) ? Object.entries(all.currency_options) : [];
  return {
    first_time_transaction: all.first_time_transaction === true,
    minimum_amount: wholeAmount(all.minimum_amount, currency ?? ''),
    currency,
    ...Object.fromEntries(
      options.flatMap(([name, option]): [string, Json][] =>
        name === currency || !isRecord(option)
          ? []
          : [[`currencies.${name}.minimum_amount`, wholeAmount(option.minimum_amount, name)]],
      ),
    ),
  };
}

function spec(raw: RawObject): Spec {
  const most = raw.max_redemptions;
  return {
    code: codeText(textOr(raw.code, '')),
    coupon: isRecord(raw.promotion) ? (raw.promotion.coupon ?? null) : null,
    expires_at: typeof raw.expires_at === 'number' ? timeText(raw.expires_at) : null,
    // What is left for this code, and what those before it were redeemed.
    max_redemptions: typeof most === 'number' ? most + redeemedBefore(raw) : null,
    ...restrictions(raw),
    customer: raw.customer ?? null,
    customer_account: raw.customer_account ?? null,
    active: raw.active ?? null,
    ...decodeMetadata(raw),
  };
}

/** A promotion code as Stripe sent it, its minimums in other currencies expanded, in the manifest's terms. */
export function decodePromotionCode(raw: RawObject): Decoded {
  try {
    return { spec: spec(raw) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}
