import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { metadata } from '../metadata.ts';
import { change, changeAs, need, referred } from '../objects.ts';
import { create, list, operation, type Resource, retrieve, update } from '../operation.ts';
import { flag, text } from '../param-types.ts';
import { clearable, required, unsupported } from '../params.ts';
import { render } from '../render.ts';
import { removeRow, replaceRow, tableOf } from '../store.ts';
import { itemParams } from './subscription-params.ts';
import { type Subscription, subscriptions } from './subscription-row.ts';
import { type Item, addItem, changedItem, items } from './subscription-rules.ts';

const routes = { kind: items, path: '/v1/subscription_items', permission: 'subscription' };
const { proration_behavior, payment_behavior, proration_date } = itemParams;

const owner = (call: Call, item: Item): Subscription =>
  referred(call, subscriptions, { id: item.subscription, param: 'subscription' });

/** Subscription items. https://docs.stripe.com/api/subscription_items */
export const subscriptionItemResource: Resource = {
  kinds: [items],
  operations: [
    list(routes, { subscription: required(text()) }, (call, { subscription }) => {
      referred(call, subscriptions, { id: subscription, param: 'subscription' });
      return { group: ['subscription', subscription], keep: () => true };
    }),
    create(
      routes,
      { ...itemParams, metadata: metadata(), price: text(), subscription: required(text()) },
      (call, given) => {
        const subscription = referred(call, subscriptions, { id: given.subscription, param: 'subscription' });
        const item = addItem(call, given, { subscription: subscription.id, param: 'price' });
        change(call, subscriptions, { ...subscription, items: [...subscription.items, item.id] });
        return item;
      },
    ),
    retrieve(routes),
    update(
      routes,
      {
        ...itemParams,
        metadata: clearable(metadata()),
        off_session: unsupported('no payments'),
        price: text(),
      },
      (call, given) => {
        const item = need(call, items);
        const subscription = owner(call, item);
        const before = render({ call, kind: subscriptions }, subscription, []);
        const next = changedItem(call, item, { ...given, param: 'price' });
        replaceRow(tableOf(call.store, items), next);
        changeAs(call, { kind: subscriptions, event: 'updated', before }, subscription);
        return next;
      },
    ),
    operation({
      method: 'DELETE',
      path: `${routes.path}/{id}`,
      permission: 'subscription_write',
      params: { clear_usage: flag(), payment_behavior, proration_behavior, proration_date },
      answers: 'body',
      run: (call) => {
        const item = need(call, items);
        const subscription = owner(call, item);
        if (subscription.items.length < 2)
          throw refused(
            'A subscription must have at least one active plan. To cancel a subscription, use the cancel API endpoint.',
          );
        const rest = subscription.items.filter((id) => id !== item.id);
        change(call, subscriptions, { ...subscription, items: rest });
        removeRow(tableOf(call.store, items), item.id);
        return { id: item.id, object: 'subscription_item', deleted: true };
      },
    }),
  ],
};
