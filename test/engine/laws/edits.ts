import fc from 'fast-check';
import type { Json, JsonRecord } from '../../../src/lib/json.ts';
import { onSale, sound, type Catalog, type PlanText } from './catalogs.ts';
import { lawKinds } from './kinds.ts';
import { pick, renamedIn } from './marks.ts';
import { objectOperations, reversibleOnObjects } from './object-edits.ts';
import { amount, anyPrice, type PriceText } from './prices.ts';

/** What an edit may do. Each leaves a catalog that is valid; where it does not apply it changes nothing. */
const OPERATIONS = {
  /** Amounts, tiers and bounds move. */
  reprice: (at, { number }) => setPrice(at, bumped(at.price, number + 1)),
  /** Another price altogether under the same name. */
  reshape: (at, { price }) => setPrice(at, { ...price, active: at.price.active ?? true }),
  addPrice: (at, { price, number }) => setPrices(at, { ...at.plan.prices, [`n${number}`]: price }),
  removePrice: (at) => {
    const { [at.name]: _gone, ...rest } = at.plan.prices;
    return setPlan(at, { prices: rest, defaultPrice: at.isDefault ? 'none' : at.plan.defaultPrice });
  },
  addPlan: (at, { price, number }) => ({
    ...at.catalog,
    plans: [
      ...at.catalog.plans,
      { code: `new${number}`, fields: { name: 'New' }, defaultPrice: undefined, prices: { main: price } },
    ],
  }),
  removePlan: ({ catalog, plan }) => ({
    ...catalog,
    plans: catalog.plans.filter((each) => each !== plan),
  }),
  makeDefault: (at) => (onSale(at.price) ? setPlan(at, { defaultPrice: at.name }) : at.catalog),
  noDefault: (at) => setPlan(at, { defaultPrice: 'none' }),
  forgetDefault: (at) => setPlan(at, { defaultPrice: undefined }),
  toggle: (at) => (at.isDefault ? at.catalog : setPrice(at, { ...at.price, active: !onSale(at.price) })),
  togglePlan: (at) => setPlan(at, { fields: { ...at.plan.fields, active: at.plan.fields.active === false } }),
  nickname: (at, { number }) =>
    setPrice(at, number % 2 ? without(at.price, 'nickname') : { ...at.price, nickname: 'Other' }),
  metadata: (at, { number }) =>
    setPrice(at, { ...at.price, metadata: number % 3 ? { tier: `${number}` } : {} }),
  describe: (at, { number }) =>
    setPlan(at, {
      fields:
        number % 2
          ? without(at.plan.fields, 'description')
          : { ...at.plan.fields, description: `No. ${number}` },
    }),
  /** Who subscribes may use other things. */
  unlock: (at, { number }) =>
    setPlan(at, {
      fields:
        number % 4
          ? {
              ...at.plan.fields,
              entitlements: [pick('entitlement', number), pick('entitlement', number % 4)],
            }
          : without(at.plan.fields, 'entitlements'),
    }),
  /** A key of its own, in place of the one it got. */
  lookupKey: (at, { number }) =>
    setPrice(at, { ...at.price, lookup_key: number % 3 ? `own_${number}` : 'none' }),
  /** Two prices change their lookup keys with each other; where they have none of their own, they get one. */
  swapKeys: (at, { other, number }) => {
    const all = spots(at.catalog);
    const there = all[other % all.length];
    if (there === undefined || there.price === at.price) return at.catalog;
    const [mine, theirs] = [
      at.price.lookup_key ?? `own_${number}a`,
      there.price.lookup_key ?? `own_${number}b`,
    ];
    const first = setPrice(at, { ...at.price, lookup_key: theirs });
    const again = spots(first).find(({ price }) => price === there.price);
    return again === undefined ? first : setPrice(again, { ...again.price, lookup_key: mine });
  },
  addCurrency: (at, { number }) =>
    typeof at.price.amount === 'string' && at.price.currency !== 'cad'
      ? setPrice(at, {
          ...at.price,
          currencies: { ...record(at.price.currencies), cad: amount(`${number}.00`) },
        })
      : at.catalog,
  removeCurrencies: (at) => setPrice(at, without(at.price, 'currencies')),
  tax: (at) => setPrice(at, { ...at.price, tax_behavior: 'exclusive' }),
  renamePrice: (at, { number }) => {
    const { [at.name]: price = {}, ...rest } = at.plan.prices;
    const name = `r${number}`;
    const renamed = setPlan(at, {
      prices: { ...rest, [name]: { ...price, formerly: at.name } },
      defaultPrice: at.isDefault ? name : at.plan.defaultPrice,
    });
    const [was, is] = [`price:${at.plan.code}/${at.name}`, `price:${at.plan.code}/${name}`];
    return refersTo(renamed, (each) => (each === was ? is : each));
  },
  renamePlan: (at, { number }) => {
    const [was, is] = [at.plan.code, `renamed${number}`];
    const renamed = setPlan(at, { code: is, fields: { ...at.plan.fields, formerly: was } });
    return refersTo(renamed, (name) =>
      name === `plan:${was}` ? `plan:${is}` : name.replace(`price:${was}/`, `price:${is}/`),
    );
  },
} as const satisfies Record<string, (at: Spot, given: Given) => Catalog>;

