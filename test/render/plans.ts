import type { Outcome, Plan } from '../../src/model/plan.ts';
import {
  archive,
  creation,
  fields,
  outcome,
  plan,
  priceCreation,
  removal,
  replacement,
  update,
} from './build.ts';

const features = (first: string) => [first, 'Advanced Analytics', 'Priority Email Support'];

const product = (code: string, name: string, line: number) =>
  creation(
    `product/${code}`,
    { name, features: features('50 Projects'), active: true, id: code, default_price: `price/${code}/main` },
    { where: { file: 'plans/plans.yaml', line, column: 1 } },
  );

const main = (code: string, interval: string, { amount, line }: { amount: string; line: number }) =>
  priceCreation(code, 'main', { line, amount, interval, lookup_key: code });

const tiers = [
  { up_to: 1000, amount: '0', flat: null },
  { up_to: 10_000, amount: '0.0025', flat: '5' },
  { up_to: 'inf', amount: '0.002', flat: null },
];

/** The plans that the golden texts show, by name. */
export const PLANS: Readonly<Record<string, Plan>> = {
  empty: plan({ unchanged: 6, unmanaged: { product: 3, promotion_code: 1 } }),
  'first-plan': plan({
    changes: [
      product('basic_monthly', 'Basic Plan', 2),
      product('pro_monthly', 'Pro Plan', 12),
      product('pro_yearly', 'Pro Plan (Yearly)', 22),
      main('basic_monthly', 'month', { amount: '10', line: 5 }),
      main('pro_monthly', 'month', { amount: '25', line: 15 }),
      main('pro_yearly', 'year', { amount: '250', line: 25 }),
    ],
  }),
  replacement: plan({
    unchanged: 5,
    changes: [
      replacement('price/pro/monthly', {
        fields: fields({ amount: ['25', '29'], 'metadata.tier': [null, '2'] }),
        transfer: true,
        where: { file: 'plans/pro.yaml', line: 12, column: 13 },
        followers: [
          {
            key: 'product/pro',
            kind: 'product',
            path: 'default_price',
            raw: { id: 'pro', object: 'product' },
            value: 'price/pro/monthly',
            lockGroup: 'product/pro',
          },
        ],
      }),
      replacement('price/pro/yearly', {
        fields: fields({ amount: ['250', '200'] }),
        revive: { raw: { id: 'price_older', object: 'price' }, update: { active: true } },
      }),
    ],
  }),
  'option-added': plan({
    unchanged: 5,
    changes: [
      update('price/pro/yearly', {
        fields: fields({
          'currencies.eur.amount': [null, '230'],
          'currencies.jpy.amount': [null, '36000'],
          'currencies.kwd.amount': [null, '1.5'],
        }),
      }),
    ],
  }),
  'tiered-creation': plan({
    changes: [
      priceCreation('pro', 'api_calls', {
        interval: 'month',
        meter: 'meter/api_calls',
        tiers_mode: 'graduated',
        tiers,
        'currencies.eur.tiers': tiers,
        'currencies.eur.tax_behavior': 'exclusive',
        lookup_key: 'pro_api_calls',
      }),
      priceCreation('pro', 'gift', {
        interval: 'once',
        custom_amount: { minimum: '5', maximum: '50', preset: null },
      }),
      priceCreation('pro', 'packs', {
        amount: '0.5',
        interval: 'month',
        interval_count: 3,
        transform_quantity: { divide_by: 10, round: 'up' },
      }),
    ],
  }),
  'lists-and-texts': plan({
    unchanged: 1,
    changes: [
      update('product/pro', {
        fields: fields({
          features: [features('50 Projects'), features('100 Projects')],
          description: [
            `${'A plan for teams that grow. '.repeat(6)}Billed monthly.`,
            `${'A plan for teams that grow. '.repeat(6)}Billed yearly.`,
          ],
          unit_label: ['seat', null],
        }),
      }),
      replacement('price/pro/api_calls', {
        fields: fields({ tiers: [tiers, [{ up_to: 1000, amount: '0.001', flat: null }, ...tiers.slice(1)]] }),
      }),
    ],
  }),
  archive: plan({
    unchanged: 4,
    changes: [
      archive('price/old/monthly', 'price_9'),
      archive('price/pro/monthly', 'price_7', { cause: 'due' }),
      archive('price/pro/yearly', 'price_8', { cause: 'superseded', recovery: true }),
      archive('product/old', 'old'),
      removal('meter/old_calls', 'mtr_1'),
    ],
  }),
  adopt: plan({
    changes: [
      update('price/pro/monthly', { action: 'adopt', mark: true }),
      update('price/pro/yearly', {
        action: 'relink',
        raw: { id: 'price_2', object: 'price' },
        recovery: true,
        fields: fields({ nickname: [null, 'Yearly'] }),
      }),
      update('price/pro/weekly', { action: 'restore', raw: { id: 'price_3', object: 'price' } }),
    ],
    catchUps: [
      { key: 'product/pro', kind: 'product', id: 'pro', record: {}, formerKey: 'product/professional' },
    ],
  }),
  recreate: plan({
    unchanged: 5,
    changes: [
      creation(
        'price/pro/monthly',
        { amount: '25', currency: 'usd', interval: 'month', active: true, product: 'product/pro' },
        { action: 'recreate', lostId: 'price_gone', recovery: true, requires: ['product/pro'] },
      ),
    ],
  }),
  drift: plan({
    unchanged: 6,
    drift: [
      {
        key: 'product/pro',
        severity: 'warning',
        fields: [{ path: 'name', applied: 'Pro Plan', live: 'Pro Plan!' }],
      },
      {
        key: 'price/pro/monthly',
        severity: 'critical',
        fields: [
          { path: 'active', applied: true, live: false },
          { path: 'currencies.eur.amount', applied: '23', live: '24.5' },
        ],
      },
    ],
    orphans: [{ key: 'price/pro/test', stripeId: 'price_lost' }],
  }),
  conflict: plan({
    unchanged: 4,
    conflicts: [
      {
        key: 'product/pro',
        reason: 'both-changed',
        fields: [{ path: 'name', applied: 'Pro Plan', live: 'Pro!', desired: 'Professional Plan' }],
      },
      { key: 'price/pro/monthly', reason: 'not-ours', fields: [] },
    ],
  }),
  guards: plan({
    livemode: true,
    changes: [archive('price/old/monthly', 'price_9')],
    guards: [
      {
        name: 'max_archives',
        limit: 5,
        actual: 7,
        keys: ['price/old/monthly'],
        allow: ['archive:price/old/monthly'],
      },
      {
        name: 'max_price_change',
        limit: 50,
        actual: 'incomparable',
        keys: ['price/pro/monthly'],
        allow: ['replace:price/pro/monthly'],
      },
      { name: 'protect', limit: 0, actual: 1, keys: ['product/pro'], allow: [] },
      {
        name: 'unmanaged_fields',
        limit: 0,
        actual: 'trial_period_days',
        keys: ['price/pro/yearly'],
        allow: ['drop:price/pro/yearly'],
      },
    ],
  }),
  retiring: plan({
    livemode: true,
    unchanged: 6,
    retiring: [{ key: 'price/pro/monthly', stripeId: 'price_old', due: '2026-11-23T10:00:00Z' }],
  }),
};

/** An apply that ended in part. */
export const OUTCOMES: readonly Outcome[] = [
  outcome('product/pro'),
  outcome('price/pro/monthly', {
    status: 'failed',
    stripeId: null,
    requestId: 'req_2',
    error: 'Stripe: no (402)',
  }),
  outcome('price/pro/yearly', {
    action: 'replace',
    status: 'skipped',
    stripeId: 'price_old',
    requestId: null,
    error: 'it needs product/pro',
  }),
];
