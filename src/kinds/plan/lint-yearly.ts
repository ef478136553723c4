import { groupBy } from '../../lib/group.ts';
import { compareAmounts, scaleAmount, type Amount } from '../../lib/money.ts';
import { code } from '../../lib/wording.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { finding } from '../finding.ts';
import { familyOf, type Offer, type Quote } from './offer.ts';

const MONTHS = 12;
/** A year for less than this many months is no discount but a mistake. */
const FEWEST_MONTHS = 4;

/** Yearly prices that cost more than twelve monthly ones of their plan, or less than four. */
export function yearlyPrices(offers: readonly Offer[]): readonly LintFinding[] {
  const families = groupBy(offers, ({ plan }) => familyOf(plan));
  return [...families.values()].flatMap((offers) => {
    const lasting = (months: number): readonly Offer[] =>
      offers.filter(({ period }) => period.unit === 'month' && period.length === months);
    const monthly = lasting(1).flatMap(({ quotes }) => quotes);
    return lasting(MONTHS).flatMap((year) => year.quotes.flatMap((quote) => judge(year, quote, monthly)));
  });
}

function judge({ price }: Offer, quote: Quote, monthly: readonly Quote[]): readonly LintFinding[] {
  const amounts = monthly
    .filter(({ currency, amount }) => currency === quote.currency && amount !== '0')
    .map(({ amount }) => amount);
  const [first] = amounts;
  if (first === undefined || quote.amount === '0') return [];
  const against = (months: number, sign: -1 | 1): boolean =>
    amounts.every((amount: Amount) => compareAmounts(quote.amount, scaleAmount(amount, months)) === sign);
  const year = `${code(quote.amount)} ${quote.currency} a year`;
  const month = `${code(first)} a month`;
  if (against(MONTHS, 1)) {
    const summary = `${year} is dearer than twelve times ${month}`;
    const detail = 'Whoever pays by the year would pay more. Check both amounts.';
    return [finding(price, { code: 'lint.yearly-dear', summary, detail, path: quote.path })];
  }
  if (against(FEWEST_MONTHS, -1)) {
    const summary = `${year} is cheaper than ${FEWEST_MONTHS} times ${month}`;
    const detail = 'Check both amounts, and that the interval is right.';
    return [finding(price, { code: 'lint.yearly-cheap', summary, detail, path: quote.path })];
  }
  return [];
}
