import type { Call } from '../call.ts';
import { Refusal, refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { add, find, mintFor, need, referred, remove } from '../objects.ts';
import { destroy, list, operation, type Resource, write } from '../operation.ts';
import { text } from '../param-types.ts';
import { required } from '../params.ts';
import { rowsOf, tableOf } from '../store.ts';
import { features } from './feature.ts';
import { products } from './product-rules.ts';

/** An attachment as stored. https://docs.stripe.com/api/product-feature/object, which does not say its product. */
type ProductFeature = {
  readonly id: string;
  readonly object: 'product_feature';
  readonly entitlement_feature: string;
  readonly livemode: boolean;
  readonly product: string;
};

/** Attachments of features to products. They have no metadata and no events. */
export const productFeatures = kind<ProductFeature>({
  object: 'product_feature',
  noun: 'product feature',
  id: { prefix: 'prodft_', length: 14 },
  groups: ['product'],
  fields: {
    entitlement_feature: { as: 'embeds', object: features.object },
    product: { as: 'hidden', show: () => undefined, accepts: () => false },
  },
});

const LIST = '/v1/products/{id}/features';
const routes = { kind: productFeatures, path: LIST, permission: 'product' };
const BELOW = '/v1/products/{productId}/features';

/** The attachment in the path; one of another product is none. */
const own = (call: Call): ProductFeature => {
  const product = need({ ...call, ids: { id: call.ids['productId'] ?? '' } }, products);
  const id = call.ids['id'] ?? '';
  const found = find(call, productFeatures, id);
  if (found?.product === product.id) return found;
  const { detail } = refused(`No such product feature: '${id}'`, { code: 'resource_missing', param: 'id' });
  throw new Refusal({ ...detail, status: 404 });
};

/** Attaching and detaching features. Attaching one twice is refused; nobody has seen what Stripe does. */
export const productFeatureResource: Resource = {
  kinds: [productFeatures],
  operations: [
    list(routes, {}, (call) => ({ group: ['product', need(call, products).id], keep: () => true })),
    write(
      routes,
      { path: LIST, params: { entitlement_feature: required(text()) } },
      (call, { entitlement_feature: id }) => {
        const product = need(call, products);
        const feature = referred(call, features, { id, param: 'entitlement_feature' });
        if (!feature.active)
          throw refused(`The feature \`${id}\` is inactive and cannot be attached.`, {
            param: 'entitlement_feature',
          });
        const attached = rowsOf(tableOf(call.store, productFeatures));
        if (attached.some((row) => row.product === product.id && row.entitlement_feature === id))
          throw refused(`The feature \`${id}\` is already attached to this product.`, {
            param: 'entitlement_feature',
          });
        return add(call, productFeatures, {
          id: mintFor(call, productFeatures),
          object: 'product_feature',
          entitlement_feature: id,
          livemode: call.livemode,
          product: product.id,
        });
      },
    ),
    operation({
      method: 'GET',
      path: `${BELOW}/{id}`,
      permission: 'product_read',
      params: {},
      answers: 'object',
      kind: productFeatures,
      run: own,
    }),
    destroy({ ...routes, path: BELOW }, (call) => remove(call, productFeatures, own(call))),
  ],
};
