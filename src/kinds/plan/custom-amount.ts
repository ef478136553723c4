import type { JsonRecord } from '../../lib/json.ts';
import { compareAmounts, type Amount } from '../../lib/money.ts';
import { code } from '../../lib/wording.ts';
import { isRecord } from '../../lib/json.ts';
import type { Fields } from '../fields.ts';
import { readAmount } from '../amount.ts';

/** The limits within which a customer chooses the amount; undefined when not written. */
export function readCustomAmount(fields: Fields, currency: string | undefined): JsonRecord | undefined {
  if (!isRecord(fields.get('custom_amount'))) return undefined;
  const limits = fields.below('custom_amount');
  const rule = { currency, fraction: 'never' } as const;
  const minimum = readAmount(limits, 'minimum', rule);
  const maximum = readAmount(limits, 'maximum', rule);
  const preset = readAmount(limits, 'preset', rule);
  checkAscending(limits, [
    ['minimum', minimum],
    ['preset', preset],
    ['maximum', maximum],
  ]);
  return { minimum: minimum ?? null, maximum: maximum ?? null, preset: preset ?? null };
}

function checkAscending(limits: Fields, amounts: readonly (readonly [string, Amount | undefined])[]): void {
  const written = amounts.flatMap(([name, amount]) => (amount === undefined ? [] : [{ name, amount }]));
  written.reduce<{ name: string; amount: Amount } | undefined>((lower, next) => {
    if (lower !== undefined && compareAmounts(lower.amount, next.amount) > 0) {
      limits.report(next.name, {
        code: 'manifest.custom-amount-order',
        summary: `${code(next.name)} is less than ${code(lower.name)}`,
        detail: 'The minimum is at most the preset, and the preset at most the maximum.',
      });
    }
    return next;
  }, undefined);
}
