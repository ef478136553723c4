import type { Spec } from '../../model/spec.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What a rate adds to prices, or takes of them, `19 % included in prices`; empty for what is no rate. */
export function rateText({ percentage, inclusive }: Spec): string {
  if (typeof percentage !== 'string') return '';
  return `${percentage} % ${inclusive === true ? 'included in prices' : 'on top of prices'}`;
}

/** A rate before and after, `19 % → 20 % included in prices`; empty where one of them is none. */
export function rateMoveText(before: Spec, after: Spec): string {
  const [old, now] = [rateText(before), rateText(after)];
  if (old === '' || now === '') return '';
  return before.inclusive === after.inclusive ? `${textOf(before.percentage)} % → ${now}` : `${old} → ${now}`;
}
