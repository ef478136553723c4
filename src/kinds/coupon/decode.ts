import { isList, isRecord, type Json } from '../../lib/json.ts';
import { parseAmount } from '../../lib/money.ts';
import type { Spec } from '../../model/spec.ts';
import type { RawObject } from '../../model/state.ts';
import { textOr } from '../kind.ts';
import type { Decoded } from '../codec.ts';
import { decodeMetadata } from '../marker.ts';
import { wholeAmount } from '../minor.ts';
import { timeText } from '../time.ts';

/** A percentage has few enough digits for the text of its number to be exact. */
function percent(value: Json | undefined): string | null {
  if (typeof value !== 'number') return null;
  const text = parseAmount(String(value));
  if (text === undefined) throw new RangeError(`it takes ${String(value)} percent off`);
  return text;
}

function options(raw: RawObject): Spec {
  const given = isRecord(raw.currency_options) ? Object.entries(raw.currency_options) : [];
  return Object.fromEntries(
    given.flatMap(([currency, option]): [string, Json][] =>
      currency === raw.currency || !isRecord(option)
        ? []
        : [[`currencies.${currency}.amount_off`, wholeAmount(option.amount_off, currency)]],
    ),
  );
}

function productsOf({ applies_to: scope }: RawObject): Json {
  const ids = isRecord(scope) && isList(scope.products) ? scope.products : [];
  return ids.length === 0 ? null : ids.map((id) => textOr(id, '')).sort();
}

function spec(raw: RawObject): Spec {
  const currency = textOr(raw.currency, null);
  return {
    name: raw.name ?? null,
    percent_off: percent(raw.percent_off),
    amount_off: wholeAmount(raw.amount_off, currency ?? ''),
    currency,
    ...options(raw),
    duration: raw.duration ?? null,
    duration_in_months: raw.duration_in_months ?? null,
    max_redemptions: raw.max_redemptions ?? null,
    redeem_by: typeof raw.redeem_by === 'number' ? timeText(raw.redeem_by) : null,
    applies_to: productsOf(raw),
    ...decodeMetadata(raw),
  };
}

/** A coupon as Stripe sent it, with what it applies to and its currencies expanded, in the manifest's terms. */
export function decodeCoupon(raw: RawObject): Decoded {
  try {
    return { spec: spec(raw) };
  } catch (error) {
    if (error instanceof RangeError) return { problem: error.message };
    throw error;
  }
}
