import type { Call } from '../call.ts';
import { currencyCode } from '../currencies.ts';
import { invalid, onlyOne, refused } from '../errors.ts';
import { mergeMetadata } from '../metadata.ts';
import { change, find, need, referred } from '../objects.ts';
import { create, list, type Resource, retrieve, update } from '../operation.ts';
import { choice, flag, list as listOf, object, text, timeRange, within } from '../param-types.ts';
import { type Values, clearable } from '../params.ts';
import type { Selection } from '../lists.ts';
import { tableOf } from '../store.ts';
import { claimLookupKey } from './lookup-key.ts';
import { planEvent } from './plan.ts';
import { mergeOptions, nextTaxBehavior } from './price-amounts.ts';
import { addPrice, createParams } from './price-create.ts';
import { type Price, prices } from './price-rules.ts';
import { addProduct, nestedParams, products } from './product-rules.ts';

const routes = { kind: prices, path: '/v1/prices', permission: 'plan' };

const filters = {
  active: flag(),
  created: timeRange(),
  currency: text(),
  lookup_keys: listOf(text(), 10),
  product: text(),
  recurring: object({
    interval: choice('day', 'week', 'month', 'year'),
    meter: text(),
    usage_type: choice('licensed', 'metered'),
  }),
  type: choice('one_time', 'recurring'),
};

const select = (call: Call, values: Values<typeof filters>): Selection<Price> => {
  const { product, lookup_keys: keys, recurring, created } = values;
  const currency = values.currency === undefined ? undefined : currencyCode(values.currency, 'currency');
  if (product !== undefined) referred(call, products, { id: product, param: 'product' });
  const holders = tableOf(call.store, prices).unique.get('lookup_key');
  return {
    ...(product === undefined ? {} : { group: ['product', product] as const }),
    ...(keys === undefined ? {} : { ids: keys.flatMap((key) => holders?.get(key) ?? []) }),
    keep: (row) =>
      (values.active ?? row.active) === row.active &&
      (currency ?? row.currency) === row.currency &&
      (product ?? row.product) === row.product &&
      (values.type ?? row.type) === row.type &&
      (recurring === undefined || row.recurring !== null) &&
      (recurring?.interval ?? row.recurring?.interval) === row.recurring?.interval &&
      (recurring?.meter ?? row.recurring?.meter) === row.recurring?.meter &&
      (recurring?.usage_type ?? row.recurring?.usage_type) === row.recurring?.usage_type &&
      within(created, row.created),
  };
};

const productParams = { product: text(), product_data: object(nestedParams) };

const createPrice = (call: Call, given: Values<typeof createParams & typeof productParams>): Price => {
  const { product, product_data: data, ...rest } = given;
  if (product !== undefined && data !== undefined) throw onlyOne(['product', 'product_data']);
  if (data !== undefined) return addPrice(call, { ...rest, product: addProduct(call, data).id });
  if (product !== undefined) return addPrice(call, { ...rest, product });
  throw invalid('You must specify either `product` or `product_data` when creating a price.', {
    param: 'product',
  });
};

const updateParams = {
  active: flag(),
  currency_options: clearable(createParams.currency_options),
  lookup_key: clearable(createParams.lookup_key),
  metadata: clearable(createParams.metadata),
  nickname: clearable(createParams.nickname),
  tax_behavior: createParams.tax_behavior,
  transfer_lookup_key: createParams.transfer_lookup_key,
};

const updatePrice = (call: Call, given: Values<typeof updateParams>): Price => {
  const before = need(call, prices);
  if (
    given.active === false &&
    before.active &&
    find(call, products, before.product)?.default_price === before.id
  )
    throw refused('This price cannot be archived because it is the default price of its product.');
  const next: Price = {
    ...before,
    active: given.active ?? before.active,
    currency_options: mergeOptions(before, given.currency_options),
    lookup_key: given.lookup_key === undefined ? before.lookup_key : given.lookup_key,
    metadata: mergeMetadata(before.metadata, given.metadata),
    nickname: given.nickname === undefined ? before.nickname : given.nickname,
    tax_behavior: nextTaxBehavior(before.tax_behavior, given.tax_behavior, 'tax_behavior'),
  };
  claimLookupKey(call, before.id, given);
  change(call, prices, next);
  planEvent(call, next, before);
  return next;
};

/** Prices. https://docs.stripe.com/api/prices; there is no route that deletes one. */
export const priceResource: Resource = {
  kinds: [prices],
  operations: [
    list(routes, filters, select),
    create(routes, { ...createParams, ...productParams }, createPrice),
    retrieve(routes),
    update(routes, updateParams, updatePrice),
  ],
};
