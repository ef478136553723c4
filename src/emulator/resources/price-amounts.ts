import { currencyKey } from '../currencies.ts';
import { bothForms } from '../decimal.ts';
import { invalid, onlyOne, refused } from '../errors.ts';
import { choice, decimal, flag, integer, list, map, object } from '../param-types.ts';
import { type Param, type Values, required } from '../params.ts';
import {
  type CurrencyOption,
  type CustomAmount,
  type Price,
  type TaxBehavior,
  type Tier,
  unitAmounts,
} from './price-rules.ts';

/** `inf`, or the last unit of a tier. */
const upTo: Param<number | null> = {
  shape: { kind: 'integer', values: ['inf'] },
  required: false,
  clearable: false,
  read: (raw, name) => (raw === 'inf' ? null : integer({ min: 1 }).read(raw, name)),
};

const tierParam = object({
  flat_amount: integer({ min: 0 }),
  flat_amount_decimal: decimal(),
  unit_amount: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
  up_to: required(upTo),
});

/** How a price says what it costs: in its own currency and, under `currency_options`, in others. */
export const amountParams = {
  custom_unit_amount: object({
    enabled: required(flag()),
    maximum: integer({ min: 0 }),
    minimum: integer({ min: 0 }),
    preset: integer({ min: 0 }),
  }),
  tax_behavior: choice('exclusive', 'inclusive', 'unspecified'),
  tiers: list(tierParam),
  unit_amount: integer({ min: 0 }),
  unit_amount_decimal: decimal(),
};

/** `currency_options`, by currency. */
export const optionsParam = map(object(amountParams));

/** Amounts as sent. */
export type GivenAmounts = Partial<Values<typeof amountParams>>;
type GivenTier = NonNullable<GivenAmounts['tiers']>[number];

/**
 * The amounts of a price or of one of its currency options: exactly one way of saying them.
 * `at` is the name of the parameter that holds them, empty at the top.
 */
export const readAmounts = (
  given: GivenAmounts,
  tiered: boolean,
  at: (name: string) => string,
): Omit<CurrencyOption, 'tax_behavior'> => {
  const { unit_amount: whole, unit_amount_decimal: exact, custom_unit_amount: custom, tiers } = given;
  if (whole !== undefined && exact !== undefined)
    throw onlyOne(['unit_amount', 'unit_amount_decimal'], at('unit_amount'));
  const single = whole !== undefined || exact !== undefined;
  if (single && custom !== undefined) throw onlyOne(['unit_amount', 'custom_unit_amount'], at('unit_amount'));
  if (tiered) {
    if (single || custom !== undefined)
      throw invalid('Prices with `billing_scheme=tiered` take `tiers`, and no amount beside them.', {
        param: at('unit_amount'),
      });
    if (tiers === undefined)
      throw invalid('You must pass `tiers` when `billing_scheme` is `tiered`.', { param: at('tiers') });
    return {
      ...unitAmounts({ integer: null, decimal: null }),
      custom_unit_amount: null,
      tiers: readTiers(tiers, at('tiers')),
    };
  }
  if (tiers !== undefined)
    throw invalid('You can only pass `tiers` when `billing_scheme` is `tiered`.', { param: at('tiers') });
  if (!single && custom === undefined)
    throw invalid('Prices require an `unit_amount` or `unit_amount_decimal` parameter to be set.', {
      param: at('unit_amount'),
    });
  return {
    ...unitAmounts(bothForms(whole, exact)),
    custom_unit_amount: custom === undefined ? null : readCustom(custom, at('custom_unit_amount')),
    tiers: null,
  };
};

const readCustom = (given: NonNullable<GivenAmounts['custom_unit_amount']>, name: string): CustomAmount => {
  if (!given.enabled)
    throw invalid('Pass `true` to enable `custom_unit_amount`, otherwise omit it.', {
      param: `${name}[enabled]`,
    });
  const { minimum = null, maximum = null, preset = null } = given;
  const ascending = [minimum, preset, maximum].filter((amount) => amount !== null);
  if (ascending.some((amount, index) => index > 0 && amount < (ascending[index - 1] ?? 0)))
    throw invalid('`custom_unit_amount` needs minimum, preset and maximum in ascending order.', {
      param: name,
    });
  return { maximum, minimum, preset };
};

