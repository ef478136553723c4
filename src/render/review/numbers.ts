import { currencyExponent } from '../../lib/currency.ts';
import type { Amount } from '../../lib/money.ts';
import { groupDigits, moneyText } from '../money.ts';

/** A decimal text as a whole number of units of its last of `decimals` places; more places are left out. */
function scaled(amount: string, decimals: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
}

const decimalsOf = (amount: string): number => amount.split('.')[1]?.length ?? 0;

/**
 * By how much `after` differs from `before`, to a tenth of a percent: `+16 %`. Empty where one of them is zero,
 * since no percentage says that.
 */
export function changeInPercent(before: Amount, after: Amount): string {
  const decimals = Math.max(decimalsOf(before), decimalsOf(after));
  const [from, to] = [scaled(before, decimals), scaled(after, decimals)];
  if (from === 0n || to === 0n) return '';
  const [sign, by] = to < from ? ['−', from - to] : ['+', to - from];
  const tenths = (2000n * by + from) / (2n * from);
  if (by > 0n && tenths === 0n) return `under ${sign}0.1 %`;
  const [whole, tenth] = [groupDigits(String(tenths / 10n)), tenths % 10n];
  return `${sign}${whole}${tenth === 0n ? '' : `.${tenth}`} %`;
}

/** Closer than any amount of Stripe's can be, which has twelve decimals of the minor unit: quotients were added up. */
const NEXT_TO_WHOLE = /^(?:0{13}|9{13})/;

/** An amount that may have more decimals than its currency, as people write it, `$20.83`, and whether it is just that. */
export function roundedMoney(
  amount: Amount,
  currency: string,
): { readonly text: string; readonly exact: boolean } {
  const decimals = currencyExponent(currency) ?? decimalsOf(amount);
  const digits = String((scaled(amount, decimals + 1) + 5n) / 10n).padStart(decimals + 1, '0');
  const point = digits.length - decimals;
  const rounded = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  const beyond = (amount.split('.')[1] ?? '').slice(decimals).padEnd(13, '0');
  return { text: moneyText(rounded, currency), exact: NEXT_TO_WHOLE.test(beyond) };
}

/** A whole number as people write it, `1,000+` where it is only known to be more. */
export function countText(number: number, more: 'more' | 'all' = 'all'): string {
  return `${groupDigits(String(number))}${more === 'more' ? '+' : ''}`;
}
