import { currencyCode, currencyKey } from '../currencies.ts';
import { invalid, onlyOne, refused } from '../errors.ts';
import { mergeMetadata, metadata } from '../metadata.ts';
import { add, change, find, mintFor, need, referred, remove } from '../objects.ts';
import { create, destroy, list, type Resource, retrieve, update } from '../operation.ts';
import {
  choice,
  decimal,
  integer,
  list as listOf,
  map,
  object,
  text,
  timeRange,
  within,
} from '../param-types.ts';
import { clearable, required, type Values } from '../params.ts';
import { rowsOf, tableOf } from '../store.ts';
import { type Coupon, type CouponOptions, coupons } from './coupon-rules.ts';
import { checkFuture } from './future.ts';
import { products } from './product-rules.ts';
import { promotionCodes } from './promotion-code-rules.ts';

const routes = { kind: coupons, path: '/v1/coupons', permission: 'coupon' };
const optionsParam = map(object({ amount_off: required(integer({ min: 1 })) }));

const createParams = {
  id: text(),
  amount_off: integer({ min: 1 }),
  applies_to: object({ products: listOf(text()) }),
  currency: text(),
  currency_options: optionsParam,
  duration: choice('forever', 'once', 'repeating'),
  duration_in_months: integer({ min: 1 }),
  max_redemptions: integer({ min: 1 }),
  metadata: clearable(metadata()),
  name: text(40),
  percent_off: decimal(),
  redeem_by: integer(),
};

/** The rules between fields, in the order in which Stripe checks them. */
function checkDiscount({
  amount_off: amount,
  percent_off: percent,
  ...given
}: Values<typeof createParams>): void {
  if (amount === undefined && percent === undefined)
    throw invalid('Must provide percent_off or amount_off.', { code: 'parameter_missing' });
  if (amount !== undefined && percent !== undefined)
    throw invalid('Received both percent_off and amount_off parameters. Please pass in only one.');
  if (percent !== undefined && Number(percent) < 0.01)
    throw invalid(`This value must be greater than or equal to 0.01 (it currently is '${percent}').`, {
      param: 'percent_off',
    });
  if (percent !== undefined && Number(percent) > 100)
    throw invalid('This value must be less than or equal to 100.', { param: 'percent_off' });
  if (percent !== undefined && given.currency_options !== undefined)
    throw onlyOne(['currency_options', 'percent_off']);
  if (amount !== undefined && given.currency === undefined)
    throw invalid('You must pass currency when passing amount_off', { param: 'currency' });
  const repeats = given.duration === 'repeating';
  if (repeats && given.duration_in_months === undefined)
    throw invalid(
      'The duration_in_months param must be set when creating a coupon with a repeating duration',
      {
        param: 'duration',
      },
    );
  if (!repeats && given.duration_in_months !== undefined)
    throw invalid('duration_in_months is only for coupons with a repeating duration.', {
      param: 'duration_in_months',
    });
}

/** The options after a write: currencies merge. The base currency is no option. */
function merged(
  { currency, currency_options: before }: Pick<Coupon, 'currency' | 'currency_options'>,
  given: ReadonlyMap<string, { readonly amount_off: number }> | undefined,
): CouponOptions {
  const added = [...(given ?? [])].map(([code, option]) => {
    if (currency === null) throw onlyOne(['currency_options', 'percent_off']);
    if (code === currency)
      throw invalid('A currency option is the same as the top-level currency of this coupon.', {
        param: `currency_options[${code}]`,
      });
    return [currencyKey(code, `currency_options[${code}]`), option] as const;
  });
  return { ...before, ...Object.fromEntries(added) };
}

/** Coupons. https://docs.stripe.com/api/coupons */
export const couponResource: Resource = {
  kinds: [coupons],
  operations: [
    list(routes, { created: timeRange() }, (_call, { created }) => ({
      keep: (row) => within(created, row.created),
    })),
    create(routes, createParams, (call, given) => {
      checkDiscount(given);
      if (given.redeem_by !== undefined) checkFuture(call, given.redeem_by, 'redeem_by');
      const currency =
        given.amount_off === undefined || given.currency === undefined
          ? null
          : currencyCode(given.currency, 'currency');
      const scope = given.applies_to?.products ?? [];
      for (const id of scope) referred(call, products, { id, param: 'applies_to[products]' });
      const id = given.id ?? mintFor(call, coupons);
      if (find(call, coupons, id) !== undefined)
        throw refused('Coupon already exists.', { param: 'id', code: 'resource_already_exists' });
      return add(call, coupons, {
        id,
        object: 'coupon',
        amount_off: given.amount_off ?? null,
        applies_to: scope.length === 0 ? null : { products: scope },
        created: call.now,
        currency,
        currency_options: merged({ currency, currency_options: {} }, given.currency_options),
        duration: given.duration ?? 'once',
        duration_in_months: given.duration_in_months ?? null,
        livemode: call.livemode,
        max_redemptions: given.max_redemptions ?? null,
        metadata: mergeMetadata({}, given.metadata),
        name: given.name ?? null,
        // Two decimals or so, which a double holds closely enough; Stripe answers a number too.
        percent_off: given.percent_off === undefined ? null : Number(given.percent_off),
        redeem_by: given.redeem_by ?? null,
        times_redeemed: 0,
        valid: true,
      });
    }),
    retrieve(routes),
    update(
      routes,
      { currency_options: optionsParam, metadata: clearable(metadata()), name: text(40) },
      (call, given) => {
        const before = need(call, coupons);
        return change(call, coupons, {
          ...before,
          currency_options: merged(before, given.currency_options),
          metadata: mergeMetadata(before.metadata, given.metadata),
          name: given.name ?? before.name,
        });
      },
    ),
    destroy(routes, (call) => {
      const coupon = need(call, coupons);
      const ofIt = rowsOf(tableOf(call.store, promotionCodes)).filter(
        ({ promotion }) => promotion.coupon === coupon.id,
      );
      for (const row of ofIt) change(call, promotionCodes, { ...row, active: false, coupon_deleted: true });
      return remove(call, coupons, { ...coupon, valid: false });
    }),
  ],
};
