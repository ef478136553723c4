import { groupBy } from '../../lib/group.ts';
import { compareAmounts, scaleAmount } from '../../lib/money.ts';
import { code } from '../../lib/wording.ts';
import type { Desired } from '../../model/state.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { finding } from '../finding.ts';
import { familyOf, type Offer, type Period, type Quote } from './offer.ts';

/** A price in one currency, with the days it lasts. */
interface Rate extends Quote {
  readonly price: Desired;
  readonly family: string;
  /** 0 for what is charged once: it is compared with its like only. */
  readonly days: number;
}

/** Within one plan, a yearly price written in cents is eighty times the monthly one per day; real ones are near. */
const IN_FAMILY = 50;
/** Between plans real differences are greater. */
const IN_CATALOG = 100;
/** Currencies within a factor of two of each other, so that their amounts can be compared at all. */
const NEAR_PARITY = new Set(['usd', 'eur', 'gbp', 'chf', 'cad', 'aud', 'nzd', 'sgd']);

const DAYS: Readonly<Record<Period['unit'], number>> = { day: 1, month: 30, once: 0 };

/** Amounts a hundred times those beside them: probably minor units, written as major ones. */
export function hundredfold(offers: readonly Offer[]): readonly LintFinding[] {
  const groups = groupBy(offers.flatMap(ratesOf), ({ currency, days }) => `${currency} ${days > 0}`);
  const suspects = [...groups.values()].flatMap((rates) => {
    const families = [...groupBy(rates, ({ family }) => family).values()];
    const inFamily = families.flatMap((family) => towering(family, IN_FAMILY));
    // A price with siblings is compared with these alone.
    const lonely = new Set(families.flatMap((family) => (family.length === 1 ? family : [])));
    const inCatalog = towering(rates, IN_CATALOG).filter((rate) => lonely.has(rate));
    return [...inFamily, ...inCatalog];
  });
  return [...suspects, ...offers.flatMap(strayOptions)].map(({ price, amount, currency, path }) =>
    finding(price, {
      code: 'lint.hundredfold',
      summary: `${code(amount)} ${currency} is about a hundred times what its siblings cost`,
      detail: `Amounts are in major units. If ${code(amount)} is in cents, write ${code(scaleAmount(amount, 1, 100))}.`,
      path,
    }),
  );
}

function ratesOf({ price, plan, period, quotes }: Offer): readonly Rate[] {
  const days = DAYS[period.unit] * period.length;
  return quotes
    .filter(({ amount }) => amount !== '0')
    .map((quote) => ({ ...quote, price, family: familyOf(plan), days }));
}

/** The rate that costs at least `factor` times as much per day as every other; none in a group of one. */
function towering(rates: readonly Rate[], factor: number): readonly Rate[] {
  const [first, ...rest] = rates;
  if (first === undefined || rest.length === 0) return [];
  const dearest = rest.reduce((top, rate) => (compareCost(rate, top) > 0 ? rate : top), first);
  return rates.every((rate) => rate === dearest || compareCost(dearest, rate, factor) >= 0) ? [dearest] : [];
}

/** Compares what `a` costs per day with `factor` times what `b` does. */
function compareCost(a: Rate, b: Rate, factor = 1): -1 | 0 | 1 {
  const left = scaleAmount(a.amount, Math.max(1, b.days));
  return compareAmounts(left, scaleAmount(b.amount, Math.max(1, a.days) * factor));
}

/** Amounts of a price in a currency near its own in value, and yet far off. */
function strayOptions({ price, quotes }: Offer): readonly Omit<Rate, 'family' | 'days'>[] {
  const near = quotes.filter(({ currency, amount }) => NEAR_PARITY.has(currency) && amount !== '0');
  const rates = near.map((quote) => ({ ...quote, price, family: '', days: 0 }));
  return towering(rates, IN_FAMILY);
}
