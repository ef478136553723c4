import type { Amount } from '../decimal.ts';
import { type Kind, type Path, kind } from '../kind.ts';
import type { Metadata } from '../metadata.ts';

/** What a customer may choose to pay, in the currency's minor unit. */
export type CustomAmount = {
  readonly maximum: number | null;
  readonly minimum: number | null;
  readonly preset: number | null;
};

/** One tier; `up_to` is `null` in the last. Amounts in minor units. */
export type Tier = {
  readonly flat_amount: number | null;
  readonly flat_amount_decimal: string | null;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
  readonly up_to: number | null;
};

/** Whether tax is in the amount. */
export type TaxBehavior = 'exclusive' | 'inclusive' | 'unspecified';

/** What a price costs in one currency, in its minor unit. */
export type CurrencyOption = {
  readonly custom_unit_amount: CustomAmount | null;
  readonly tax_behavior: TaxBehavior;
  readonly tiers: readonly Tier[] | null;
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
};

/** How often a price recurs, and what it is counted by. */
export type Recurring = {
  readonly interval: 'day' | 'week' | 'month' | 'year';
  readonly interval_count: number;
  readonly meter: string | null;
  readonly trial_period_days: number | null;
  readonly usage_type: 'licensed' | 'metered';
};

/** A price as stored: `currency_options` without the base currency, which answers include. */
export type Price = {
  readonly id: string;
  readonly object: 'price';
  readonly active: boolean;
  readonly billing_scheme: 'per_unit' | 'tiered';
  readonly created: number;
  readonly currency: string;
  readonly currency_options: Readonly<Record<string, CurrencyOption>>;
  readonly custom_unit_amount: CustomAmount | null;
  readonly livemode: boolean;
  readonly lookup_key: string | null;
  readonly metadata: Metadata;
  readonly nickname: string | null;
  readonly product: string;
  readonly recurring: Recurring | null;
  readonly tax_behavior: TaxBehavior;
  readonly tiers: readonly Tier[] | null;
  readonly tiers_mode: 'graduated' | 'volume' | null;
  readonly transform_quantity: { readonly divide_by: number; readonly round: 'up' | 'down' } | null;
  readonly type: 'one_time' | 'recurring';
  readonly unit_amount: number | null;
  readonly unit_amount_decimal: string | null;
};

const isCurrency = (text: string | undefined): boolean => text !== undefined && /^[a-z]{3,4}$/.test(text);

const optionsShown = (price: Price, paths: readonly Path[]): Record<string, unknown> => {
  const base: CurrencyOption = {
    custom_unit_amount: price.custom_unit_amount,
    tax_behavior: price.tax_behavior,
    tiers: price.tiers,
    unit_amount: price.unit_amount,
    unit_amount_decimal: price.unit_amount_decimal,
  };
  const options = Object.entries({ ...price.currency_options, [price.currency]: base });
  return Object.fromEntries(
    options.map(([currency, { tiers, ...option }]) => {
      const wanted = tiers !== null && paths.some(([head, next]) => head === currency && next === 'tiers');
      return [currency, wanted ? { ...option, tiers } : option];
    }),
  );
};

/** Prices. Their tiers and currency options are answered only when expanded. */
export const prices: Kind<Price> = kind<Price>({
  object: 'price',
  noun: 'price',
  idParam: 'price',
  event: 'price',
  id: { prefix: 'price_1', length: 23 },
  groups: ['product'],
  unique: ['lookup_key'],
  fields: {
    tiers: { as: 'hidden', show: (price) => price.tiers ?? undefined, accepts: (path) => path.length === 0 },
    currency_options: {
      as: 'hidden',
      show: optionsShown,
      accepts: (path) =>
        path.length === 0 || (path.length <= 2 && isCurrency(path[0]) && (path[1] ?? 'tiers') === 'tiers'),
    },
    product: { as: 'refers', object: 'product' },
    custom_unit_amount: { as: 'plain' },
    recurring: { as: 'plain' },
    transform_quantity: { as: 'plain' },
  },
});

/** An amount under the names that it has in a price, an option or a tier. */
export const unitAmounts = (amount: Amount): Pick<Tier, 'unit_amount' | 'unit_amount_decimal'> => ({
  unit_amount: amount.integer,
  unit_amount_decimal: amount.decimal,
});
