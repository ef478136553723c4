import { isList, isRecord, type Json, type JsonRecord } from '../../src/lib/json.ts';
import { textOr } from '../../src/kinds/kind.ts';
import type { Oddity } from './accounts.ts';

type Row = Record<string, Json>;

/** What an account has in place of what we made. */
export interface Odd {
  readonly odd: Oddity;
  /** Where it is among all. */
  readonly at: string;
  /** An id that nobody else has. */
  readonly id: string;
  /** What the ids of products and of coupons became. */
  readonly product: (id: Json | undefined) => Json;
  readonly coupon: (id: Json | undefined) => Json;
  /** Metadata without our marker. */
  readonly metadata: JsonRecord;
}

const list = (value: Json | undefined): readonly Json[] => (isList(value) ? value : []);
/** The value with every id in it as what that became. */
function renamedIn(value: Json, rename: Odd['product']): Json {
  if (isList(value)) return value.map((item) => renamedIn(item, rename));
  if (!isRecord(value)) return typeof value === 'string' ? rename(value) : value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, renamedIn(each, rename)]));
}

const record = (value: Json | undefined): JsonRecord => (isRecord(value) ? value : {});

/** How a row of each table is unlike what we would have made. What Stripe itself would not have is not made. */
const ROWS: Readonly<Record<string, (row: Row, given: Odd) => Row>> = {
  tax_rate: (row, { odd: { name, archived, extra }, metadata }) => ({
    ...row,
    display_name: name,
    active: !archived,
    jurisdiction_level: extra === 2 ? 'country' : null,
    metadata: extra === 3 ? null : metadata,
  }),
  coupon: (row, { odd: { name, extra }, product, coupon, metadata }) => ({
    ...row,
    id: coupon(row.id),
    name: extra > 2 ? null : name,
    applies_to: isRecord(row.applies_to)
      ? { products: list(row.applies_to.products).map((id) => product(id)) }
      : null,
    metadata: extra === 3 ? null : metadata,
  }),
  promotion_code: (row, { odd: { archived, extra }, id, coupon, metadata }) => ({
    ...row,
    id,
    active: row.active === true && !archived,
    // Any number of those that nobody can use have the same text.
    code: archived && extra > 2 ? 'SAME' : (row.code ?? ''),
    promotion: { ...record(row.promotion), coupon: coupon(record(row.promotion).coupon) },
    customer: extra === 2 ? 'cus_1234567890abcd' : null,
    metadata,
  }),
  'entitlements.feature': (row, { odd: { name, archived, lookupKey }, at, metadata }) => ({
    ...row,
    name,
    lookup_key: lookupKey === null ? (row.lookup_key ?? '') : `${lookupKey}${at}`,
    active: !archived,
    metadata,
  }),
  'billing_portal.configuration': (row, { odd: { name, extra }, product, metadata }) => ({
    ...record(renamedIn(row, product)),
    name: extra > 3 ? null : name,
    metadata,
  }),
  webhook_endpoint: (row, { odd: { extra }, metadata }) => ({
    ...row,
    status: extra > 3 ? 'disabled' : (row.status ?? ''),
    metadata,
  }),
  product_feature: (row, { product }) => ({ ...row, product: product(row.product) }),
};

/** The row as somebody else had made it. */
export const oddRow = (row: Row, given: Odd): Row => ROWS[textOr(row.object, '')]?.(row, given) ?? row;
