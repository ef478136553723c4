import { isRecord } from '../../lib/json.ts';
import { amountFrom, compareAmounts, parseAmount, type Amount } from '../../lib/money.ts';
import { code } from '../../lib/wording.ts';
import type { Draft } from '../draft.ts';
import type { Fields, Problem } from '../fields.ts';
import { readAmount } from '../amount.ts';
import { checkCurrency, readCurrency } from '../currency.ts';

const bad = (summary: string, detail: string): Problem => ({
  code: 'manifest.bad-discount',
  summary,
  detail,
});

/** Stripe's limits, both included. https://docs.stripe.com/api/coupons/create */
const LEAST = amountFrom('0.01');
const MOST = amountFrom('100');
/** Stripe answers with a number: with no more decimals its text is exact. */
const MOST_DECIMALS = 12;

const isPercent = (percent: Amount): boolean =>
  compareAmounts(percent, LEAST) >= 0 &&
  compareAmounts(percent, MOST) <= 0 &&
  (percent.split('.')[1]?.length ?? 0) <= MOST_DECIMALS;

/** What a coupon takes off, into its draft: a percentage, or an amount in one currency and more. */
export function readDiscount(fields: Fields, defaultCurrency: string | null, to: Draft): void {
  const isPercentage = fields.has('percent_off');
  if (isPercentage === fields.has('amount_off')) {
    const [summary, at] = isPercentage
      ? ['the coupon takes off a percentage and an amount', 'amount_off']
      : ['the coupon takes nothing off', null];
    fields.report(at, bad(summary, 'Write either `percent_off: 10`, or `amount_off: 5.00` with `currency`.'));
    return;
  }
  if (isPercentage) readPercent(fields, to);
  else readAmounts(fields, defaultCurrency, to);
}

function readPercent(fields: Fields, to: Draft): void {
  for (const name of ['currency', 'currencies'].filter(fields.has)) {
    fields.report(
      name,
      bad(
        `${code(name)} belongs to \`amount_off\``,
        'A percentage is the same in every currency. Remove the line.',
      ),
    );
  }
  const source = fields.source('percent_off')?.trim();
  if (source === undefined || fields.get('percent_off') === undefined) return;
  const percent = parseAmount(source);
  if (percent !== undefined && isPercent(percent))
    to.put('percent_off', percent, fields.place('percent_off'));
  else {
    const detail =
      'Write a plain decimal from `0.01` to `100` with at most twelve decimals, without a percent sign.';
    fields.report('percent_off', bad(`${code(source)} is no percentage that can be taken off`, detail));
  }
}

/** The amount in a field, where it takes something off. */
function positive(fields: Fields, name: string, currency: string | undefined): string | undefined {
  const amount = readAmount(fields, name, { currency, fraction: 'never' });
  if (amount !== '0') return amount;
  fields.report(name, bad('the coupon takes nothing off', 'Write an amount above zero.'));
  return undefined;
}

function readAmounts(fields: Fields, defaultCurrency: string | null, to: Draft): void {
  const known = readCurrency(fields, defaultCurrency, 'the coupon');
  const off = positive(fields, 'amount_off', known);
  if (off !== undefined) to.put('amount_off', off, fields.place('amount_off'));
  if (known === undefined) return;
  to.put('currency', known, fields.place('currency'));
  const options = fields.get('currencies');
  if (!isRecord(options)) return;
  const below = fields.below('currencies');
  for (const name of Object.keys(options)) {
    if (!checkCurrency(below, name, name)) continue;
    if (name === known) {
      below.report(name, {
        code: 'manifest.base-currency',
        summary: `${code(name)} is the coupon's own currency and one of its options`,
        detail: 'The coupon says the amount in its own currency. Remove the option.',
      });
      continue;
    }
    const amount = positive(below, name, name);
    if (amount !== undefined) to.put(`currencies.${name}.amount_off`, amount, below.place(name));
  }
}
