import type { Call } from '../call.ts';
import { currencyCode, currencyKey } from '../currencies.ts';
import { invalid, refused } from '../errors.ts';
import { mergeMetadata, metadata } from '../metadata.ts';
import { add, change, find, mintFor, need, referred } from '../objects.ts';
import { create, list, type Resource, retrieve, update } from '../operation.ts';
import { choice, flag, integer, map, object, text, timeRange, within } from '../param-types.ts';
import { clearable, required, unsupported } from '../params.ts';
import { rowsOf, tableOf } from '../store.ts';
import { coupons } from './coupon-rules.ts';
import { checkFuture } from './future.ts';
import {
  isRedeemable,
  type MinimumOptions,
  type PromotionCode,
  promotionCodes,
} from './promotion-code-rules.ts';

const routes = { kind: promotionCodes, path: '/v1/promotion_codes', permission: 'promotion_code' };
const currencyOptions = map(object({ minimum_amount: integer({ min: 1 }) }));
const ofCustomers = unsupported('codes for one customer are not modelled');

const isUsable = (call: Call, row: PromotionCode): boolean =>
  row.active && isRedeemable(row, (kind, id) => find(call, kind, id), call.now);

/** @throws Refusal where a code that can be used has the same text, in whatever case. */
function checkFree(call: Call, { id, code }: Pick<PromotionCode, 'id' | 'code'>): void {
  const same = (row: PromotionCode): boolean =>
    row.id !== id && row.code.toLowerCase() === code.toLowerCase() && isUsable(call, row);
  if (rowsOf(tableOf(call.store, promotionCodes)).some(same))
    throw refused(`An active promotion code with \`code: ${code}\` already exists.`);
}

type Options = ReadonlyMap<string, { readonly minimum_amount: number | undefined }>;

const merged = (before: MinimumOptions, given: Options | undefined): MinimumOptions => ({
  ...before,
  ...Object.fromEntries(
    [...(given ?? [])].map(([code, { minimum_amount: least }]) => [
      currencyKey(code, `restrictions[currency_options][${code}]`),
      { minimum_amount: least ?? 0 },
    ]),
  ),
});

function checkText(code: string): void {
  if (/^[a-zA-Z0-9\-_]+$/.test(code)) return;
  throw invalid(
    `This value must match the regex pattern. (/\\A[a-zA-Z0-9\\-_]+\\z/ does not match for the value ${code}).`,
    { param: 'code' },
  );
}

/** Promotion codes. https://docs.stripe.com/api/promotion_codes */
export const promotionCodeResource: Resource = {
  kinds: [promotionCodes],
  operations: [
    list(
      routes,
      {
        active: flag(),
        code: text(),
        coupon: text(),
        created: timeRange(),
        customer: ofCustomers,
        customer_account: ofCustomers,
      },
      (call, { active, code, coupon, created }) => {
        if (coupon !== undefined) referred(call, coupons, { id: coupon, param: 'coupon' });
        return {
          keep: (row) =>
            (active ?? isUsable(call, row)) === isUsable(call, row) &&
            (code ?? row.code).toLowerCase() === row.code.toLowerCase() &&
            (coupon ?? row.promotion.coupon) === row.promotion.coupon &&
            within(created, row.created),
        };
      },
    ),
    create(
      routes,
      {
        promotion: required(object({ coupon: text(), type: required(choice('coupon')) })),
        active: flag(),
        code: text(500),
        customer: ofCustomers,
        customer_account: ofCustomers,
        expires_at: integer(),
        max_redemptions: integer({ min: 1 }),
        metadata: metadata(),
        restrictions: object({
          currency_options: currencyOptions,
          first_time_transaction: flag(),
          minimum_amount: integer({ min: 1 }),
          minimum_amount_currency: text(),
        }),
      },
      (call, given) => {
        if (given.promotion.coupon === undefined)
          throw invalid('You must pass promotion.coupon when passing promotion', {
            param: 'promotion.coupon',
          });
        const id = given.promotion.coupon;
        const coupon = referred(call, coupons, { id, param: 'promotion[coupon]' });
        const { expires_at: until, max_redemptions: most, restrictions } = given;
        if (until !== undefined) checkFuture(call, until, 'expires_at');
        if (until !== undefined && coupon.redeem_by !== null && until > coupon.redeem_by)
          throw refused('The promotion code cannot expire after its coupon.', { param: 'expires_at' });
        if (most !== undefined && coupon.max_redemptions !== null && most > coupon.max_redemptions)
          throw refused('The promotion code cannot be redeemed more often than its coupon.', {
            param: 'max_redemptions',
          });
        const currency = restrictions?.minimum_amount_currency;
        if ((currency === undefined) !== (restrictions?.minimum_amount === undefined))
          throw invalid('You must pass both minimum_amount and minimum_amount_currency, or neither.', {
            param: 'restrictions[minimum_amount]',
          });
        const row: PromotionCode = {
          id: mintFor(call, promotionCodes),
          object: 'promotion_code',
          active: given.active ?? true,
          code: given.code ?? call.mint({ prefix: '', length: 8 }).toUpperCase(),
          created: call.now,
          customer: null,
          customer_account: null,
          expires_at: until ?? null,
          livemode: call.livemode,
          max_redemptions: most ?? null,
          metadata: mergeMetadata({}, given.metadata),
          promotion: { coupon: coupon.id, type: 'coupon' },
          restrictions: {
            currency_options: merged({}, restrictions?.currency_options),
            first_time_transaction: restrictions?.first_time_transaction ?? false,
            minimum_amount: restrictions?.minimum_amount ?? null,
            minimum_amount_currency:
              currency === undefined ? null : currencyCode(currency, 'restrictions[minimum_amount_currency]'),
          },
          times_redeemed: 0,
        };
        checkText(row.code);
        if (row.active && !isUsable(call, row))
          throw refused(`The coupon \`${coupon.id}\` is not valid any more.`);
        if (row.active) checkFree(call, row);
        return add(call, promotionCodes, row);
      },
    ),
    retrieve(routes),
    update(
      routes,
      {
        active: flag(),
        metadata: clearable(metadata()),
        restrictions: object({ currency_options: currencyOptions }),
      },
      (call, given) => {
        const before = need(call, promotionCodes);
        const row = {
          ...before,
          active: given.active ?? before.active,
          metadata: mergeMetadata(before.metadata, given.metadata),
          restrictions: {
            ...before.restrictions,
            currency_options: merged(
              before.restrictions.currency_options,
              given.restrictions?.currency_options,
            ),
          },
        };
        if (given.active === true && !isUsable(call, before)) {
          if (!isUsable(call, row))
            throw refused('This promotion code cannot be activated: it is no longer redeemable.');
          checkFree(call, row);
        }
        return change(call, promotionCodes, row);
      },
    ),
  ],
};
