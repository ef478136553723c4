import { groupBy } from '../../lib/group.ts';
import { canonicalJson } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import { codesOf } from '../../model/key.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { finding } from '../finding.ts';
import type { Offer } from './offer.ts';

/** What makes two prices of a plan the same to a customer. */
const SAME = ['product', 'currency', 'interval', 'interval_count', 'amount', 'meter', 'transform_quantity'];

/** Active prices that repeat another of their plan. */
export function samePrices(offers: readonly Offer[]): readonly LintFinding[] {
  const plain = offers.filter(({ price }) => typeof price.spec.amount === 'string');
  const groups = groupBy(plain, ({ price }) => canonicalJson(SAME.map((path) => price.spec[path] ?? null)));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : others.map(({ price }) =>
          finding(price, {
            code: 'lint.same-price',
            summary: `the price is the same as ${code(codesOf(first.price.key))}: currency, interval and amount`,
            detail: 'Remove one of the two, or set `active: false` on it.',
            other: first.price.where,
          }),
        ),
  );
}