const readTiers = (given: readonly GivenTier[], name: string): Tier[] => {
  const tiers = given.map((tier, index) => readTier(tier, `${name}[${index}]`));
  const last = tiers.at(-1);
  if (last === undefined || last.up_to !== null)
    throw invalid('You must specify a fallback tier: the last tier must have `up_to` set to `inf`.', {
      param: name,
    });
  tiers.slice(0, -1).forEach((tier, index) => {
    if (tier.up_to === null || tier.up_to <= (tiers[index - 1]?.up_to ?? 0))
      throw invalid('`up_to` must be strictly increasing from tier to tier.', {
        param: `${name}[${index}][up_to]`,
      });
  });
  return tiers;
};

const readTier = (given: GivenTier, name: string): Tier => {
  if (given.unit_amount !== undefined && given.unit_amount_decimal !== undefined)
    throw onlyOne(['unit_amount', 'unit_amount_decimal'], `${name}[unit_amount]`);
  if (given.flat_amount !== undefined && given.flat_amount_decimal !== undefined)
    throw onlyOne(['flat_amount', 'flat_amount_decimal'], `${name}[flat_amount]`);
  const unit = bothForms(given.unit_amount, given.unit_amount_decimal);
  const flat = bothForms(given.flat_amount, given.flat_amount_decimal);
  if (unit.decimal === null && flat.decimal === null)
    throw invalid('Each tier needs a unit amount or a flat amount.', { param: name });
  return {
    flat_amount: flat.integer,
    flat_amount_decimal: flat.decimal,
    ...unitAmounts(unit),
    up_to: given.up_to,
  };
};

type Priced = Pick<Price, 'currency' | 'currency_options' | 'tiers'>;

/**
 * The currency options after a write: options merge by currency, and what an option does not mention
 * stays as it is. `null` clears all of them.
 * @throws Refusal for the base currency, for other tier boundaries, and for a second tax behavior.
 */
export const mergeOptions = (
  price: Priced,
  given: ReadonlyMap<string, GivenAmounts> | null | undefined,
): Price['currency_options'] => {
  if (given === undefined) return price.currency_options;
  if (given === null) return {};
  const merged = { ...price.currency_options };
  for (const [text, option] of given) {
    const param = `currency_options[${text}]`;
    const currency = currencyKey(text, param);
    if (currency === price.currency)
      throw invalid(
        'You are specifying an update to a currency option that matches the top-level currency for this price. Please remove this currency option and update the top-level params instead.',
        { param },
      );
    merged[currency] = mergeOption(price, { before: merged[currency], param }, option);
  }
  return merged;
};

const mergeOption = (
  price: Priced,
  { before, param }: { before: CurrencyOption | undefined; param: string },
  given: GivenAmounts,
): CurrencyOption => {
  const { tax_behavior: tax, ...amounts } = given;
  const priced = Object.values(amounts).some((value) => value !== undefined);
  const kept = before !== undefined && !priced;
  const next = kept ? before : readAmounts(amounts, price.tiers !== null, (name) => `${param}[${name}]`);
  if (next.tiers !== null && bounds(next.tiers) !== bounds(price.tiers))
    throw invalid('The tiers of a currency option must have the same `up_to` as the tiers of the price.', {
      param: `${param}[tiers]`,
    });
  return { ...next, tax_behavior: nextTaxBehavior(before?.tax_behavior, tax, `${param}[tax_behavior]`) };
};

const bounds = (tiers: readonly Tier[] | null): string => JSON.stringify(tiers?.map((tier) => tier.up_to));

/** The tax behavior after a write: once it is inclusive or exclusive it stays. */
export const nextTaxBehavior = (
  before: TaxBehavior | undefined,
  given: TaxBehavior | undefined,
  param: string,
): TaxBehavior => {
  if (before === undefined || before === 'unspecified') return given ?? before ?? 'unspecified';
  if (given === undefined || given === before) return before;
  throw refused(
    `You cannot change \`tax_behavior\` once it is set: it is \`${before}\` on this price. Create a new price instead.`,
    { param },
  );
};
