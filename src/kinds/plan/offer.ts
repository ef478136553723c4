import { parseAmount, type Amount } from '../../lib/money.ts';
import { codesOf } from '../../model/key.ts';
import { under } from '../../model/spec.ts';
import type { Desired } from '../../model/state.ts';
import { textOr } from '../kind.ts';

/** How long a price lasts: a number of days or of months, or for good. */
export type Period =
  | { readonly unit: 'day' | 'month'; readonly length: number }
  | { readonly unit: 'once'; readonly length: 1 };

/** An amount in one currency of a price, and the path that says it. */
export interface Quote {
  readonly currency: string;
  readonly amount: Amount;
  readonly path: string;
}

/** An active price as lint looks at it. */
export interface Offer {
  readonly price: Desired;
  /** The plan's code, and the price's name in it. */
  readonly plan: string;
  readonly name: string;
  readonly period: Period;
  /** Its amounts, where it has one amount per unit and nothing cleverer. */
  readonly quotes: readonly Quote[];
  readonly currencies: readonly string[];
}

const UNITS: Readonly<Record<string, Period>> = {
  day: { unit: 'day', length: 1 },
  week: { unit: 'day', length: 7 },
  month: { unit: 'month', length: 1 },
  year: { unit: 'month', length: 12 },
};

/** The active prices among `objects`. */
export function offersOf(objects: readonly Desired[]): readonly Offer[] {
  return objects.filter(({ kind, spec }) => kind === 'price' && spec.active !== false).map(offer);
}

function offer(price: Desired): Offer {
  const { spec } = price;
  const [plan = '', name = ''] = codesOf(price.key).split('/');
  const unit = UNITS[textOr(spec.interval, '')];
  const period: Period =
    unit === undefined || unit.unit === 'once'
      ? { unit: 'once', length: 1 }
      : { unit: unit.unit, length: unit.length * Number(spec.interval_count) };
  const plain = spec.meter === null && spec.transform_quantity === null;
  const options = Object.keys(under(spec, 'currencies')).map((path) => path.slice(0, path.indexOf('.')));
  const currencies = [...new Set([textOr(spec.currency, ''), ...options])];
  return { price, plan, name, period, quotes: plain ? quotesOf(price, currencies) : [], currencies };
}

function quotesOf({ spec }: Desired, currencies: readonly string[]): readonly Quote[] {
  return currencies.flatMap((currency, index): Quote[] => {
    const path = index === 0 ? 'amount' : `currencies.${currency}.amount`;
    const amount = parseAmount(textOr(spec[path], ''));
    return amount === undefined ? [] : [{ currency, path, amount }];
  });
}

const INTERVAL_WORDS = /[-_.]?(daily|weekly|monthly|quarterly|yearly|annually|annual|month|year)$/i;

/** What plans have in common that differ only by their interval: `pro` for `pro_monthly` and `pro_yearly`. */
export function familyOf(plan: string): string {
  const family = plan.replace(INTERVAL_WORDS, '');
  return family === '' ? plan : family;
}
