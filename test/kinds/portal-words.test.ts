import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/model/change.ts';
import type { Json } from '../../src/lib/json.ts';
import type { Spec } from '../../src/model/spec.ts';
import { reviewComment } from '../../src/render/review/comment.ts';
import { creation, fields, removal, replacement, update } from '../render/build.ts';
import { impactOf, review, view } from '../review/build.ts';

const KEY = 'portal/main';
const PORTAL: Spec = {
  active: true,
  'cancel.mode': 'at_period_end',
  'cancel.reasons': ['unused'],
  'switch_plans.prices': ['price/pro/monthly', 'price/pro/yearly'],
  'switch_plans.update': ['price', 'quantity'],
  invoice_history: true,
  customer_update: ['email', 'tax_id'],
};
const its = {
  lockGroup: KEY,
  kind: 'portal',
  where: { file: 'plans/portal.yaml', line: 4, column: 1 },
} as const;

/** The comment about one change of a portal that is applied already. */
function told(change: Change): string {
  const of = review({ changes: [change], livemode: true });
  const impact = impactOf([], { names: new Map([['product/pro', 'Pro']] as const) });
  const applied = new Map([[KEY, { spec: PORTAL }]] as const);
  return reviewComment(of, view(of, { impact, applied, nouns: { portal: 'customer portal' } }));
}

const moved = (paths: Readonly<Record<string, readonly [Json, Json]>>): string =>
  told(
    update(KEY, {
      ...its,
      raw: { id: 'bpc_1', object: 'billing_portal.configuration' },
      target: {
        ...PORTAL,
        ...Object.fromEntries(Object.entries(paths).map(([path, [, after]]) => [path, after])),
      },
      fields: fields(paths),
    }),
  );

describe('the comment about a customer portal', () => {
  it('says what customers can do in a new one', () => {
    expect(told(creation(KEY, PORTAL, its))).toContain(
      '**The customer portal** is new: customers can cancel at the end of the period; switch between Pro · monthly and Pro · yearly and change the quantity; see their invoices; change their email and tax ID.',
    );
  });

  it.each<[string, Readonly<Record<string, readonly [Json, Json]>>, string]>([
    [
      'they can no longer cancel',
      { 'cancel.mode': ['at_period_end', null], 'cancel.reasons': [['unused'], null] },
      'no longer lets customers cancel.',
    ],
    [
      'they can cancel',
      { 'cancel.mode': [null, 'immediately'], 'cancel.proration': [null, 'create_prorations'] },
      'lets customers cancel at once, with a credit for the rest of it.',
    ],
    [
      'they can switch',
      {
        'switch_plans.prices': [null, ['price/pro/monthly', 'price/pro/yearly']],
        'switch_plans.update': [null, ['price']],
      },
      'lets customers switch between Pro · monthly and Pro · yearly.',
    ],
    [
      'they can switch to less',
      { 'switch_plans.prices': [['price/pro/monthly', 'price/pro/yearly'], ['price/pro/monthly']] },
      'no longer lets customers switch to Pro · yearly.',
    ],
    [
      'they can switch to other prices',
      { 'switch_plans.prices': [['price/pro/monthly'], ['price/pro/yearly']] },
      'lets customers switch to Pro · yearly too, no longer to Pro · monthly.',
    ],
    [
      'nobody can switch',
      { 'switch_plans.prices': [['price/pro/monthly'], null], 'switch_plans.update': [['price'], null] },
      'no longer lets customers switch plans.',
    ],
    [
      'switches are billed',
      { 'switch_plans.proration': [null, 'always_invoice'] },
      'bills those who switch in proportion, at once.',
    ],
    [
      'they are asked',
      { 'cancel.reasons': [null, ['too_expensive', 'unused']] },
      'asks customers why they cancel: too expensive and unused.',
    ],
    ['invoices are hidden', { invoice_history: [true, null] }, 'no longer shows customers their invoices.'],
    [
      'details are fixed',
      { customer_update: [['email'], null] },
      'no longer lets customers change their details.',
    ],
    [
      'a detail is fixed',
      { customer_update: [['email', 'tax_id'], ['email']] },
      'no longer lets customers change their tax ID.',
    ],
    [
      'a detail is free',
      { customer_update: [['email'], ['email', 'phone']] },
      'lets customers change their phone too.',
    ],
    [
      'the quantity is fixed',
      { 'switch_plans.update': [['price', 'quantity'], ['price']] },
      'no longer lets customers change the quantity of their subscription.',
    ],
    ['it is headed otherwise', { headline: ['Hello', 'Your plan'] }, 'is headed “Your plan”.'],
    [
      'a page is another one',
      { privacy_policy_url: ['https://example.com/a', 'https://example.com/b'] },
      'links to `https://example.com/b` as the privacy policy.',
    ],
  ])('says that %s', (_what, paths, words) => {
    expect(moved(paths)).toContain(`**The customer portal** ${words}`);
  });

  it('says once that the rest of the period is credited', () => {
    const text = moved({
      'cancel.mode': ['at_period_end', 'immediately'],
      'cancel.proration': [null, 'create_prorations'],
    });
    expect(text).toContain('lets customers cancel at once, with a credit for the rest of it.');
    expect(text).not.toContain('It credits');
  });

  it('says that the default one only leaves our hands', () => {
    expect(told({ ...removal(KEY, 'bpc_1'), ...its })).toContain(
      '**The customer portal** is no longer managed',
    );
  });

  it('says that the prices it offers follow', () => {
    const change = replacement('price/pro/monthly', {
      followers: [
        {
          key: KEY,
          kind: 'portal',
          path: 'switch_plans.prices',
          raw: { id: 'bpc_1', object: 'billing_portal.configuration' },
          value: ['price/pro/monthly'],
          lockGroup: KEY,
        },
      ],
    });
    expect(told(change)).toContain(
      'The offer to switch plans in the customer portal main moves to the new one.',
    );
  });
});
