import { isRecord, type Json } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import type { Fields } from '../fields.ts';
import { renamed } from '../fields.ts';
import { readAmount, type MoneyRule } from '../amount.ts';
import { checkCurrency } from '../currency.ts';
import { readCustomAmount } from './custom-amount.ts';
import type { Draft } from '../draft.ts';
import { readTiers, stepsOf, type Tier } from './tiers.ts';

/** What the options of a price must agree with. */
export interface Base {
  readonly rule: MoneyRule;
  readonly tiers: readonly Tier[] | undefined;
}

/** What says how much, in a price and in each of its currencies. */
const SHAPES = ['amount', 'tiers', 'custom_amount'] as const;
type Shape = (typeof SHAPES)[number];

/** Writes the currency options of a price into its draft. */
export function readCurrencies(fields: Fields, base: Base, draft: Draft): void {
  const written = fields.get('currencies');
  if (!isRecord(written)) return;
  const options = fields.below('currencies');
  const shape = SHAPES.find(fields.has);
  for (const [currency, value] of Object.entries(written)) {
    if (!checkCurrency(options, currency, currency)) continue;
    if (currency === base.rule.currency) {
      options.report(currency, {
        code: 'manifest.base-currency',
        summary: `${code(currency)} is the price's own currency and one of its options`,
        detail: 'The price says the amount in its own currency. Remove the option.',
      });
      continue;
    }
    // `eur: 23.00` is `eur: { amount: 23.00 }`.
    const option = isRecord(value) ? options.below(currency) : renamed(options, { amount: currency });
    readOption({ option, currency, shape, base, draft });
  }
}

interface Option {
  readonly option: Fields;
  readonly currency: string;
  readonly shape: Shape | undefined;
  readonly base: Base;
  readonly draft: Draft;
}

function readOption({ option, currency, shape, base, draft }: Option): void {
  if (shape !== undefined) checkShapes(option, currency, shape);
  const put = (name: string, value: Json | undefined): void => {
    if (value !== undefined) draft.put(`currencies.${currency}.${name}`, value, option.place(name));
  };
  put('amount', readAmount(option, 'amount', { ...base.rule, currency }));
  put('custom_amount', readCustomAmount(option, currency));
  put('tax_behavior', option.get('tax_behavior'));
  const tiers = readTiers(option, currency);
  put('tiers', tiers);
  if (tiers === undefined || base.tiers === undefined || stepsOf(tiers) === stepsOf(base.tiers)) return;
  option.report('tiers', {
    code: 'manifest.tiers-differ',
    summary: `the tiers in ${code(currency)} have other steps than the price`,
    detail: `Stripe wants the same steps in each currency: ${stepsOf(base.tiers)}.`,
  });
}

function checkShapes(option: Fields, currency: string, shape: Shape): void {
  if (!option.has(shape)) {
    option.report(null, {
      code: 'manifest.option-shape',
      summary: `the option ${code(currency)} has no ${code(shape)}`,
      detail: `The price has ${code(shape)}, so each of its currencies needs it too.`,
    });
  }
  for (const other of SHAPES.filter((name) => name !== shape && option.has(name))) {
    option.report(other, {
      code: 'manifest.option-shape',
      summary: `the option ${code(currency)} has ${code(other)}, and the price has ${code(shape)}`,
      detail: `Write ${code(shape)} in its place.`,
    });
  }
}
