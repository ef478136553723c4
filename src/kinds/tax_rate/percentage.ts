import type { Json } from '../../lib/json.ts';
import { amountFrom, compareAmounts, parseAmount } from '../../lib/money.ts';
import { code } from '../../lib/wording.ts';
import type { Fields, Problem } from '../fields.ts';

/** Decimals of a percentage that Stripe keeps. */
const MOST_DECIMALS = 4;
const MOST = amountFrom('100');

/**
 * The percentage that a text writes, as a canonical decimal: '19.60' is '19.6'. null for anything that no tax rate can
 * have: another form, more than four decimals, more than 100.
 */
function percentageFrom(text: string): string | null {
  const percentage = parseAmount(text);
  if (percentage === undefined) return null;
  const decimals = percentage.split('.')[1]?.length ?? 0;
  return decimals > MOST_DECIMALS || compareAmounts(percentage, MOST) > 0 ? null : percentage;
}

/**
 * The percentage that Stripe sent as a number, or null for none that a tax rate can have. No digit is lost: a double
 * tells any two numbers of so few digits apart, and its shortest text is the decimal that Stripe wrote.
 */
export function percentageOf(value: Json | undefined): string | null {
  return typeof value === 'number' ? percentageFrom(String(value)) : null;
}

/** The percentage of a manifest, from its source text; undefined where it is missing, or in error and reported. */
export function readPercentage(fields: Fields): string | undefined {
  const source = fields.source('percentage')?.trim();
  if (source === undefined || fields.get('percentage') === undefined) return undefined;
  const percentage = percentageFrom(source);
  if (percentage !== null) return percentage;
  fields.report('percentage', notAPercentage(source));
  return undefined;
}

function notAPercentage(source: string): Problem {
  return {
    code: 'manifest.bad-percentage',
    summary: `${code('percentage')}: ${code(source)} is not a percentage that a tax rate can have`,
    detail: 'Write a plain decimal from 0 to 100 with at most four decimals, such as `19` or `8.875`.',
  };
}
