import type { Call } from '../call.ts';
import { currencyCode } from '../currencies.ts';
import { invalid, refused } from '../errors.ts';
import { mergeMetadata, metadata } from '../metadata.ts';
import { add, mintFor, referred } from '../objects.ts';
import { choice, flag, integer, object, text } from '../param-types.ts';
import { type Param, type Values, required } from '../params.ts';
import { meters } from './meter.ts';
import { claimLookupKey } from './lookup-key.ts';
import { planEvent } from './plan.ts';
import { amountParams, mergeOptions, optionsParam, readAmounts } from './price-amounts.ts';
import { type Price, type Recurring, prices } from './price-rules.ts';
import { products } from './product-rules.ts';

const intervals = ['day', 'week', 'month', 'year'] as const;

/** Parameters of price creation but the two ways of naming the product. */
export const createParams = {
  ...amountParams,
  currency: required(text()),
  active: flag(),
  billing_scheme: choice('per_unit', 'tiered'),
  currency_options: optionsParam,
  lookup_key: text(200),
  metadata: metadata(),
  nickname: text(),
  recurring: object({
    interval: required(choice(...intervals)),
    interval_count: integer({ min: 1 }),
    meter: text(),
    trial_period_days: integer({ min: 1 }),
    usage_type: choice('licensed', 'metered'),
  }),
  tiers_mode: choice('graduated', 'volume'),
  transfer_lookup_key: flag(),
  transform_quantity: object({
    divide_by: required(integer({ min: 1 })),
    round: required(choice('up', 'down')),
  }),
};

const { currency, currency_options, custom_unit_amount, tax_behavior, unit_amount, unit_amount_decimal } =
  createParams;

const defaultPriceParams = {
  currency,
  currency_options,
  custom_unit_amount,
  metadata: createParams.metadata,
  recurring: object({ interval: required(choice(...intervals)), interval_count: integer({ min: 1 }) }),
  tax_behavior,
  unit_amount,
  unit_amount_decimal,
};

/** `default_price_data` of product creation: a price without keys, tiers, nickname or meter. */
export const defaultPriceParam = (): Param<Values<typeof defaultPriceParams>> => object(defaultPriceParams);

type GivenRecurring = Partial<NonNullable<Values<typeof createParams>['recurring']>> &
  Pick<Recurring, 'interval'>;
type Given = Partial<Omit<Values<typeof createParams>, 'recurring'>> & {
  readonly currency: string;
  readonly product: string;
  readonly recurring?: GivenRecurring | undefined;
};

/** Stores a new price and announces it; `as` fixes its id and where its parameters are nested. */
export const addPrice = (call: Call, given: Given, as: { id?: string; prefix?: string } = {}): Price => {
  const at = (name: string): string => (as.prefix === undefined ? name : `${as.prefix}[${name}]`);
  const code = currencyCode(given.currency, at('currency'));
  const tiered = given.billing_scheme === 'tiered';
  checkTiering(given, tiered);
  const amounts = readAmounts(given, tiered, at);
  const recurring = given.recurring === undefined ? null : readRecurring(call, given.recurring, at);
  const currency_options = mergeOptions(
    { currency: code, currency_options: {}, tiers: amounts.tiers },
    given.currency_options,
  );
  const product = referred(call, products, { id: given.product, param: 'product' });
  const id = as.id ?? mintFor(call, prices);
  claimLookupKey(call, id, given);
  const price: Price = {
    id,
    object: 'price',
    active: given.active ?? true,
    billing_scheme: tiered ? 'tiered' : 'per_unit',
    created: call.now,
    currency: code,
    currency_options,
    custom_unit_amount: amounts.custom_unit_amount,
    livemode: call.livemode,
    lookup_key: given.lookup_key ?? null,
    metadata: mergeMetadata({}, given.metadata),
    nickname: given.nickname ?? null,
    product: product.id,
    recurring,
    tax_behavior: given.tax_behavior ?? 'unspecified',
    tiers: amounts.tiers,
    tiers_mode: given.tiers_mode ?? null,
    transform_quantity: given.transform_quantity ?? null,
    type: recurring === null ? 'one_time' : 'recurring',
    unit_amount: amounts.unit_amount,
    unit_amount_decimal: amounts.unit_amount_decimal,
  };
  add(call, prices, price);
  planEvent(call, price);
  return price;
};

const checkTiering = (given: Given, tiered: boolean): void => {
  if (!tiered) {
    if (given.tiers_mode !== undefined)
      throw invalid('You can only pass `tiers_mode` when `billing_scheme` is `tiered`.', {
        param: 'tiers_mode',
      });
    return;
  }
  if (given.recurring === undefined)
    throw invalid('Prices with `type=one_time` are not supported with tiered billing.', {
      param: 'interval',
    });
  if (given.tiers_mode === undefined)
    throw invalid('You must pass `tiers_mode` when `billing_scheme` is `tiered`.', { param: 'tiers_mode' });
  if (given.transform_quantity !== undefined)
    throw invalid('You cannot use `transform_quantity` together with `tiers`.', {
      param: 'transform_quantity',
    });
};

const longest = {
  day: [1095, 'daily'],
  week: [156, 'weekly'],
  month: [36, 'monthly'],
  year: [3, 'yearly'],
} as const;

const readRecurring = (call: Call, given: GivenRecurring, at: (name: string) => string): Recurring => {
  const { interval, interval_count = 1, usage_type = 'licensed', meter } = given;
  const [limit, adverb] = longest[interval];
  if (interval_count > limit)
    throw invalid(`The interval_count for ${adverb} prices can't be greater than ${limit}`, {
      param: at('recurring[interval_count]'),
    });
  if (usage_type === 'metered' && meter === undefined)
    throw invalid(
      'Starting with Stripe version `2025-03-31.basil`, metered prices must be backed by meters.',
      { param: at('recurring[meter]') },
    );
  if (meter !== undefined) {
    if (usage_type === 'licensed')
      throw invalid('You can only pass `recurring[meter]` when `recurring[usage_type]` is `metered`.', {
        param: at('recurring[meter]'),
      });
    if (referred(call, meters, { id: meter, param: at('recurring[meter]') }).status !== 'active')
      throw refused(`The meter \`${meter}\` is inactive. Prices can only be created on active meters.`, {
        param: at('recurring[meter]'),
      });
  }
  return {
    interval,
    interval_count,
    meter: meter ?? null,
    trial_period_days: given.trial_period_days ?? null,
    usage_type,
  };
};
