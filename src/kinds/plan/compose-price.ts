import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import { fractionDigits, parseAmount } from '../../lib/money.ts';
import { under, type Spec } from '../../model/spec.ts';
import { codesOf, isKey } from '../../model/key.ts';
import type { Part } from '../importer.ts';
import { textOr } from '../kind.ts';
import { money } from '../money.ts';
import { currenciesOf } from '../price/currencies.ts';
import { written, type Decimal, type Written, type WrittenRecord } from '../written.ts';
import { ownMetadata } from '../foreign.ts';
import { NONE } from './price.ts';

/** The entry of a price under `prices`: only what differs from what its absence would mean. */
export function composePrice(
  { name, found, only, adopt }: Part,
  plan: { readonly code: string; readonly protect: boolean },
): WrittenRecord {
  const { spec } = found;
  const currency = textOr(spec.currency, '');
  const protect = spec.protect === true;
  return written({
    amount: money(spec.amount, currency),
    currency,
    interval: spec.interval ?? '',
    interval_count: spec.interval_count === 1 ? undefined : (spec.interval_count ?? undefined),
    tax_behavior: spec.tax_behavior ?? undefined,
    currencies: currencies(spec),
    meter: typeof spec.meter === 'string' ? meterCode(spec.meter) : undefined,
    tiers_mode: spec.tiers_mode ?? undefined,
    tiers: tiers(spec.tiers, currency),
    transform_quantity: spec.transform_quantity ?? undefined,
    custom_amount: customAmount(spec.custom_amount, currency),
    fractional: isFractional(spec) ? true : undefined,
    nickname: spec.nickname ?? undefined,
    lookup_key: spec.lookup_key === `${plan.code}_${name}` ? undefined : (spec.lookup_key ?? NONE),
    metadata: ownMetadata(found),
    protect: protect === plan.protect ? undefined : protect,
    only,
    adopt,
  });
}

const meterCode = (reference: string): string => (isKey(reference) ? codesOf(reference) : reference);

function tiers(value: Json | undefined, currency: string): Written | undefined {
  if (!isList(value)) return undefined;
  return value.filter(isRecord).map((tier) =>
    written({
      up_to: tier.up_to ?? 'inf',
      amount: money(tier.amount, currency),
      flat: money(tier.flat, currency),
    }),
  );
}

function customAmount(value: Json | undefined, currency: string): WrittenRecord | undefined {
  if (!isRecord(value)) return undefined;
  const bound = (name: string): Decimal | undefined => money(value[name], currency);
  return written({ minimum: bound('minimum'), maximum: bound('maximum'), preset: bound('preset') });
}

function currencies(spec: Spec): WrittenRecord | undefined {
  const options = currenciesOf(spec).map((currency) => {
    const option: JsonRecord = under(spec, `currencies.${currency}`);
    const amount = money(option.amount, currency);
    const more = written({
      tiers: tiers(option.tiers, currency),
      custom_amount: customAmount(option.custom_amount, currency),
      tax_behavior: option.tax_behavior ?? undefined,
    });
    const whole = amount !== undefined && Object.keys(more).length === 0;
    return [currency, whole ? amount : written({ amount, ...more })] as const;
  });
  return options.length === 0 ? undefined : Object.fromEntries(options);
}

/** True where an amount is finer than its currency's smallest unit and nothing else in the price allows that. */
function isFractional(spec: Spec): boolean {
  if (['meter', 'tiers', 'transform_quantity'].some((name) => (spec[name] ?? null) !== null)) return false;
  const amounts = [
    [textOr(spec.currency, ''), spec.amount],
    ...currenciesOf(spec).map((currency) => [currency, spec[`currencies.${currency}.amount`]] as const),
  ] as const;
  return amounts.some(([currency, value]) => {
    const amount = parseAmount(textOr(value, ''));
    return amount !== undefined && currency !== undefined && fractionDigits(amount, textOr(currency, '')) > 0;
  });
}
