import fc from 'fast-check';
import type { Json, JsonRecord } from '../../../src/lib/json.ts';
import { anyPrice, type PriceText } from './prices.ts';
import { anyRate } from './rates.ts';

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
  /** The tax rates, as their documents have them but for `kind`. */
  readonly rates?: readonly JsonRecord[];
}

const METER = { kind: 'meter', code: 'calls', display_name: 'Calls', aggregation: 'sum' };

/** JSON is YAML; amounts lose their mark and their quotes, so that YAML is tempted to make floats of them. */
const document = (data: Json): string => `${JSON.stringify(data).replaceAll(/"#([\d.]+)"/g, '$1')}\n`;

/** The documents of a catalog, one for each plan and each tax rate, and one for the meter. */
export function documents({ plans, rates = [] }: Catalog): readonly string[] {
  const text = ({ code, fields, defaultPrice, prices }: PlanText): string =>
    document({
      code,
      ...fields,
      ...(defaultPrice === undefined ? {} : { default_price: defaultPrice }),
      ...(Object.keys(prices).length === 0 ? {} : { prices }),
    });
  return [
    document(METER),
    ...plans.map(text),
    ...rates.map((rate) => document({ kind: 'tax_rate', ...rate })),
  ];
}

/** The catalog as one file. */
export const yamlOf = (catalog: Catalog): string => documents(catalog).join('---\n');

const planFields = fc.record(
  {
    name: fc.constantFrom('Pro Plan', 'Plan "B": 50%', 'Ünïcode ☃'),
    description: fc.constantFrom('For teams', 'yes', '0123'),
    features: fc.uniqueArray(fc.constantFrom('50 Projects', 'SSO', 'Support', 'null'), { maxLength: 3 }),
    metadata: fc.dictionary(fc.constantFrom('tier', 'team'), fc.constantFrom('1', 'two', 'true')),
    unit_label: fc.constantFrom('seat', 'GB'),
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

/** Any catalog of a few plans, with prices of every shape, and tax rates. */
export const anyCatalog: fc.Arbitrary<Catalog> = fc
  .record({
    plans: fc.array(anyPlan, { minLength: 1, maxLength: 3 }),
    rates: fc.array(anyRate, { maxLength: 2 }),
  })
  .map(({ plans, rates }) => ({
    plans: plans.map((plan, index) => ({ ...plan, code: `plan${index}` })),
    rates: rates.map((rate, index) => ({ code: `rate${index}`, ...rate })),
  }));

/** The same without tax behavior, which no later edit can take back. */
export function untaxed(catalog: Catalog): Catalog {
  const text = JSON.stringify(catalog, (name, value: unknown) =>
    name === 'tax_behavior' ? undefined : value,
  );
  const copy: Catalog = JSON.parse(text);
  return copy;
}
