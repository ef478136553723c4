import { kind } from '../kind.ts';
import { type Metadata, mergeMetadata, metadata } from '../metadata.ts';
import { add, change, mintFor, need } from '../objects.ts';
import { create, list, type Resource, retrieve, update } from '../operation.ts';
import { invalid } from '../errors.ts';
import { choice, decimal, flag, text, timeRange, within } from '../param-types.ts';
import { type Values, clearable, required } from '../params.ts';

/** A tax rate as stored and answered, made by hand and not by Stripe Tax. https://docs.stripe.com/api/tax_rates/object */
type TaxRate = {
  readonly id: string;
  readonly object: 'tax_rate';
  readonly active: boolean;
  readonly country: string | null;
  readonly created: number;
  readonly description: string | null;
  readonly display_name: string;
  readonly effective_percentage: number;
  readonly flat_amount: null;
  readonly inclusive: boolean;
  readonly jurisdiction: string | null;
  readonly jurisdiction_level: null;
  readonly livemode: boolean;
  readonly metadata: Metadata;
  readonly percentage: number;
  readonly rate_type: 'percentage';
  readonly state: string | null;
  readonly tax_type: string | null;
};

/** Tax rates. */
const taxRates = kind<TaxRate>({
  object: 'tax_rate',
  noun: 'tax rate',
  idParam: 'tax_rate',
  event: 'tax_rate',
  id: { prefix: 'txr_1', length: 23 },
});

const routes = { kind: taxRates, path: '/v1/tax_rates', permission: 'tax_rate' };

const taxType = choice(
  'admissions_tax',
  'amusement_tax',
  'attendance_tax',
  'communications_tax',
  'digital_excise_tax',
  'entertainment_tax',
  'get_fund',
  'gross_receipts_tax',
  'gst',
  'hospitality_tax',
  'hst',
  'igst',
  'jct',
  'lease_tax',
  'luxury_tax',
  'mass_transit_parking_tax',
  'nhil',
  'parking_tax',
  'pst',
  'qst',
  'resort_tax',
  'retail_delivery_fee',
  'rst',
  'sales_tax',
  'service_tax',
  'tourism_tax',
  'utility_users_tax',
  'vat',
);

/** What an update takes too; none of it can be cleared but the metadata. */
const updateParams = {
  active: flag(),
  country: text(),
  description: text(),
  display_name: text(50),
  jurisdiction: text(50),
  metadata: clearable(metadata()),
  state: text(2),
  tax_type: taxType,
};

/** What is given over what was; what is not given stays. */
const withValues = <R extends TaxRate>(before: R, { metadata: given, ...values }: Changes): R => ({
  ...before,
  ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  metadata: mergeMetadata(before.metadata, given),
});

type Changes = Values<typeof updateParams>;

/** A number as Stripe answers it: with four decimals at most a double says just that. */
const percentageOf = (given: string): number => {
  const percentage = Number(given);
  if (percentage > 100)
    throw invalid('Invalid percentage: must be less than or equal to 100', { param: 'percentage' });
  return percentage;
};

/** Tax rates. https://docs.stripe.com/api/tax_rates; percentage and inclusiveness are fixed, and none is deleted. */
export const taxRateResource: Resource = {
  kinds: [taxRates],
  operations: [
    list(routes, { active: flag(), created: timeRange(), inclusive: flag() }, (_call, values) => ({
      keep: (row) =>
        (values.active ?? row.active) === row.active &&
        (values.inclusive ?? row.inclusive) === row.inclusive &&
        within(values.created, row.created),
    })),
    create(
      routes,
      {
        ...updateParams,
        metadata: metadata(),
        display_name: required(text(50)),
        inclusive: required(flag()),
        percentage: required(decimal(4)),
      },
      (call, { percentage: given, inclusive, display_name, ...values }) => {
        const percentage = percentageOf(given);
        const blank: TaxRate = {
          id: mintFor(call, taxRates),
          object: 'tax_rate',
          active: true,
          country: null,
          created: call.now,
          description: null,
          display_name,
          effective_percentage: percentage,
          flat_amount: null,
          inclusive,
          jurisdiction: null,
          jurisdiction_level: null,
          livemode: call.livemode,
          metadata: {},
          percentage,
          rate_type: 'percentage',
          state: null,
          tax_type: null,
        };
        return add(call, taxRates, withValues(blank, { ...values, display_name: undefined }));
      },
    ),
    retrieve(routes),
    update(routes, updateParams, (call, given) =>
      change(call, taxRates, withValues(need(call, taxRates), given)),
    ),
  ],
};
