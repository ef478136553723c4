import type { Call } from '../call.ts';
import { invalid, refused } from '../errors.ts';
import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata, metadata } from '../metadata.ts';
import { add, find, mintFor } from '../objects.ts';
import { choice, decimal, flag, list, object, text } from '../param-types.ts';
import { type Values, clearable, required } from '../params.ts';

type Dimensions = {
  readonly height: number;
  readonly length: number;
  readonly weight: number;
  readonly width: number;
};
type TaxDetails = { readonly performance_location: string | null; readonly tax_code: string | null };

/** A product as stored; exactly what is answered. https://docs.stripe.com/api/products/object */
export type Product = {
  readonly id: string;
  readonly object: 'product';
  readonly active: boolean;
  readonly attributes: readonly string[];
  readonly created: number;
  readonly default_price: string | null;
  readonly description: string | null;
  readonly images: readonly string[];
  readonly livemode: boolean;
  readonly marketing_features: readonly { readonly name: string }[];
  readonly metadata: Metadata;
  readonly name: string;
  readonly package_dimensions: Dimensions | null;
  readonly shippable: boolean | null;
  readonly statement_descriptor: string | null;
  readonly tax_code: string | null;
  readonly tax_details: TaxDetails | null;
  readonly type: 'good' | 'service';
  readonly unit_label: string | null;
  readonly updated: number;
  readonly url: string | null;
};

/** Products. */
export const products = kind<Product>({
  object: 'product',
  noun: 'product',
  event: 'product',
  id: { prefix: 'prod_', length: 14 },
  fields: {
    default_price: { as: 'refers', object: 'price' },
    tax_code: { as: 'refers', object: 'tax_code' },
    package_dimensions: { as: 'plain' },
  },
});

const side = required(decimal(2));

/** Parameters of product creation that price creation takes too, in `product_data`. */
export const nestedParams = {
  name: required(text()),
  active: flag(),
  id: text(),
  metadata: metadata(),
  statement_descriptor: text(22),
  tax_code: text(),
  tax_details: object({ performance_location: text(), tax_code: clearable(text()) }),
  unit_label: text(12),
};

/** All parameters of product creation but `default_price_data`. */
export const createParams = {
  ...nestedParams,
  description: text(40_000),
  images: list(text(), 8),
  marketing_features: list(object({ name: required(text(80)) }), 15),
  package_dimensions: object({ height: side, length: side, weight: side, width: side }),
  shippable: flag(),
  type: choice('good', 'service'),
  url: text(),
};

type Given = Partial<Values<typeof createParams>> & { readonly name: string };
type Clearable<T> = { readonly [K in keyof T]?: T[K] | null | undefined };

/** Stores a new product and announces it. `priced` names its default price beforehand. */
export const addProduct = (call: Call, given: Given, priced: string | null = null): Product => {
  const id = given.id ?? mintFor(call, products);
  if (find(call, products, id) !== undefined)
    throw refused('Product already exists.', { param: 'id', code: 'resource_already_exists' });
  const blank: Product = {
    id,
    object: 'product',
    active: given.active ?? true,
    attributes: [],
    created: call.now,
    default_price: priced,
    description: null,
    images: [],
    livemode: call.livemode,
    marketing_features: [],
    metadata: {},
    name: given.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    tax_details: null,
    type: given.type ?? 'service',
    unit_label: null,
    updated: call.now,
    url: null,
  };
  return add(call, products, withValues(blank, given));
};

/** The product after a write of these values; `null` clears, and what is absent stays. */
export const withValues = (before: Product, given: Clearable<Given>): Product => {
  checkDescriptor(given.statement_descriptor);
  checkUrl(given.url);
  checkTaxCode(given.tax_code, 'tax_code');
  checkTaxCode(given.tax_details?.tax_code, 'tax_details[tax_code]');
  return {
    ...before,
    active: given.active ?? before.active,
    description: settled(before.description, given.description),
    images: settled<readonly string[] | null>(before.images, given.images) ?? [],
    marketing_features:
      settled<Product['marketing_features'] | null>(before.marketing_features, given.marketing_features) ??
      [],
    metadata: mergeMetadata(before.metadata, given.metadata),
    name: given.name ?? before.name,
    package_dimensions: settled(
      before.package_dimensions,
      given.package_dimensions && measured(given.package_dimensions),
    ),
    shippable: given.shippable ?? before.shippable,
    statement_descriptor: settled(before.statement_descriptor, given.statement_descriptor),
    tax_code: settled(before.tax_code, given.tax_code),
    tax_details: settled(before.tax_details, given.tax_details && taxDetails(before, given.tax_details)),
    unit_label: settled(before.unit_label, given.unit_label),
    url: settled(before.url, given.url),
  };
};

const settled = <T>(before: T, given: T | undefined): T => {
  if (given === undefined) return before;
  return given; // `null` too: it clears
};

type Sides = Readonly<Record<keyof Dimensions, string>>;

// Inches and ounces with at most two decimals, which a double holds closely enough; they are no money.
const measured = (given: Sides): Dimensions => ({
  height: Number(given.height),
  length: Number(given.length),
  weight: Number(given.weight),
  width: Number(given.width),
});

const taxDetails = (
  before: Product,
  given: { performance_location: string | undefined; tax_code: string | null | undefined },
): TaxDetails => ({
  performance_location: given.performance_location ?? before.tax_details?.performance_location ?? null,
  tax_code: settled(before.tax_details?.tax_code ?? null, given.tax_code),
});

const checkDescriptor = (descriptor: string | null | undefined): void => {
  if (typeof descriptor !== 'string' || (/[A-Za-z]/.test(descriptor) && !/[<>\\"']/.test(descriptor))) return;
  throw invalid(
    'The statement descriptor must contain at least one letter, and none of the characters < > \\ " \'.',
    { param: 'statement_descriptor' },
  );
};

const checkUrl = (url: string | null | undefined): void => {
  if (typeof url === 'string' && !/^https?:\/\/[^\s/]+/.test(url))
    throw invalid('Not a valid URL', { param: 'url', code: 'url_invalid' });
};

const checkTaxCode = (code: string | null | undefined, param: string): void => {
  if (typeof code === 'string' && !/^txcd_\d{8}$/.test(code))
    throw refused(`No such tax code: '${code}'`, { param, code: 'resource_missing' });
};
