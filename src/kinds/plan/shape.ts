import { code } from '../../lib/wording.ts';
import type { Fields } from '../fields.ts';
import type { MoneyRule } from '../amount.ts';

/** Fields that contradict each other, and what to do; the second is where the error is shown. */
const EXCLUSIVE: readonly (readonly [string, string, string])[] = [
  ['tiers', 'amount', 'The tiers say what is charged. Remove `amount`, or remove `tiers` and `tiers_mode`.'],
  ['custom_amount', 'amount', 'The customer chooses the amount. Remove one of the two.'],
  ['tiers', 'custom_amount', 'Remove one of the two.'],
  ['meter', 'custom_amount', 'What a meter counts has a price of its own. Remove one of the two.'],
  ['tiers', 'transform_quantity', 'Stripe transforms no quantity that has tiers. Remove one of the two.'],
];

/** Fields that need an interval that comes again. */
const RECURRING_ONLY = ['interval_count', 'meter', 'tiers'];

/** The longest that Stripe lets lie between two charges: three years. https://docs.stripe.com/api/prices/create */
const LONGEST: Readonly<Record<string, number>> = { day: 1095, week: 156, month: 36, year: 3 };

/** Reports what does not go together in a price, and the amount that is missing. */
export function checkShape(fields: Fields): void {
  for (const [first, second, detail] of EXCLUSIVE) {
    if (fields.has(first) && fields.has(second)) cannotCombine(fields, { first, second, detail });
  }
  if (fields.get('interval') === 'once') {
    for (const second of RECURRING_ONLY.filter(fields.has)) {
      const detail = `Remove ${code(second)}, or write the interval after which it is charged again.`;
      cannotCombine(fields, { first: 'interval: once', second, detail });
    }
  }
  checkTiersMode(fields);
  checkInterval(fields);
  if (!['amount', 'tiers', 'custom_amount'].some(fields.has)) {
    fields.report(null, {
      code: 'manifest.missing-amount',
      summary: 'the price has no amount',
      detail: 'Add `amount`, `tiers` or `custom_amount`; `amount: 0` is free.',
    });
  }
}

/** Whether the price may be finer than its currency's smallest unit, and the currency. */
export function moneyRule(fields: Fields, currency: string | undefined): MoneyRule {
  const fine = fields.get('fractional') === true || ['meter', 'tiers', 'transform_quantity'].some(fields.has);
  return { currency, fraction: fine ? 'allowed' : 'refused' };
}

function cannotCombine(fields: Fields, pair: { first: string; second: string; detail: string }): void {
  fields.report(pair.second, {
    code: 'manifest.cannot-combine',
    summary: `${code(pair.second)} cannot stand beside ${code(pair.first)}`,
    detail: pair.detail,
  });
}

function checkTiersMode(fields: Fields): void {
  if (fields.has('tiers') === fields.has('tiers_mode')) return;
  const [present, absent] = fields.has('tiers') ? ['tiers', 'tiers_mode'] : ['tiers_mode', 'tiers'];
  fields.report(present, {
    code: 'manifest.missing-field',
    summary: `${code(present)} is written without ${code(absent)}`,
    detail:
      absent === 'tiers_mode'
        ? 'Add `tiers_mode: graduated` (each unit costs what its own tier says) or `tiers_mode: volume` (all units cost what the last one costs).'
        : 'Add `tiers`, or remove `tiers_mode`.',
  });
}

function checkInterval(fields: Fields): void {
  const interval = fields.text('interval') ?? '';
  const count = fields.get('interval_count');
  const most = LONGEST[interval];
  if (most === undefined || typeof count !== 'number' || count <= most) return;
  fields.report('interval_count', {
    code: 'manifest.interval-too-long',
    summary: `${count} ${interval}s is longer than Stripe allows`,
    detail: `At most ${most} ${interval}s can lie between two charges: three years.`,
  });
}
