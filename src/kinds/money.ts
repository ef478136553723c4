import { currencyExponent } from '../lib/currency.ts';
import type { Json } from '../lib/json.ts';
import { decimal, type Decimal } from './written.ts';

/** The amount with all decimals that its currency has: `25.00` for '25' in usd; a free one is `0`. */
export function money(amount: Json | undefined, currency: string): Decimal | undefined {
  if (typeof amount !== 'string') return undefined;
  const [whole = '0', fraction = ''] = amount.split('.');
  const digits = fraction.padEnd(currencyExponent(currency) ?? 0, '0');
  return decimal(amount === '0' || digits === '' ? whole : `${whole}.${digits}`);
}
