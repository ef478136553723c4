import type { Desired } from '../../model/state.ts';
import { finding } from '../finding.ts';
import { textOr, type LintFinding } from '../kind.ts';

/** What Stripe refuses of a code whose coupon says less. https://docs.stripe.com/api/promotion_codes/create */
const LIMITS = [
  {
    path: 'expires_at',
    limit: 'redeem_by',
    isOver: (own: unknown, most: unknown) => Date.parse(String(own)) > Date.parse(String(most)),
    summary: 'the code lasts longer than its coupon',
  },
  {
    path: 'max_redemptions',
    limit: 'max_redemptions',
    isOver: (own: unknown, most: unknown) => Number(own) > Number(most),
    summary: 'the code can be used more often than its coupon',
  },
] as const;

/** Warnings about codes that promise more than their coupon keeps. */
export function lintPromotionCodes(
  objects: readonly Desired[],
  all: readonly Desired[],
): readonly LintFinding[] {
  const byKey = new Map<string, Desired>(all.map((object) => [object.key, object]));
  return objects.flatMap((object) => {
    const coupon = byKey.get(textOr(object.spec.coupon, ''));
    return LIMITS.filter(({ path, limit, isOver }) => {
      const [own, most] = [object.spec[path] ?? null, coupon?.spec[limit] ?? null];
      return own !== null && most !== null && isOver(own, most);
    }).map(({ path, limit, summary }) =>
      finding(object, {
        code: 'lint.code-exceeds-coupon',
        summary,
        detail: `Stripe refuses it. The coupon's ${limit} is ${JSON.stringify(coupon?.spec[limit])}.`,
        path,
      }),
    );
  });
}
