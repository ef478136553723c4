import { currencyExponent } from '../lib/currency.ts';
import { fractionDigits, isRepresentable, parseAmount, toMinor, type Amount } from '../lib/money.ts';
import { code } from '../lib/wording.ts';
import type { Fields, Name, Problem } from './fields.ts';

/** How amounts of a price are written: in which currency, and whether they may be finer than its smallest unit. */
export interface MoneyRule {
  /** undefined where the price's currency is in error; then only the amount's form is checked. */
  readonly currency: string | undefined;
  readonly fraction: 'allowed' | 'refused' | 'never';
}

/** Digits before the point; Stripe takes eight or so, and nothing here should get slow. */
const MOST_DIGITS = 15;

/**
 * The amount in a field, from its source text: YAML's number never touches it. Undefined where it is missing, or
 * in error and reported.
 */
export function readAmount(fields: Fields, name: Name, rule: MoneyRule): Amount | undefined {
  const source = fields.source(name)?.trim();
  if (source === undefined || fields.get(name) === undefined) return undefined;
  const amount = parseAmount(source);
  const problem = amount === undefined ? notAnAmount(source) : amountProblem(amount, rule);
  if (problem === undefined) return amount;
  fields.report(name, { ...problem, summary: `${code(fields.label(name))}: ${problem.summary}` });
  return undefined;
}

function notAnAmount(source: string): Problem {
  return {
    code: 'manifest.bad-amount',
    summary: `${code(source)} is not an amount`,
    detail:
      'Write a plain decimal in major units, such as `25.00`: digits and at most one point, without sign, exponent, separator or currency sign.',
  };
}

function amountProblem(amount: Amount, { currency, fraction }: MoneyRule): Problem | undefined {
  if ((amount.split('.')[0] ?? '').length > MOST_DIGITS) {
    const detail = `Amounts have at most ${MOST_DIGITS} digits before the point. They are in major units: \`25.00\` is 25 dollars.`;
    return { code: 'manifest.bad-amount', summary: 'the amount is too large', detail };
  }
  const decimals = currency === undefined ? undefined : currencyExponent(currency);
  if (currency === undefined || decimals === undefined) return undefined;
  if (!isRepresentable(amount, currency)) {
    return {
      code: 'manifest.too-precise',
      summary: `${code(amount)} ${currency} has more decimals than Stripe keeps`,
      detail: `Stripe keeps twelve decimals of the smallest unit: in ${currency} at most ${decimals + 12} behind the point.`,
    };
  }
  if (fractionDigits(amount, currency) > 0) {
    return fraction === 'allowed' ? undefined : fractionProblem(amount, currency, { decimals, fraction });
  }
  // https://docs.stripe.com/currencies#three-decimal
  if (decimals === 3 && !toMinor(amount, currency).endsWith('0')) {
    const detail = 'Stripe takes these currencies to the hundredth: the third decimal must be 0.';
    return { code: 'manifest.three-decimals', summary: `${code(amount)} does not end in 0`, detail };
  }
  return undefined;
}

function fractionProblem(
  amount: Amount,
  currency: string,
  { decimals, fraction }: { decimals: number; fraction: MoneyRule['fraction'] },
): Problem {
  const unit = decimals === 0 ? `whole ${currency}` : `${decimals} decimals`;
  return {
    code: 'manifest.fraction',
    summary: `${code(amount)} ${currency} is finer than the currency's smallest unit (${unit})`,
    detail:
      fraction === 'never'
        ? 'Round it: here Stripe takes whole units only.'
        : 'Round it; or, where a fraction is meant, add `fractional: true` to the price.',
  };
}
