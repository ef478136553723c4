import { codesOf, isKey } from '../../model/key.ts';
import { under } from '../../model/spec.ts';
import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Found, Importer, Unsaid } from '../importer.ts';
import { textOr } from '../kind.ts';
import { money } from '../money.ts';
import { SINGLE } from '../single.ts';
import { written, type Written, type WrittenRecord } from '../written.ts';
import { promotionCode } from './kind.ts';

/** Promotion codes of an account as documents; those for one customer are not of a catalog. */
export const promotionCodeImporter: Importer = {
  root: promotionCode,
  ...SINGLE,
  standsAlone: ({ customer, customer_account: account }) => (customer ?? account ?? null) === null,
  ideas: ({ raw }) => [{ text: textOr(raw.code, ''), from: 'code' }],
  compose,
  optional: new Set(['metadata']),
  unsaid,
};

function compose({ code, found, only, adopt }: Composition): WrittenRecord {
  const { spec } = found;
  const unlessNull = (name: string): Written | undefined => spec[name] ?? undefined;
  const coupon = textOr(spec.coupon, '');
  return written({
    kind: promotionCode.name,
    code,
    coupon: isKey(coupon) ? codesOf(coupon) : coupon,
    expires_at: unlessNull('expires_at'),
    max_redemptions: unlessNull('max_redemptions'),
    first_time_transaction: spec.first_time_transaction === true ? true : undefined,
    minimum_amount: money(spec.minimum_amount, textOr(spec.currency, '')),
    currency: unlessNull('currency'),
    metadata: ownMetadata(found),
    active: spec.active === false ? false : undefined,
    protect: spec.protect === true ? true : undefined,
    only,
    adopt,
  });
}

function unsaid(found: Found): readonly Unsaid[] {
  const options = under(found.spec, 'currencies');
  const isEmpty = Object.keys(options).length === 0;
  return [
    ...(isEmpty ? [] : [{ field: 'restrictions.currency_options', value: options }]),
    ...foreignMetadata(found),
  ];
}
