import type { Desired } from '../../model/state.ts';
import { finding } from '../finding.ts';
import { textOr } from '../kind.ts';
import type { LintFinding } from '../manifest-kind.ts';

/** What Stripe refuses of a code whose coupon says less. https://docs.stripe.com/api/promotion_codes/create */
const LIMITS = [
  {
    path: 'expires_at',
    limit: 'redeem_by',
    isOver: (own: unknown, most: unknown) => Date.parse(String(own)) > Date.parse(String(most)),
    summary: 'the code lasts longer than its coupon',
    most: 'no later time',
  },
  {
    path: 'max_redemptions',
    limit: 'max_redemptions',
    isOver: (own: unknown, most: unknown) => Number(own) > Number(most),
    summary: 'the code can be used more often than its coupon',
    most: 'no more than that',
  },
] as const;

/** Errors about codes that promise more than their coupon keeps. */
export function codesBeyondCoupons(
  objects: readonly Desired[],
  all: readonly Desired[],
): readonly LintFinding[] {
  const byKey = new Map<string, Desired>(all.map((object) => [object.key, object]));
  return objects.flatMap((object) => {
    const coupon = byKey.get(textOr(object.spec.coupon, ''));
    return LIMITS.filter(({ path, limit, isOver }) => {
      const [own, most] = [object.spec[path] ?? null, coupon?.spec[limit] ?? null];
      return own !== null && most !== null && isOver(own, most);
    }).map(({ path, limit, summary, most }) =>
      finding(object, {
        code: 'manifest.code-exceeds-coupon',
        summary,
        detail: `Stripe refuses it: the coupon's \`${limit}\` is ${JSON.stringify(coupon?.spec[limit])}. Write ${most}, or leave the line out.`,
        path,
      }),
    );
  });
}