const PLAN_OPERATIONS: Readonly<Record<string, (at: Spot, given: Given) => Catalog>> = OPERATIONS;

/** Every operation there is, by name. */
export const ALL: readonly string[] = [...Object.keys(OPERATIONS), ...objectOperations.keys()];

/** Operations whose reverse brings every object back. */
export const REVERSIBLE: readonly string[] = [
  'reprice',
  'reshape',
  'removePrice',
  'addPrice',
  'removePlan',
  'addPlan',
  'makeDefault',
  'noDefault',
  'toggle',
  'togglePlan',
  'nickname',
  'metadata',
  'describe',
  'unlock',
  ...reversibleOnObjects,
];

interface Spot {
  readonly catalog: Catalog;
  readonly plan: PlanText;
  readonly name: string;
  readonly price: PriceText;
  readonly isDefault: boolean;
}

interface Given {
  readonly number: number;
  readonly other: number;
  readonly price: PriceText;
  /** A document of each other kind. */
  readonly texts: Readonly<Record<string, JsonRecord>>;
}

/** One edit: what, where, and with which numbers. */
export interface Edit extends Given {
  readonly operation: string;
  readonly at: number;
}

/** Some edits made of these operations. */
export const editsOf = (operations: readonly string[], maxLength = 5): fc.Arbitrary<readonly Edit[]> =>
  fc
    .array(
      fc.record({
        operation: fc.constantFrom(...operations),
        at: fc.nat(50),
        other: fc.nat(50),
        number: fc.integer({ min: 1, max: 999 }),
        price: anyPrice,
        texts: fc.record(Object.fromEntries(lawKinds.map(({ kind, any }) => [kind, any]))),
      }),
      { minLength: 1, maxLength },
    )
    // Numbers make names; no two edits make the same one, so that nothing is taken by accident.
    .map((edits) => edits.map((edit, index) => ({ ...edit, number: index * 1000 + edit.number })));

/** The catalog after the edits, one after the other. */
export function edited(catalog: Catalog, edits: readonly Edit[]): Catalog {
  return edits.reduce((before, { operation, at, ...given }) => {
    const all = spots(before);
    const spot = all[at % Math.max(1, all.length)];
    const plain = PLAN_OPERATIONS[operation];
    if (plain !== undefined) return spot === undefined ? before : sound(plain(spot, given));
    const edit = objectOperations.get(operation);
    return sound(edit?.(before, { ...given, at, original: catalog }) ?? before);
  }, catalog);
}

function spots(catalog: Catalog): readonly Spot[] {
  return catalog.plans.flatMap((plan) =>
    Object.entries(plan.prices).map(([name, price]) => ({
      catalog,
      plan,
      name,
      price,
      isDefault: plan.defaultPrice === name,
    })),
  );
}

const setPlan = ({ catalog, plan }: Spot, fields: Partial<PlanText>): Catalog => ({
  ...catalog,
  plans: catalog.plans.map((each) => (each === plan ? { ...each, ...fields } : each)),
});
const setPrices = (at: Spot, prices: PlanText['prices']): Catalog => setPlan(at, { prices });
const setPrice = (at: Spot, price: PriceText): Catalog =>
  setPrices(at, { ...at.plan.prices, [at.name]: price });

const refersTo = (catalog: Catalog, rename: (name: string) => string): Catalog => ({
  plans: catalog.plans,
  objects: (catalog.objects ?? []).map((object) => ({
    ...object,
    fields: record(renamedIn(object.fields, rename)),
  })),
});

const record = (value: Json | undefined): JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonRecord) : {};

const without = (from: JsonRecord, name: string): JsonRecord =>
  Object.fromEntries(Object.entries(from).filter(([each]) => each !== name));

/** The same price with other amounts, every one of them moved by the same whole units. */
function bumped(price: PriceText, by: number): PriceText {
  const move = (value: Json): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => move(item));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, move(item)]));
    const [units = '', rest] =
      typeof value === 'string' && value.startsWith('#') ? value.slice(1).split('.') : [];
    if (units === '') return value;
    return amount(`${BigInt(units) + BigInt(by)}${rest === undefined ? '' : `.${rest}`}`);
  };
  return record(move(price));
}
