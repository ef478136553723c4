import { currencyExponent, UNSETTLED_CURRENCIES } from '../lib/currency.ts';
import { code } from '../lib/wording.ts';
import type { Fields, Name, Problem } from './fields.ts';

/** What is wrong with a currency code, or undefined when Stripe takes it. */
function currencyProblem(currency: string): Problem | undefined {
  if (currencyExponent(currency) !== undefined) return undefined;
  const lower = currency.toLowerCase();
  if (UNSETTLED_CURRENCIES.has(lower)) {
    return {
      code: 'manifest.unsettled-currency',
      summary: `amounts in ${code(currency)} are not supported yet`,
      detail:
        'Stripe counts this currency in a way that its documentation does not settle, and a wrong guess would charge a hundred times too much. Use another currency for now.',
    };
  }
  const known = currencyExponent(lower) !== undefined;
  return {
    code: 'manifest.unknown-currency',
    summary: `Stripe knows no currency ${code(currency)}`,
    detail: known
      ? `Did you mean ${code(lower)}? Currencies are written in lower case.`
      : 'Write a three-letter ISO code in lower case, such as `usd`. See https://docs.stripe.com/currencies.',
  };
}

/** Reports a currency that Stripe does not take. True when it does. */
export function checkCurrency(fields: Fields, name: Name, currency: string): boolean {
  const problem = currencyProblem(currency);
  if (problem !== undefined) fields.report(name, problem);
  return problem === undefined;
}

/** The currency that is written, or the default; undefined, and reported of `what`, where there is none that Stripe takes. */
export function readCurrency(
  fields: Fields,
  defaultCurrency: string | null,
  what: string,
): string | undefined {
  const written = fields.text('currency');
  if (written !== undefined) {
    checkCurrency(fields, 'currency', written);
    // `USD` is reported and then meant: its amounts are checked all the same.
    const meant = written.toLowerCase();
    return currencyExponent(meant) === undefined ? undefined : meant;
  }
  if (fields.has('currency')) return undefined;
  if (defaultCurrency !== null) return defaultCurrency;
  fields.report(null, {
    code: 'manifest.no-currency',
    summary: `${what} names no currency`,
    detail: 'Add `currency: usd` to it, or `default_currency: usd` to .github/pricebook.yaml.',
  });
  return undefined;
}
