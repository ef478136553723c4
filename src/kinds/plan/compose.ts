import { isRecord, type Json } from '../../lib/json.ts';
import { codesOf, isKey } from '../../model/key.ts';
import type { RawObject } from '../../model/state.ts';
import type { Composition, Found, Importer, Part, Unsaid } from '../importer.ts';
import { textOr } from '../kind.ts';
import { attachment } from '../attachment/kind.ts';
import { price } from '../price/kind.ts';
import { product } from '../product/kind.ts';
import { isWrittenRecord, written, type Written, type WrittenRecord } from '../written.ts';
import { composePrice } from './compose-price.ts';
import { foreignMetadata, ownMetadata } from '../foreign.ts';
import { MAIN } from './expand.ts';
import { hasOwnId, priceIdeas, productIdeas } from './ideas.ts';

/** Products of an account with their prices, as documents. */
export const planImporter: Importer = {
  root: product,
  parts: { kind: price, path: 'product' },
  attached: {
    kind: attachment,
    path: 'entitlement',
    // A plan names no inactive one.
    counts: ({ entitlement_feature: feature }) => isRecord(feature) && feature.active === true,
  },
  ideas: productIdeas,
  partIdeas: priceIdeas,
  compose,
  place: (document, part) =>
    part === null
      ? { path: [], adopt: 'adopt' }
      : 'price' in document
        ? { path: [], adopt: 'adopt_price' }
        : { path: ['prices', part], adopt: 'adopt' },
  partNames: (document) =>
    'price' in document ? [MAIN] : isRecord(document.prices) ? Object.keys(document.prices) : [],
  addition: (document, code, part) =>
    'price' in document
      ? null
      : {
          path: ['prices', part.name],
          value: composePrice(part, { code, protect: document.protect === true }),
        },
  optional: new Set([
    'description',
    'features',
    'entitlements',
    'images',
    'metadata',
    'tax_code',
    'unit_label',
    'statement_descriptor',
    'url',
    'nickname',
  ]),
  unsaid,
};

/** A value that is there: neither null nor an empty list. */
const there = (value: Json | undefined): Written | undefined =>
  value === null || (Array.isArray(value) && value.length === 0) ? undefined : value;

function compose({ code, found, only, adopt, parts, attached = [] }: Composition): WrittenRecord {
  const { raw, spec } = found;
  const protect = spec.protect === true;
  const names = parts.map(({ name }) => name);
  const defaultPrice = nameOf(spec.default_price);
  const prices = Object.fromEntries(
    inOrder(parts).map((part) => [part.name, composePrice(part, { code, protect })]),
  );
  const short = shortForm({ code, parts, defaultPrice, prices });
  return written({
    code,
    name: spec.name ?? '',
    description: there(spec.description),
    features: there(spec.features),
    entitlements: attached.length > 0 ? attached : undefined,
    metadata: ownMetadata(found),
    tax_code: there(spec.tax_code),
    unit_label: there(spec.unit_label),
    statement_descriptor: there(spec.statement_descriptor),
    url: there(spec.url),
    images: there(spec.images),
    shippable: there(spec.shippable),
    active: spec.active === false ? false : undefined,
    id: raw.id !== code && hasOwnId(raw) ? raw.id : undefined,
    default_price: short === undefined && names.includes(defaultPrice) ? defaultPrice : undefined,
    protect: protect ? true : undefined,
    ...short,
    only,
    adopt,
    ...(short === undefined ? {} : { adopt_price: parts[0]?.adopt }),
    prices: short === undefined && parts.length > 0 ? prices : undefined,
  });
}

const INTERVALS = ['day', 'week', 'month', 'year', 'once'];

/** The prices as people list them: by their interval, the shortest first, then by name. */
function inOrder(parts: readonly Part[]): readonly Part[] {
  const length = ({ found: { spec } }: Part): number =>
    INTERVALS.indexOf(textOr(spec.interval, '')) * 10_000 + Number(spec.interval_count);
  return parts.toSorted((a, b) => length(a) - length(b) || (a.name < b.name ? -1 : 1));
}

/** The name in its plan of the price with this key; empty for what is none. */
const nameOf = (key: Json | undefined): string =>
  typeof key === 'string' && isKey(key) ? (codesOf(key).split('/')[1] ?? '') : '';

interface Form {
  readonly code: string;
  readonly parts: readonly Part[];
  readonly defaultPrice: string;
  readonly prices: WrittenRecord;
}

/** The lines of the short form, where it says exactly the same as `prices` would. */
function shortForm({ code, parts, defaultPrice, prices }: Form): WrittenRecord | undefined {
  const only = parts[0];
  const main = prices[MAIN];
  if (only === undefined || parts.length > 1 || !isWrittenRecord(main) || defaultPrice !== MAIN)
    return undefined;
  const { amount, currency, interval, currencies, lookup_key: key, adopt: _adopt, ...rest } = main;
  if (key !== code || Object.keys(rest).length > 0 || amount === undefined) return undefined;
  return written({ price: amount, currency, interval, currencies });
}

const nested = (raw: RawObject, path: readonly string[]): Json =>
  path.reduce<Json>((value, name) => (isRecord(value) ? (value[name] ?? null) : null), raw);

/** What people set on products and prices that no manifest says, by its path in Stripe's object. */
const UNSAID: readonly (readonly string[])[] = [
  ['package_dimensions'],
  ['tax_details'],
  ['recurring', 'trial_period_days'],
];

function unsaid(found: Found): readonly Unsaid[] {
  const fields = UNSAID.map((path) => ({ field: path.join('.'), value: nested(found.raw, path) }));
  return [...fields.filter(({ value }) => !isBlank(value)), ...foreignMetadata(found)];
}

const isBlank = (value: Json): boolean =>
  value === null || (isRecord(value) && Object.values(value).every((each) => each === null));
