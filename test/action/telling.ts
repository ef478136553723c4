import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Files = Readonly<Record<string, string>>;

const PLANS = join(import.meta.dirname, '../../plans');

/** The sample catalog, by path. */
export const SAMPLE: Files = Object.fromEntries(
  readdirSync(PLANS)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => [`plans/${name}`, readFileSync(join(PLANS, name), 'utf8')]),
);

/** A pull request, and what was there before. */
interface Telling {
  readonly before: Files;
  /** Quantities of subscriptions, by the lookup key of their price. */
  readonly subscribers?: Readonly<Record<string, readonly number[]>>;
  /** The name that somebody gave to the product `pro` in the Dashboard. */
  readonly renamed?: string;
  /** Merged and not released. */
  readonly unreleased?: Files;
  readonly change: Readonly<Record<string, string | null>>;
}

const pro = (monthly: string, yearly = 'amount: 250.00, currency: usd, interval: year'): string =>
  `code: pro
name: Pro Plan
features: [50 Projects, Advanced Analytics]
default_price: monthly
prices:
  monthly: { amount: ${monthly}, currency: usd, interval: month }
  yearly: { ${yearly} }
`;

const basic = (name: string, amount = '10.00'): string =>
  `code: basic\nname: ${name}\nprice: ${amount}\ncurrency: usd\ninterval: month\n`;

const api = (amount: string): string =>
  `kind: meter
code: api_calls
display_name: API calls
aggregation: sum
---
code: api
name: API
prices:
  calls:
    currency: usd
    interval: month
    meter: api_calls
    tiers_mode: graduated
    tiers:
      - { up_to: 1000, amount: 0 }
      - { up_to: 10000, amount: ${amount}, flat: 5.00 }
      - { up_to: inf, amount: 0.002 }
`;

const IN_EUROS = 'amount: 250.00, currency: usd, interval: year, currencies: { eur: 230.00, jpy: 36000 }';

/** Six changes that have something to tell, by name. */
export const TELLING: Readonly<Record<string, Telling>> = {
  'price-raised': {
    before: { 'plans/pro.yaml': pro('25.00') },
    subscribers: { pro_monthly: [1, 1, 3], pro_yearly: [1] },
    change: { 'plans/pro.yaml': pro('29.00') },
  },
  'several-currencies': {
    before: { 'plans/pro.yaml': pro('25.00', IN_EUROS) },
    subscribers: { pro_yearly: [2] },
    change: {
      'plans/pro.yaml': pro('25.00', IN_EUROS.replace('230.00', '240.00').replace('36000', '39000')),
    },
  },
  'metered-tiers': {
    before: { 'plans/api.yaml': api('0.0025') },
    change: { 'plans/api.yaml': api('0.003') },
  },
  'plan-removed': {
    before: { 'plans/pro.yaml': pro('25.00'), 'plans/basic.yaml': basic('Basic Plan') },
    subscribers: { basic: [1, 1] },
    change: { 'plans/basic.yaml': null },
  },
  'stopped-by-a-guard': {
    before: { 'plans/pro.yaml': pro('25.00') },
    change: { 'plans/pro.yaml': pro('49.00') },
  },
  'beside-others': {
    before: { 'plans/pro.yaml': pro('25.00'), 'plans/basic.yaml': basic('Basic') },
    renamed: 'Pro!',
    unreleased: { 'plans/basic.yaml': basic('Basic', '12.00') },
    change: { 'plans/basic.yaml': basic('Basic Plan', '12.00') },
  },
};
