import { isList, isRecord, type Json, type JsonRecord } from '../../lib/json.ts';
import { amountFrom, toMinor } from '../../lib/money.ts';
import { under, type Spec } from '../../model/spec.ts';
import { textOr } from '../kind.ts';
import type { CreateInput, Request, UpdateInput } from '../codec.ts';
import { encodePlanMetadata } from '../marker.ts';
import { currenciesOf } from './currencies.ts';
import { orClear, orOmit, params } from '../params.ts';

/**
 * One of `unit_amount` and `unit_amount_decimal`, as a text in minor units. Amounts in a spec were made by
 * `parseAmount` or `fromMinor`, so the text is one.
 */
function amountParams(name: string, value: Json | undefined, currency: string): JsonRecord {
  if (typeof value !== 'string') return {};
  const minor = toMinor(amountFrom(value), currency);
  return { [minor.includes('.') ? `${name}_decimal` : name]: minor };
}

const tierParams = (tiers: Json | undefined, currency: string): Json | undefined =>
  isList(tiers)
    ? tiers.filter(isRecord).map((tier) => ({
        up_to: tier.up_to ?? 'inf',
        ...amountParams('unit_amount', tier.amount, currency),
        ...amountParams('flat_amount', tier.flat, currency),
      }))
    : undefined;

function customParams(custom: Json | undefined, currency: string): Json | undefined {
  if (!isRecord(custom)) return undefined;
  const bound = (name: string): JsonRecord => amountParams(name, custom[name], currency);
  return { enabled: 'true', ...bound('minimum'), ...bound('maximum'), ...bound('preset') };
}

const pricing = (spec: Spec, currency: string): JsonRecord =>
  params({
    ...amountParams('unit_amount', spec.amount, currency),
    tiers: tierParams(spec.tiers, currency),
    custom_unit_amount: customParams(spec.custom_amount, currency),
    tax_behavior: orOmit(spec.tax_behavior),
  });

/** The whole map of currency options: right whether Stripe merges what it gets or replaces what it has. */
function currencyOptions(spec: Spec): Json | undefined {
  const options = currenciesOf(spec)
    .map((currency) => [currency, pricing(under(spec, `currencies.${currency}`), currency)] as const)
    .filter(([, option]) => Object.keys(option).length > 0);
  return options.length === 0 ? undefined : Object.fromEntries(options);
}

function recurring(spec: Spec): Json | undefined {
  if (spec.interval === 'once') return undefined;
  const meter = spec.meter ?? null;
  return params({
    interval: spec.interval,
    interval_count: spec.interval_count,
    usage_type: meter === null ? 'licensed' : 'metered',
    meter: orOmit(meter),
  });
}

/** The parameters of a creation. https://docs.stripe.com/api/prices/create */
export function encodePriceCreate({ target, marker, transfer }: CreateInput): JsonRecord {
  const currency = textOr(target.currency, '');
  const tiered = target.tiers !== null && target.tiers !== undefined;
  return params({
    product: target.product,
    currency,
    ...pricing(target, currency),
    recurring: recurring(target),
    billing_scheme: tiered ? 'tiered' : undefined,
    tiers_mode: orOmit(target.tiers_mode),
    transform_quantity: orOmit(target.transform_quantity),
    currency_options: currencyOptions(target),
    nickname: orOmit(target.nickname),
    lookup_key: orOmit(target.lookup_key),
    transfer_lookup_key: transfer ? 'true' : undefined,
    active: target.active === false ? false : undefined,
    metadata: encodePlanMetadata(target, marker),
  });
}

/** The one request of an update. https://docs.stripe.com/api/prices/update */
export function encodePriceUpdate(input: UpdateInput): readonly Request[] {
  const { fields, target, marker, raw, transfer, id } = input;
  const currencies = Object.keys(fields).some((path) => path.startsWith('currencies.'));
  const sent = params({
    tax_behavior: orOmit(fields.tax_behavior),
    nickname: orClear(fields.nickname),
    lookup_key: orClear(fields.lookup_key),
    transfer_lookup_key: transfer ? 'true' : undefined,
    currency_options: currencies ? currencyOptions(target) : undefined,
    active: fields.active,
    metadata: encodePlanMetadata(fields, marker, raw),
  });
  return [{ path: `/v1/prices/${encodeURIComponent(id)}`, params: sent }];
}
