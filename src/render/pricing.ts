import { isList, isRecord, type Json, type JsonRecord } from '../lib/json.ts';
import type { Spec } from '../model/spec.ts';
import { groupDigits, intervalText, moneyText } from './money.ts';

const money = (amount: Json | undefined, currency: string | undefined): string | null =>
  typeof amount === 'string' ? moneyText(amount, currency) : null;

function tierText(tier: JsonRecord, from: number, currency: string | undefined): string {
  const upTo = tier.up_to;
  const start = groupDigits(String(from));
  const range = typeof upTo === 'number' ? `${start} to ${groupDigits(String(upTo))}` : `${start} and up`;
  const each = money(tier.amount, currency);
  const flat = money(tier.flat, currency);
  const free = tier.amount === '0' && flat === null;
  const parts = [each === null ? null : `${each} each`, flat === null ? null : `${flat} flat`];
  return `${range}: ${free ? 'free' : parts.filter((part) => part !== null).join(' + ')}`;
}

/** Each tier in words: `1 to 1,000: free`, `1,001 and up: $0.0025 each + $5.00 flat`. */
export function tierTexts(tiers: Json | undefined, currency: string | undefined): readonly string[] {
  if (!isList(tiers)) return [];
  let from = 1;
  return tiers.filter(isRecord).map((tier) => {
    const text = tierText(tier, from, currency);
    if (typeof tier.up_to === 'number') from = tier.up_to + 1;
    return text;
  });
}

/** Between what and what the customer may choose. */
export function customText(custom: JsonRecord, currency: string | undefined): string {
  const bound = (name: string, before: string): string => {
    const text = money(custom[name], currency);
    return text === null ? '' : ` ${before} ${text}`;
  };
  return `the customer chooses${bound('minimum', 'from')}${bound('maximum', 'up to')}${bound('preset', 'preset')}`;
}

/** How a quantity is counted: `per 10, rounded up`. */
export function transformText({ divide_by, round }: JsonRecord): string {
  return `per ${JSON.stringify(divide_by)}, rounded ${typeof round === 'string' ? round : '?'}`;
}

/** What one costs, and of what: `$0.50 per 10, rounded up`; null when the fields tell of no cost. */
function costText(spec: Spec, currency: string | undefined): string | null {
  const { amount, tiers_mode, tiers, custom_amount, transform_quantity } = spec;
  if (isRecord(custom_amount)) return `${customText(custom_amount, currency)},`;
  if (isList(tiers)) {
    return `${typeof tiers_mode === 'string' ? `${tiers_mode} ` : ''}tiers in ${currency ?? '?'},`;
  }
  const cost = money(amount, currency);
  if (cost === null || !isRecord(transform_quantity)) return cost;
  return `${cost} ${transformText(transform_quantity)},`;
}

/** What it costs in the words of a price tag, `$25.00 a month`; empty when the fields tell of no cost. */
export function priceTag(spec: Spec): string {
  const cost = costText(spec, typeof spec.currency === 'string' ? spec.currency : undefined);
  if (cost === null) return '';
  const metered = typeof spec.meter === 'string' ? [`metered by ${spec.meter}`] : [];
  return [`${cost} ${intervalText(spec)}`.replace(/,? $/, ''), ...metered].join(', ');
}
