import type { Desired } from '../../model/state.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { hundredfold } from './lint-hundredfold.ts';
import { missingCurrencies } from './lint-currencies.ts';
import { intervalNames } from './lint-names.ts';
import { samePrices } from './lint-same.ts';
import { yearlyPrices } from './lint-yearly.ts';
import { offersOf } from './offer.ts';

const RULES = [yearlyPrices, intervalNames, samePrices, missingCurrencies, hundredfold];

/** Warnings about plans that are valid and probably not meant. */
export function lintPlans(objects: readonly Desired[]): readonly LintFinding[] {
  const offers = offersOf(objects);
  return RULES.flatMap((rule) => rule(offers, objects));
}
