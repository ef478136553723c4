import type { Call } from '../call.ts';
import { currencyCode } from '../currencies.ts';
import { Refusal, invalid, missingParam, refused } from '../errors.ts';
import type { Selection } from '../lists.ts';
import { mergeMetadata } from '../metadata.ts';
import { add, changeAs, find, mintFor, need, referred } from '../objects.ts';
import { create, list, operation, type Resource, retrieve, update } from '../operation.ts';
import { timeRange, within } from '../param-types.ts';
import type { Values } from '../params.ts';
import { render } from '../render.ts';
import { removeRow, replaceRow, tableOf } from '../store.ts';
import { customers } from './customer.ts';
import { prices } from './price-rules.ts';
import { cancelParams, createParams, filters, updateParams } from './subscription-params.ts';
import { type Subscription, blankSubscription, subscriptions } from './subscription-row.ts';
import { addItem, changedItem, items, usablePrice } from './subscription-rules.ts';

const routes = { kind: subscriptions, path: '/v1/subscriptions', permission: 'subscription' };
const allFilters = { ...filters, created: timeRange() };

const select = (call: Call, values: Values<typeof allFilters>): Selection<Subscription> => {
  const { customer, price, status, collection_method: method } = values;
  if (price !== undefined) referred(call, prices, { id: price, param: 'price' });
  const held = tableOf(call.store, items).rows;
  return {
    ...(customer === undefined ? {} : { group: ['customer', customer] as const }),
    keep: (row) =>
      hasStatus(row, status) &&
      (method ?? row.collection_method) === row.collection_method &&
      within(values.created, row.created) &&
      (price === undefined || row.items.some((id) => held.get(id)?.price === price)),
  };
};

const hasStatus = (row: Subscription, wanted: Values<typeof filters>['status']): boolean => {
  if (wanted === undefined) return row.status !== 'canceled';
  return wanted === 'all' || row.status === (wanted === 'ended' ? 'canceled' : wanted);
};

const createSubscription = (call: Call, given: Values<typeof createParams>): Subscription => {
  const customer = referred(call, customers, { id: given.customer, param: 'customer' });
  if (given.items.length === 0) throw missingParam('items');
  if (given.collection_method === 'send_invoice' && given.days_until_due === undefined)
    throw invalid('You must pass `days_until_due` when `collection_method` is `send_invoice`.', {
      param: 'days_until_due',
    });
  const id = mintFor(call, subscriptions);
  const chosen = given.items.map((item, index) => usablePrice(call, item.price, `items[${index}][price]`));
  const currency =
    given.currency === undefined ? (chosen[0]?.currency ?? 'usd') : currencyCode(given.currency, 'currency');
  const other = chosen.find(
    (price) => price.currency !== currency && price.currency_options[currency] === undefined,
  );
  if (other !== undefined)
    throw refused(
      `The price \`${other.id}\` has no amount in \`${currency}\`, which is the currency of this subscription.`,
      {
        param: 'items',
      },
    );
  const held = given.items.map((item, index) =>
    addItem(call, item, { subscription: id, param: `items[${index}][price]` }),
  );
  const row = blankSubscription(call, {
    ...given,
    id,
    customer: customer.id,
    currency,
    items: held.map((item) => item.id),
  });
  return add(call, subscriptions, row);
};

type GivenItems = NonNullable<Values<typeof updateParams>['items']>;

/** The ids of the items after the update. Items are replaced before the subscription's own event is made. */
const updateItems = (call: Call, row: Subscription, given: GivenItems): string[] => {
  const table = tableOf(call.store, items);
  const ids = [...row.items];
  given.forEach((entry, index) => {
    const param = `items[${index}][price]`;
    if (entry.id === undefined) {
      ids.push(addItem(call, entry, { subscription: row.id, param }).id);
      return;
    }
    const item = referred(call, items, { id: entry.id, param: `items[${index}][id]` });
    if (item.subscription !== row.id)
      throw refused(`No such subscription_item: '${item.id}'`, {
        param: `items[${index}][id]`,
        code: 'resource_missing',
      });
    if (entry.deleted === true) {
      ids.splice(ids.indexOf(item.id), 1);
      removeRow(table, item.id);
    } else replaceRow(table, changedItem(call, item, { ...entry, param }));
  });
  if (ids.length === 0)
    throw refused(
      'A subscription must have at least one active plan. To cancel a subscription, use the cancel API endpoint.',
      { param: 'items' },
    );
  if (ids.length > 20) throw refused('A subscription can have at most 20 items.', { param: 'items' });
  return ids;
};

const updateSubscription = (call: Call, given: Values<typeof updateParams>): Subscription => {
  const before = need(call, subscriptions);
  if (before.status === 'canceled')
    throw refused('A canceled subscription can only update its cancellation_details and metadata.', {
      param: 'id',
    });
  const answered = render({ call, kind: subscriptions }, before, []);
  const ends = given.cancel_at_period_end ?? before.cancel_at_period_end;
  const ids = given.items === undefined ? before.items : updateItems(call, before, given.items);
  const end = Math.max(...ids.map((id) => find(call, items, id)?.current_period_end ?? 0));
  return changeAs(
    call,
    { kind: subscriptions, event: 'updated', before: answered },
    {
      ...before,
      cancel_at_period_end: ends,
      cancel_at: ends ? end : null,
      canceled_at: ends ? (before.canceled_at ?? call.now) : null,
      collection_method: given.collection_method ?? before.collection_method,
      days_until_due: given.days_until_due ?? before.days_until_due,
      description: given.description === undefined ? before.description : given.description,
      items: ids,
      metadata: mergeMetadata(before.metadata, given.metadata),
    },
  );
};

/** Subscriptions, as far as a catalog touches them. https://docs.stripe.com/api/subscriptions */
export const subscriptionResource: Resource = {
  kinds: [subscriptions],
  operations: [
    list(routes, allFilters, select),
    create(routes, createParams, createSubscription),
    retrieve(routes),
    update(routes, updateParams, updateSubscription),
    operation({
      method: 'DELETE',
      path: `${routes.path}/{id}`,
      permission: 'subscription_write',
      params: cancelParams,
      answers: 'object',
      kind: subscriptions,
      run: (call) => {
        const before = need(call, subscriptions);
        if (before.status === 'canceled')
          throw new Refusal({
            ...refused(`No such subscription: '${before.id}'`, { param: 'id', code: 'resource_missing' })
              .detail,
            status: 404,
          });
        return changeAs(
          call,
          { kind: subscriptions, event: 'deleted' },
          {
            ...before,
            canceled_at: call.now,
            cancellation_details: { ...before.cancellation_details, reason: 'cancellation_requested' },
            ended_at: call.now,
            status: 'canceled',
          },
        );
      },
    }),
  ],
};
