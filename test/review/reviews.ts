import type { Change } from '../../src/model/change.ts';
import { archive, fields, removal, update } from '../render/build.ts';
import { changedPlan, newPlan, newPrice, priceSpec, replacedPrice, review } from './build.ts';

const FEATURES = ['50 Projects', 'Advanced Analytics', 'Priority Email Support'];

export const firstPlan = review({
  changes: [
    newPlan('basic_monthly', {
      name: 'Basic Plan',
      features: ['5 Projects', 'Basic Analytics', 'Email Support'],
    }),
    newPlan('pro_monthly', { name: 'Pro Plan', features: FEATURES }),
    newPlan('pro_yearly', { name: 'Pro Plan (Yearly)', features: FEATURES }),
    newPrice('basic_monthly', 'main', { amount: '10' }),
    newPrice('pro_monthly', 'main', { amount: '25' }),
    newPrice('pro_yearly', 'main', { amount: '250', interval: 'year' }),
  ],
});

export const raise = review({
  livemode: true,
  unchanged: 5,
  changes: [
    replacedPrice('pro', 'monthly', [{ amount: '25' }, { amount: '29' }]),
    replacedPrice('pro', 'yearly', [
      { amount: '250', interval: 'year' },
      { amount: '290', interval: 'year' },
    ]),
  ],
});

export const manyCurrencies = review({
  livemode: true,
  changes: [
    replacedPrice('pro', 'yearly', [
      { amount: '250', interval: 'year', 'currencies.eur.amount': '230', 'currencies.jpy.amount': '36000' },
      {
        amount: '250',
        interval: 'year',
        'currencies.eur.amount': '240',
        'currencies.jpy.amount': '36000',
        'currencies.gbp.amount': '199.99',
      },
    ]),
    newPrice('pro', 'weekly', { amount: '9', interval: 'week', 'currencies.eur.amount': '8.50' }),
  ],
});

const tiers = (first: string) => [
  { up_to: 1000, amount: '0', flat: null },
  { up_to: 10_000, amount: first, flat: '5' },
  { up_to: 'inf', amount: '0.002', flat: null },
];

const metered = { meter: 'meter/api_calls', tiers_mode: 'graduated' };

export const tiered = review({
  livemode: true,
  changes: [
    replacedPrice('pro', 'api_calls', [
      { ...metered, tiers: tiers('0.0025') },
      { ...metered, tiers: tiers('0.003') },
    ]),
    newPrice('pro', 'packs', {
      amount: '0.5',
      interval_count: 3,
      transform_quantity: { divide_by: 10, round: 'up' },
    }),
  ],
});

export const removedPlan = review({
  livemode: true,
  unchanged: 4,
  changes: [
    archive('product/starter', 'starter'),
    ...(['monthly', 'yearly'] as const).map((name): Change => {
      return archive(`price/starter/${name}`, `price_starter_${name}`, { lockGroup: 'product/starter' });
    }),
    removal('meter/old_calls', 'mtr_1'),
  ],
});

export const words = review({
  changes: [
    changedPlan('pro', [
      {
        name: 'Pro Plan',
        active: true,
        features: FEATURES,
        unit_label: 'seat',
        default_price: 'price/pro/monthly',
      },
      {
        name: 'Professional',
        active: true,
        description: 'For teams that grow.',
        features: ['100 Projects', ...FEATURES.slice(1)],
        unit_label: null,
        default_price: 'price/pro/yearly',
      },
    ]),
    update('price/pro/yearly', {
      lockGroup: 'product/pro',
      fields: fields({ 'currencies.eur.amount': [null, '230'], 'metadata.tier': ['1', '2'] }),
      target: priceSpec('pro', {
        amount: '250',
        interval: 'year',
        'currencies.eur.amount': '230',
        'metadata.tier': '2',
      }),
    }),
    update('price/pro/weekly', {
      lockGroup: 'product/pro',
      action: 'restore',
      raw: { id: 'price_3', object: 'price' },
    }),
    update('price/team/monthly', {
      lockGroup: 'product/team',
      action: 'adopt',
      mark: true,
      raw: { id: 'price_9', object: 'price' },
    }),
    update('price/team/yearly', {
      lockGroup: 'product/team',
      fields: fields({ lookup_key: ['team_yearly', 'team_annual'] }),
    }),
  ],
});

export const blocked = review(
  {
    livemode: true,
    changes: [
      replacedPrice('pro', 'monthly', [{ amount: '25' }, { amount: '49' }]),
      archive('price/old/monthly', 'price_9', { lockGroup: 'product/old' }),
    ],
    guards: [
      {
        name: 'max_archives',
        limit: 5,
        actual: 7,
        keys: [
          'price/old/monthly',
          ...['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `price/legacy/${name}` as const),
        ],
        allow: [],
      },
      { name: 'max_price_change', limit: 50, actual: '96', keys: ['price/pro/monthly'], allow: [] },
    ],
    conflicts: [
      {
        key: 'product/pro',
        reason: 'both-changed',
        fields: [{ path: 'name', applied: 'Pro Plan', live: 'Pro!', desired: 'Professional' }],
      },
      { key: 'price/pro/weekly', reason: 'not-ours', fields: [] },
    ],
  },
  { earlier: ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => archive(`price/legacy/${name}`, `price_${name}`)) },
);

export const protectedPlan = review({
  livemode: true,
  changes: [replacedPrice('pro', 'monthly', [{ amount: '25' }, { amount: '29' }])],
  guards: [{ name: 'protect', limit: 0, actual: 1, keys: ['price/pro/monthly'], allow: [] }],
});

export const beside = review(
  {
    changes: [changedPlan('basic', [{ name: 'Basic' }, { name: 'Basic Plan' }])],
    drift: [
      {
        key: 'price/pro/monthly',
        severity: 'critical',
        fields: [{ path: 'active', applied: true, live: false }],
      },
      {
        key: 'product/pro',
        severity: 'warning',
        fields: [{ path: 'name', applied: 'Pro Plan', live: 'Pro!' }],
      },
    ],
    retiring: [{ key: 'price/pro/monthly', stripeId: 'price_old', due: '2026-11-23T10:00:00Z' }],
    orphans: [{ key: 'price/pro/test', stripeId: 'price_lost' }],
  },
  {
    earlier: [
      replacedPrice('pro', 'yearly', [
        { amount: '250', interval: 'year' },
        { amount: '290', interval: 'year' },
      ]),
      archive('price/pro/monthly', 'price_8', {
        cause: 'superseded',
        recovery: true,
        lockGroup: 'product/pro',
      }),
      archive('price/pro/monthly', 'price_7', { cause: 'due', lockGroup: 'product/pro' }),
    ],
    withdrawn: [newPrice('pro', 'weekly', { amount: '9', interval: 'week' })],
  },
);

export const relinked = review({
  livemode: true,
  changes: [
    update('price/pro/monthly', {
      lockGroup: 'product/pro',
      action: 'relink',
      recovery: true,
      target: priceSpec('pro', { amount: '25' }),
    }),
  ],
});

export const offline = review({
  account: '',
  changes: [newPlan('team', { name: 'Team' }), newPrice('team', 'monthly', { amount: '49' })],
});
