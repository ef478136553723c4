import type { Json } from '../../lib/json.ts';
import { code } from '../../lib/wording.ts';
import type { Fields } from '../fields.ts';
import { readAmount } from '../amount.ts';

/** A tier as the spec has it. */
export interface Tier {
  readonly [name: string]: Json;
  /** null while it is in error. */
  readonly up_to: number | 'inf' | null;
  readonly amount: string | null;
  readonly flat: string | null;
}

/** The tiers of a price or of one of its currencies; undefined when not written or not valid. */
export function readTiers(fields: Fields, currency: string | undefined): readonly Tier[] | undefined {
  const written = fields.get('tiers');
  if (!Array.isArray(written)) return undefined;
  const list = fields.below('tiers');
  const tiers = written.map((_, index) => readTier(list.below(index), currency));
  checkOrder(list, tiers);
  return tiers;
}

/** The steps of tiers, for comparing those of two currencies. */
export function stepsOf(tiers: readonly Tier[]): string {
  return tiers.map(({ up_to }) => up_to ?? '?').join(', ');
}

function readTier(fields: Fields, currency: string | undefined): Tier {
  const rule = { currency, fraction: 'allowed' } as const;
  if (!fields.has('amount') && !fields.has('flat')) {
    fields.report(null, {
      code: 'manifest.tier-without-amount',
      summary: 'the tier has neither `amount` nor `flat`',
      detail: 'Add one of them; `amount: 0` for a free tier.',
    });
  }
  const upTo = fields.get('up_to');
  return {
    up_to: typeof upTo === 'number' || upTo === 'inf' ? upTo : null,
    amount: readAmount(fields, 'amount', rule) ?? null,
    flat: readAmount(fields, 'flat', rule) ?? null,
  };
}

function checkOrder(list: Fields, tiers: readonly Tier[]): void {
  let before = 0;
  tiers.forEach(({ up_to }, index) => {
    if (up_to === null) return;
    const last = index === tiers.length - 1;
    if (last && up_to !== 'inf') {
      list.below(index).report('up_to', {
        code: 'manifest.tiers-end',
        summary: 'the last tier does not end in `inf`',
        detail: 'Add a tier with `up_to: inf`, so that every quantity has an amount.',
      });
    }
    if (!last && up_to === 'inf') {
      list.below(index).report('up_to', {
        code: 'manifest.tiers-order',
        summary: 'a tier follows the one that ends in `inf`',
        detail: 'Sort the tiers by `up_to`; only the last is `inf`.',
      });
    }
    if (up_to === 'inf') return;
    if (up_to <= before) {
      list.below(index).report('up_to', {
        code: 'manifest.tiers-order',
        summary: `${code(String(up_to))} does not come after ${code(String(before))}`,
        detail: 'Sort the tiers by `up_to`, each higher than the one before.',
      });
    }
    before = Math.max(before, up_to);
  });
}
