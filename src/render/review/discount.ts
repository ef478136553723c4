import { codesOf, isKey, type ResourceKey } from '../../model/key.ts';
import { pick, type Spec } from '../../model/spec.ts';
import { moneyText } from '../money.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What is taken off: `10 % off`, `$5.00 off`; or the coupon that says so. */
function offText({ percent_off: percent, amount_off: amount, coupon, currency }: Spec): string {
  if (typeof percent === 'string') return `${percent} % off`;
  if (typeof amount === 'string') return `${moneyText(amount, textOf(currency))} off`;
  return typeof coupon === 'string' && isKey(coupon) ? `gives ${codesOf(coupon)}` : '';
}

function durationText({ duration, duration_in_months: months }: Spec): string {
  if (duration === 'forever') return ' for good';
  if (duration === 'once') return ' once';
  return typeof months === 'number' ? ` for ${months} ${months === 1 ? 'month' : 'months'}` : '';
}

/** `2027-06-30 00:00 UTC` for the time of a spec. */
const timeText = (time: string): string => `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;

/** The spec of what hands out another object's discount with that discount in it, as far as `specOf` knows it. */
export function withDiscount(spec: Spec, specOf: (key: ResourceKey) => Spec | undefined): Spec {
  const given = typeof spec.coupon === 'string' && isKey(spec.coupon) ? specOf(spec.coupon) : undefined;
  const own = pick(spec, (path) => (spec[path] ?? null) !== null);
  // The two amounts may be in two currencies, and only one can be said.
  const isClear =
    own.currency === undefined || (given?.amount_off ?? null) === null || given?.currency === own.currency;
  return given === undefined || !isClear ? spec : { ...given, ...own };
}

/**
 * What a discount is worth and for whom, `10 % off for good, at most 100 times, new customers only`; empty for what is
 * none. Values of others are in it.
 */
export function discountText(spec: Spec): string {
  const off = offText(spec);
  if (off === '') return '';
  const { max_redemptions: most, first_time_transaction: first, minimum_amount: least } = spec;
  const until = textOf(spec.expires_at) ?? textOf(spec.redeem_by);
  const plans = Array.isArray(spec.applies_to)
    ? spec.applies_to.filter((key) => typeof key === 'string')
    : [];
  return [
    `${off}${durationText(spec)}`,
    plans.length === 0 ? '' : `on ${plans.map((key) => (isKey(key) ? codesOf(key) : key)).join(', ')} only`,
    typeof most === 'number' ? `at most ${most === 1 ? 'once' : `${most} times`}` : '',
    first === true ? 'new customers only' : '',
    typeof least === 'string' ? `from ${moneyText(least, textOf(spec.currency))}` : '',
    until === undefined ? '' : `until ${timeText(until)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}
