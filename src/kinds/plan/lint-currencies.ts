import { groupBy } from '../../lib/group.ts';
import { allOf, oneOf } from '../../lib/wording.ts';
import type { Desired } from '../../model/state.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { finding } from '../finding.ts';
import type { Offer } from './offer.ts';

/** Plans without a price in a currency that most of the other plans have. */
export function missingCurrencies(
  offers: readonly Offer[],
  objects: readonly Desired[],
): readonly LintFinding[] {
  const byProduct = groupBy(offers, ({ price }) => price.spec.product);
  const plans = objects
    .filter(({ kind, spec, key }) => kind === 'product' && spec.active !== false && byProduct.has(key))
    .map((product) => {
      const own = byProduct.get(product.key) ?? [];
      return { product, currencies: new Set(own.flatMap((offer) => offer.currencies)) };
    });
  const counts = new Map<string, number>();
  for (const { currencies } of plans) {
    for (const currency of currencies) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  // A currency that a plan lacks is counted among the others only.
  const usual = [...counts].filter(([, count]) => count * 2 > plans.length - 1).map(([currency]) => currency);
  return plans.flatMap(({ product, currencies }) => {
    const missing = usual.filter((currency) => !currencies.has(currency));
    if (missing.length === 0) return [];
    const summary = `the plan has no price in ${oneOf(missing)}, which other plans have`;
    const detail = `Add ${allOf(missing)} to the \`currencies\` of its prices.`;
    return [finding(product, { code: 'lint.missing-currency', summary, detail })];
  });
}
