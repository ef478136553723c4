import fc from 'fast-check';
import type { EmulatorState } from '../../src/emulator/world.ts';
import { textOr } from '../../src/kinds/kind.ts';
import { isRecord, type Json, type JsonRecord } from '../../src/lib/json.ts';
import { oddRow } from './odd-rows.ts';

/** What is odd about one object of an account; each number picks from a list. */
export interface Oddity {
  readonly id: number;
  readonly name: string;
  readonly lookupKey: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly archived: boolean;
  readonly extra: number;
}

const texts = fc.oneof(
  fc.constantFrom(
    'Pro',
    'Pro',
    'PRO',
    'pro plan',
    'Größe ÆØ',
    '日本',
    '☃',
    'null',
    '2024',
    'yes: no',
    '# x',
    'none',
  ),
  fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .filter((text) => text.trim() === text && text !== ''),
);
const lookupKeys = fc.oneof(
  fc.constant(null),
  fc.constantFrom(
    'pro_monthly',
    'pro_yearly',
    'pro',
    'gold-monthly',
    'none',
    'größe/1',
    'a b',
    'monthly',
    '2024',
  ),
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() === text && text !== ''),
);
const metadata = fc.dictionary(
  fc.constantFrom('tier', 'plan_code', 'key', 'stripekit_key', 'tier.feature', 'a.b', 'größe'),
  fc.constantFrom(
    '1',
    'pro',
    'pro_monthly',
    'feature:seats@plan:pro@0',
    'x: y',
    'two\nlines\n',
    ' spaced ',
    '日本',
    'sk_test_1234567890',
  ),
  { noNullPrototype: true },
);

/** How an account is unlike what we would have made. */
export const oddities: fc.Arbitrary<readonly Oddity[]> = fc.array(
  fc.record({
    id: fc.nat(6),
    name: texts,
    lookupKey: lookupKeys,
    metadata,
    archived: fc.boolean(),
    extra: fc.nat(5),
  }),
  { minLength: 1, maxLength: 12 },
);

type Row = Record<string, Json>;

const tablesOf = (all: readonly Row[]) =>
  Object.fromEntries(Map.groupBy(all, ({ object }) => textOr(object, '')));

/** Ids as Stripe makes them, as somebody chose them, and as legacy plans had them. */
const ids = (row: Row, odd: Oddity, at: string): string => {
  const prefix = row.object === 'product' ? 'prod_' : 'price_1';
  const made = `${prefix}${at.padStart(14, 'X')}`;
  const own = [made, made, made, `gold-${at}`, `pro${at}`, `a b${at}`, `日本☃${at}`];
  return own[odd.id] ?? made;
};

/**
 * The account after somebody else had made it: no markers, other ids, names, lookup keys and metadata, archived
 * objects. What Stripe itself would not have is not made.
 *
 * @param salt makes ids that Stripe chose other ones; what people chose is the same in every environment.
 */
export function estranged(
  state: EmulatorState,
  mode: 'test' | 'live',
  { odd, salt = '' }: { readonly odd: readonly Oddity[]; readonly salt?: string },
): EmulatorState {
  const tables = state.modes[mode];
  const rows = (name: string): Row[] => JSON.parse(JSON.stringify(tables[name] ?? []));
  const [products, prices] = [rows('product'), rows('price')];
  const names = new Map<string, string>();
  const usedKeys = new Set<string>();
  const pick = (at: number): Oddity => odd[at % odd.length] as Oddity;
  [...products, ...prices].forEach((row, at) =>
    names.set(textOr(row.id, ''), ids(row, pick(at), `${at}${salt}`)),
  );
  const rename = (value: Json | undefined): Json =>
    typeof value === 'string' ? (names.get(value) ?? value) : (value ?? null);
  const bare = (value: Json | undefined): JsonRecord =>
    Object.fromEntries(
      Object.entries(isRecord(value) ? value : {}).filter(
        ([key]) => !/^(managed_by|plan_code|pricebook_)/.test(key),
      ),
    );
  const defaults = new Set(products.map(({ default_price: price }) => price));
  const newProducts = products.map((row, at) => {
    const { name, archived, extra, metadata: more } = pick(at);
    return {
      ...row,
      id: names.get(textOr(row.id, '')) ?? '',
      name,
      active: !(archived && extra > 2),
      default_price: extra === 1 ? null : rename(row.default_price),
      metadata: { ...bare(row.metadata), ...more },
      package_dimensions: extra === 2 ? { height: 1, length: 1, weight: 1, width: 1 } : null,
    };
  });
  const newPrices = prices.map((row, at) => {
    const { lookupKey, archived, extra, metadata: more } = pick(at + products.length);
    const key = lookupKey === null || usedKeys.has(lookupKey) ? null : lookupKey;
    if (key !== null) usedKeys.add(key);
    const terms = isRecord(row.recurring) ? { ...row.recurring } : null;
    const trial =
      terms !== null && extra === 3 && terms.usage_type === 'licensed' ? { trial_period_days: 14 } : {};
    return {
      ...row,
      id: names.get(textOr(row.id, '')) ?? '',
      product: rename(row.product),
      lookup_key: extra === 0 ? row.lookup_key : key,
      active: row.active === true && (defaults.has(row.id ?? null) || !archived),
      recurring: terms === null ? null : { ...terms, ...trial },
      metadata: { ...bare(row.metadata), ...more },
    };
  });
  const others = Object.keys(tables)
    .filter((name) => !['product', 'price', 'event'].includes(name))
    .flatMap((name) => rows(name))
    // The same in every environment, whatever else is in it.
    .map((row) => ({
      row,
      at: /\d*$/.exec(textOr((isRecord(row.metadata) ? row.metadata : {}).pricebook_key, ''))?.[0] ?? '',
    }))
    .map(({ row, at }) => ({ row, at, odd: pick(products.length + Number(at)) }));
  const coupons = new Map(
    others
      .filter(({ row }) => row.object === 'coupon')
      .map(({ row, odd: other, at }) => [textOr(row.id, ''), ids(row, other, at)] as const),
  );
  const rest = others.map(({ row, odd: other, at }) =>
    oddRow(row, {
      odd: other,
      at,
      id: `promo_1${at}${salt}`,
      product: rename,
      coupon: (was) => coupons.get(textOr(was, '')) ?? '',
      metadata: { ...bare(row.metadata), ...other.metadata },
    }),
  );
  const mine = { ...tables, product: newProducts, price: newPrices, ...tablesOf(rest) };
  return JSON.parse(JSON.stringify({ ...state, modes: { ...state.modes, [mode]: mine } }));
}
