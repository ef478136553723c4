import type { ResourceKey } from '../../src/model/key.ts';
import type { Review } from '../../src/model/review.ts';
import type { ReviewView } from '../../src/render/review/comment.ts';
import { counted, impactOf, namesOf, priceSpec, review, subscribers, view } from './build.ts';
import {
  beside,
  blocked,
  firstPlan,
  manyCurrencies,
  offline,
  protectedPlan,
  raise,
  relinked,
  removedPlan,
  tiered,
  words,
} from './reviews.ts';

/** A review and how it is looked at. */
export interface Case {
  readonly review: Review;
  readonly view: ReviewView;
}

const caseOf = (of: Review, parts: Partial<ReviewView> = {}): Case => ({ review: of, view: view(of, parts) });

const applied: ReviewView['applied'] = new Map<ResourceKey, { spec: ReturnType<typeof priceSpec> }>([
  ['product/starter', { spec: { name: 'Starter', active: true, features: ['1 Project'] } }],
  ['price/starter/monthly', { spec: priceSpec('starter', { amount: '5' }) }],
  ['price/starter/yearly', { spec: priceSpec('starter', { amount: '50', interval: 'year' }) }],
]);

const source = [
  'code: pro',
  'name: Pro Plan',
  'prices:',
  '  yearly:',
  '    amount: 450.00',
  '    interval: year',
];

/** The reviews that the golden texts show, by name. */
export const CASES: Readonly<Record<string, Case>> = {
  'first-plan': caseOf(firstPlan),
  'price-raise': caseOf(raise, {
    impact: impactOf(raise.own, {
      names: namesOf({ pro: 'Pro Plan' }),
      referrers: new Map([['price/pro/monthly', [{ key: 'product/pro', path: 'default_price' }]]]),
      subscribers: counted({
        'price/pro/monthly': subscribers({ active: 210, trialing: 4 }, { usd: '5350' }),
        'price/pro/yearly': subscribers(
          { trialing: 2, past_due: 8, active: 990 },
          { usd: '20833.33333333' },
          { more: true },
        ),
      }),
    }),
  }),
  currencies: caseOf(manyCurrencies, {
    impact: impactOf(manyCurrencies.own, {
      names: namesOf({ pro: 'Pro Plan' }),
      subscribers: { status: 'forbidden' },
    }),
  }),
  tiers: caseOf(tiered, {
    impact: impactOf(tiered.own, {
      names: namesOf({ pro: 'Pro Plan' }),
      subscribers: counted({ 'price/pro/api_calls': subscribers({ active: 12 }, {}, { metered: true }) }),
    }),
  }),
  'removed-plan': caseOf(removedPlan, {
    applied,
    impact: impactOf(removedPlan.own, {
      names: namesOf({ starter: 'Starter' }),
      subscribers: counted({
        'price/starter/monthly': subscribers({ active: 1 }, { usd: '5' }),
        'price/starter/yearly': subscribers({}),
      }),
    }),
  }),
  words: caseOf(words, {
    impact: impactOf(words.own, { names: namesOf({ pro: 'Professional', team: 'Team' }) }),
  }),
  blocked: caseOf(blocked, {
    impact: impactOf(blocked.own, { names: namesOf({ pro: 'Pro Plan' }), subscribers: { status: 'hidden' } }),
  }),
  protected: caseOf(protectedPlan, {
    impact: impactOf(protectedPlan.own, { names: namesOf({ pro: 'Pro Plan' }) }),
  }),
  beside: caseOf(beside, {
    impact: impactOf(beside.own, { names: namesOf({ pro: 'Pro Plan', basic: 'Basic Plan' }) }),
    diagnostics: [
      {
        severity: 'warning',
        code: 'lint.yearly-dear',
        summary: 'a year of pro costs more than twelve months of it',
        detail: 'Check both amounts.',
        where: { file: 'plans/pro.yaml', line: 5, column: 13 },
      },
    ],
    sources: new Map([['plans/pro.yaml', source.join('\n')]]),
  }),
  empty: caseOf(review({ livemode: true, unchanged: 6 })),
  offline: caseOf(offline, { standing: 'offline', environment: 'staging' }),
  relinked: caseOf(relinked, { impact: impactOf(relinked.own, { names: namesOf({ pro: 'Pro Plan' }) }) }),
  informational: caseOf(raise, { standing: 'informational' }),
  errors: caseOf(raise, {
    diagnostics: [
      {
        severity: 'error',
        code: 'plan.still-referenced',
        summary: 'price/pro/monthly would go off sale while it is the default_price of product/pro',
        detail: 'Write another default_price there, or "default_price: none".',
        where: { file: 'plans/pro.yaml', line: 1, column: 1 },
      },
    ],
  }),
};
