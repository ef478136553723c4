import type { Call } from '../call.ts';
import { refused } from '../errors.ts';
import { change, mintFor, need, referred, remove } from '../objects.ts';
import { create, destroy, list, type Resource, retrieve, update } from '../operation.ts';
import { choice, flag, list as listOf, text, timeRange, within } from '../param-types.ts';
import { type Values, clearable } from '../params.ts';
import { metadata } from '../metadata.ts';
import { groupSize, rowsOf, tableOf } from '../store.ts';
import { productFeatures } from './product-feature.ts';
import { addPrice, defaultPriceParam } from './price-create.ts';
import { prices } from './price-rules.ts';
import { type Product, addProduct, createParams, products, withValues } from './product-rules.ts';

const routes = { kind: products, path: '/v1/products', permission: 'product' };

const { id: _id, type: _type, name, active, shippable, statement_descriptor, ...clearables } = createParams;

const updateParams = {
  active,
  name: { ...name, required: false as const },
  shippable,
  statement_descriptor,
  default_price: clearable(text()),
  description: clearable(clearables.description),
  images: clearable(clearables.images),
  marketing_features: clearable(clearables.marketing_features),
  metadata: clearable(metadata()),
  package_dimensions: clearable(clearables.package_dimensions),
  tax_code: clearable(clearables.tax_code),
  tax_details: clearable(clearables.tax_details),
  unit_label: clearable(clearables.unit_label),
  url: clearable(clearables.url),
};

const filters = {
  active: flag(),
  created: timeRange(),
  ids: listOf(text(), 100),
  shippable: flag(),
  type: choice('good', 'service'),
  url: text(),
};

const updateProduct = (call: Call, given: Values<typeof updateParams>): Product => {
  const before = need(call, products);
  const next = { ...withValues(before, given), default_price: before.default_price };
  if (given.default_price === null) next.default_price = null;
  if (typeof given.default_price === 'string') {
    const price = referred(call, prices, { id: given.default_price, param: 'default_price' });
    if (price.product !== before.id)
      throw refused(
        `The price \`${price.id}\` cannot be the default price of the product \`${before.id}\` because it belongs to another product.`,
        { param: 'default_price' },
      );
    if (!price.active)
      throw refused('The price specified is inactive. This field only accepts active prices.', {
        param: 'default_price',
      });
    next.default_price = price.id;
  }
  const changed = JSON.stringify(next) !== JSON.stringify(before);
  return change(call, products, changed ? { ...next, updated: call.now } : next);
};

/** Products. https://docs.stripe.com/api/products */
export const productResource: Resource = {
  kinds: [products],
  operations: [
    list(routes, filters, (_call, values) => ({
      ...(values.ids === undefined ? {} : { ids: values.ids, unpaged: 'ids' }),
      keep: (row) =>
        (values.active ?? row.active) === row.active &&
        (values.shippable ?? row.shippable) === row.shippable &&
        (values.type ?? row.type) === row.type &&
        (values.url ?? row.url) === row.url &&
        within(values.created, row.created),
    })),
    create(routes, { ...createParams, default_price_data: defaultPriceParam() }, (call, given) => {
      const { default_price_data: priceData, ...rest } = given;
      if (priceData === undefined) return addProduct(call, rest);
      // The product comes first and already names its price, as in Stripe's events.
      const id = mintFor(call, prices);
      const product = addProduct(call, rest, id);
      addPrice(call, { ...priceData, product: product.id }, { id, prefix: 'default_price_data' });
      return product;
    }),
    retrieve(routes),
    update(routes, updateParams, updateProduct),
    destroy(routes, (call) => {
      const product = need(call, products);
      if (groupSize(tableOf(call.store, prices), 'product', product.id) > 0)
        throw refused('This product cannot be deleted because it has one or more user-created prices.');
      const attached = rowsOf(tableOf(call.store, productFeatures));
      for (const row of attached.filter((each) => each.product === product.id))
        remove(call, productFeatures, row);
      return remove(call, products, { ...product, active: false });
    }),
  ],
};
