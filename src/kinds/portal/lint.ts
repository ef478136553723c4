import { isList } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import { codesOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { finding } from '../finding.ts';
import { textOr } from '../kind.ts';
import type { LintFinding } from '../manifest-kind.ts';
import { PRICES } from './fields.ts';

/** Why customers cannot switch to a price; undefined where they can. */
function whyNot({ spec }: Desired): string | undefined {
  if (spec.interval === 'once') return 'it is paid once, and switching is for subscriptions';
  return spec.active === false ? 'it is not active' : undefined;
}

/** Warnings about prices that a portal offers and Stripe refuses there. */
export function lintPortals(objects: readonly Desired[], all: readonly Desired[]): readonly LintFinding[] {
  const byKey = new Map<string, Desired>(all.map((object) => [object.key, object]));
  return objects.flatMap((object) => {
    const prices = object.spec[PRICES];
    const offered = isList(prices) ? prices.flatMap((key) => byKey.get(textOr(key, '')) ?? []) : [];
    return offered.flatMap((price): readonly LintFinding[] => {
      const why = whyNot(price);
      if (why === undefined) return [];
      const summary = `customers cannot switch to ${code(codesOf(price.key))}: ${why}`;
      const detail = 'Stripe refuses it. Take it out of the list.';
      const other = { other: price.where };
      return [finding(object, { code: 'lint.cannot-switch', summary, detail, path: PRICES, ...other })];
    });
  });
}
