import { isList, type Json } from '../../lib/json.ts';
import { codesOf, isKey } from '../../model/key.ts';
import { under } from '../../model/spec.ts';
import { foreignMetadata, ownMetadata } from '../foreign.ts';
import type { Composition, Importer } from '../importer.ts';
import { textOr } from '../kind.ts';
import { money } from '../money.ts';
import { SINGLE } from '../single.ts';
import { decimal, written, type Written, type WrittenRecord } from '../written.ts';
import { coupon } from './kind.ts';

/** Coupons of an account as documents. */
export const couponImporter: Importer = {
  root: coupon,
  ...SINGLE,
  standsAlone: () => true,
  ideas: ({ raw, spec }) => [
    { text: raw.id, from: 'id' },
    { text: textOr(spec.name, ''), from: 'name' },
  ],
  compose,
  optional: new Set(['name', 'metadata']),
  unsaid: foreignMetadata,
};

/** The codes behind keys; what is none stays as it is, and does not come out as it went in. */
const codes = (keys: Json | undefined): Written | undefined =>
  isList(keys) ? keys.map((key) => (typeof key === 'string' && isKey(key) ? codesOf(key) : key)) : undefined;

function compose({ code, found, only, adopt }: Composition): WrittenRecord {
  const { spec } = found;
  const unlessNull = (name: string): Written | undefined => spec[name] ?? undefined;
  const options = Object.entries(under(spec, 'currencies')).map(([path, off]) => {
    const currency = path.slice(0, path.indexOf('.'));
    return [currency, money(off, currency) ?? null] as const;
  });
  return written({
    kind: coupon.name,
    code,
    name: unlessNull('name'),
    percent_off: typeof spec.percent_off === 'string' ? decimal(spec.percent_off) : undefined,
    amount_off: money(spec.amount_off, textOr(spec.currency, '')),
    currency: unlessNull('currency'),
    currencies: options.length === 0 ? undefined : Object.fromEntries(options),
    duration: unlessNull('duration'),
    duration_in_months: unlessNull('duration_in_months'),
    max_redemptions: unlessNull('max_redemptions'),
    redeem_by: unlessNull('redeem_by'),
    applies_to: codes(spec.applies_to),
    metadata: ownMetadata(found),
    protect: spec.protect === true ? true : undefined,
    only,
    adopt,
  });
}
