import { currencyExponent } from '../../lib/currency.ts';
import { compareAmounts, percentChange, roundAmount, type Amount } from '../../lib/money.ts';
import { groupDigits, moneyText } from '../money.ts';

/**
 * By how much `after` differs from `before`, to a tenth of a percent: `+16 %`. Empty where one of them is zero,
 * since no percentage says that.
 */
export function changeInPercent(before: Amount, after: Amount): string {
  const by = percentChange(before, after, 'nearest');
  if (by === undefined || before === '0') return '';
  const order = compareAmounts(before, after);
  const sign = order > 0 ? '−' : '+';
  if (by === '0' && order !== 0) return `under ${sign}0.1 %`;
  const [whole = '', tenth] = by.split('.');
  return `${sign}${groupDigits(whole)}${tenth === undefined ? '' : `.${tenth}`} %`;
}

/** An amount that may have more decimals than its currency, as people write it, `$20.83`, and whether it is just that. */
export function roundedMoney(
  amount: Amount,
  currency: string,
): { readonly text: string; readonly exact: boolean } {
  if (currencyExponent(currency) === undefined) return { text: moneyText(amount, currency), exact: true };
  const { rounded, isExact } = roundAmount(amount, currency);
  return { text: moneyText(rounded, currency), exact: isExact };
}

/** A whole number as people write it, `1,000+` where it is only known to be more. */
export function countText(number: number, more: 'more' | 'all' = 'all'): string {
  return `${groupDigits(String(number))}${more === 'more' ? '+' : ''}`;
}
