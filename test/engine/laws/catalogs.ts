import fc from 'fast-check';
import type { Json, JsonRecord } from '../../../src/lib/json.ts';
import type { ObjectText } from './kind.ts';
import { lawKinds } from './kinds.ts';
import { marksIn, pick, soundIn, unmarked } from './marks.ts';
import { anyPrice, type PriceText } from './prices.ts';

/** A plan as a manifest has it. */
export interface PlanText {
  readonly code: string;
  readonly fields: JsonRecord;
  /** The name of one of the prices, `none`, or undefined for no line. */
  readonly defaultPrice: string | undefined;
  readonly prices: Readonly<Record<string, PriceText>>;
}

/** A whole catalog as data, from which its YAML is made. */
export interface Catalog {
  readonly plans: readonly PlanText[];
  readonly objects?: readonly ObjectText[];
}

const METER = { kind: 'meter', code: 'calls', display_name: 'Calls', aggregation: 'sum' };

/** The documents of a catalog as data, but for amounts, which are marked. */
export const recordsOf = ({ plans, objects = [] }: Catalog): readonly JsonRecord[] => [
  METER,
  ...plans.map(({ code, fields, defaultPrice, prices }) => ({
    code,
    ...(unmarked(fields) as JsonRecord),
    ...(defaultPrice === undefined ? {} : { default_price: defaultPrice }),
    ...(Object.keys(prices).length === 0 ? {} : { prices }),
  })),
  ...objects.map(({ kind, code, fields }) => ({ kind, code, ...(unmarked(fields) as JsonRecord) })),
];

/** JSON is YAML; amounts lose their mark and their quotes, so that YAML is tempted to make floats of them. */
const document = (data: Json): string => `${JSON.stringify(data).replaceAll(/"#([\d.]+)"/g, '$1')}\n`;

/** The documents of a catalog: the meter, the plans, and everything else. */
export const documents = (catalog: Catalog): readonly string[] => recordsOf(catalog).map(document);

/** The catalog as one file. */
export const yamlOf = (catalog: Catalog): string => documents(catalog).join('---\n');

const planFields = fc.record(
  {
    name: fc.constantFrom('Pro Plan', 'Plan "B": 50%', 'Ünïcode ☃'),
    description: fc.constantFrom('For teams', 'yes', '0123'),
    features: fc.uniqueArray(fc.constantFrom('50 Projects', 'SSO', 'Support', 'null'), { maxLength: 3 }),
    metadata: fc.dictionary(fc.constantFrom('tier', 'team'), fc.constantFrom('1', 'two', 'true')),
    unit_label: fc.constantFrom('seat', 'GB'),
    entitlements: fc.array(
      fc.nat(9).map((number) => pick('entitlement', number)),
      { maxLength: 2 },
    ),
  },
  { requiredKeys: ['name'] },
);

/** True for a price that Stripe lets be a product's default. */
export const onSale = (price: PriceText | undefined): boolean =>
  price !== undefined && price.active !== false;

const anyPlan: fc.Arbitrary<Omit<PlanText, 'code'>> = fc
  .record({ fields: planFields, prices: fc.array(anyPrice, { maxLength: 4 }), pick: fc.nat(5) })
  .map(({ fields, prices, pick }) => {
    const named = Object.fromEntries(prices.map((price, index) => [`p${index}`, price]));
    const wanted = [undefined, 'none', 'p0', 'p1', 'p2', 'p3'][pick];
    const fits = wanted === undefined || wanted === 'none' || onSale(named[wanted]);
    return { fields, prices: named, defaultPrice: fits ? wanted : undefined };
  });

const lawKind = new Map(lawKinds.map((each) => [each.kind, each]));

/** Everything in a catalog that can be referred to. */
const namesIn = ({ plans, objects = [] }: Catalog): readonly string[] => [
  ...plans.flatMap(({ code, prices }) => [
    `plan:${code}`,
    ...Object.keys(prices).map((name) => `price:${code}/${name}`),
  ]),
  ...objects.map(({ kind, code }) => `${kind}:${code}`),
];

/** The environments that an object can be in: those of what it refers to, where that is not everywhere. */
function placed(object: ObjectText, objects: readonly ObjectText[]): ObjectText {
  const marks = marksIn(object.fields);
  const narrow = objects.find(
    ({ kind, code, fields }) => marks.includes(`${kind}:${code}`) && fields.only !== undefined,
  );
  return narrow === undefined
    ? object
    : { ...object, fields: { ...object.fields, only: narrow.fields.only ?? null } };
}

/** The catalog with every reference to something that is there: what cannot be without what is gone, goes too. */
export function sound(catalog: Catalog): Catalog {
  const plans = catalog.plans.map((plan) => ({
    ...plan,
    fields: soundIn(plan.fields, namesIn(catalog)).value as JsonRecord,
  }));
  // One after the other: none refers to one after it.
  const objects: ObjectText[] = [];
  for (const object of catalog.objects ?? []) {
    const { value, dangles } = soundIn(object.fields, namesIn({ plans, objects }));
    const fields = value as JsonRecord;
    const { needs = [], shrinks = false, fitted } = lawKind.get(object.kind) ?? {};
    if ((dangles && !shrinks) || needs.some((name) => fields[name] === undefined)) continue;
    objects.push(placed({ ...object, fields: fitted?.(fields, { plans, objects }) ?? fields }, objects));
  }
  return { plans, objects };
}

const anyObjects: fc.Arbitrary<readonly ObjectText[]> = fc
  .tuple(...lawKinds.map(({ any, most }) => fc.array(any, { maxLength: most })))
  .map((lists) =>
    lists.flatMap((list, at) =>
      list.map((fields, index): ObjectText => {
        // The codes of plans: what is of another kind has nothing to do with its namesake.
        return { kind: lawKinds[at]?.kind ?? '', code: `plan${index}`, fields };
      }),
    ),
  );

/** Any catalog of a few plans, with prices of every shape, and of objects of every kind that refer to each other. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record({ plans: fc.array(anyPlan, { minLength: 1, maxLength: 3 }), objects: anyObjects })
  .map(({ plans, objects }) =>
    sound({ plans: plans.map((plan, index) => ({ ...plan, code: `plan${index}` })), objects }),
  );

/** What no later edit can take back: a tax behavior, and what a coupon is for. */
const FOR_GOOD: ReadonlySet<string> = new Set(['tax_behavior', 'applies_to']);

/** The same without what no later edit can take back. */
export function untaxed(catalog: Catalog): Catalog {
  const text = JSON.stringify(catalog, (name, value: unknown) => (FOR_GOOD.has(name) ? undefined : value));
  const copy: Catalog = JSON.parse(text);
  return copy;
}
