import schema from '../../../schemas/promotion_code.schema.json' with { type: 'json' };
import { keyOf } from '../../model/key.ts';
import type { Desired } from '../../model/state.ts';
import { coupon } from '../coupon/kind.ts';
import { draft, putScalars, type Draft } from '../draft.ts';
import { fieldsOf, type Fields } from '../fields.ts';
import { readIdentity } from '../identity.ts';
import { textOr } from '../kind.ts';
import type { Claim, ExpandContext, ManifestDocument, ManifestKind } from '../manifest-kind.ts';
import { readAmount } from '../amount.ts';
import { checkCurrency } from '../currency.ts';
import { readTime } from '../time.ts';
import { single } from '../single.ts';
import { acceptInPromotionCode } from './accept.ts';
import { promotionCodeImporter } from './compose.ts';
import { codeText } from './decode.ts';
import { promotionCode } from './kind.ts';
import { codesBeyondCoupons } from './limits.ts';

/** What customers type to get a coupon. */
export const promotionCodeManifest: ManifestKind = {
  name: promotionCode.name,
  schema,
  importer: promotionCodeImporter,
  accept: acceptInPromotionCode,
  expand,
  claims,
  lint: codesBeyondCoupons,
};

/**
 * What defines a promotion code where nothing is written. An end and a number that are not written are left as they are:
 * the coupon has its own, and Stripe holds the code to those.
 */
const ABSENT = { first_time_transaction: false, minimum_amount: null, currency: null, active: true };

function expand(document: ManifestDocument, context: ExpandContext): readonly Desired[] {
  const fields = fieldsOf(document, context, []);
  const code = fields.text('code') ?? '?';
  const to = draft();
  for (const [path, value] of Object.entries(ABSENT)) to.put(path, value);
  to.put('code', codeText(code), fields.place('code'));
  const of = fields.text('coupon');
  to.put('coupon', of === undefined ? null : keyOf(coupon.name, of), fields.place('coupon'));
  putScalars(fields, ['max_redemptions', 'first_time_transaction', 'active'], to);
  const until = readTime(fields, 'expires_at');
  if (until !== undefined) to.put('expires_at', until, fields.place('expires_at'));
  readMinimum(fields, context.defaultCurrency, to);
  return single(
    promotionCode,
    { fields, to, identity: readIdentity(fields, context) },
    { references: ['coupon'] },
  );
}

function readMinimum(fields: Fields, defaultCurrency: string | null, to: Draft): void {
  const currency = fields.text('currency') ?? (fields.has('currency') ? null : defaultCurrency);
  const problem = (at: string, summary: string, detail: string): void =>
    fields.report(at, { code: 'manifest.bad-minimum', summary, detail });
  if (!fields.has('minimum_amount')) {
    if (fields.has('currency'))
      problem(
        'currency',
        '`currency` belongs to `minimum_amount`',
        'Write a `minimum_amount`, or remove the line.',
      );
    return;
  }
  if (currency === null) {
    if (!fields.has('currency'))
      problem(
        'minimum_amount',
        'the minimum names no currency',
        'Write `currency: usd` beside `minimum_amount`.',
      );
    return;
  }
  if (!checkCurrency(fields, 'currency', currency)) return;
  const amount = readAmount(fields, 'minimum_amount', { currency, fraction: 'never' });
  if (amount === '0')
    problem('minimum_amount', 'a minimum of zero asks for nothing', 'Remove `minimum_amount`.');
  if (amount === undefined || amount === '0') return;
  to.put('minimum_amount', amount, fields.place('minimum_amount'));
  to.put('currency', currency, fields.place('currency'));
}

/** Two codes that differ in case alone are one to Stripe. One that is switched off holds nothing. */
function claims({ spec }: Desired): readonly Claim[] {
  return spec.active === false
    ? []
    : [{ what: 'promotion code', value: textOr(spec.code, ''), path: 'code' }];
}
