import type { HealthFinding } from '../../model/health.ts';
import type { Reader } from '../../stripe/client.ts';
import { StripeFailure } from '../../stripe/failure.ts';
import { mayRead } from './reads.ts';

/** What Pricebook never reads, and what would hurt most in the wrong hands. */
const NEVER_NEEDED: Readonly<Record<string, string>> = {
  customers: '/v1/customers',
  charges: '/v1/charges',
  'payment intents': '/v1/payment_intents',
  invoices: '/v1/invoices',
  disputes: '/v1/disputes',
  payouts: '/v1/payouts',
};

/** False also where Stripe does not say: only an answer shows that a key may. */
async function canRead(reader: Reader, path: string): Promise<boolean> {
  try {
    return await mayRead(reader, path);
  } catch (error) {
    if (error instanceof StripeFailure) return false;
    throw error;
  }
}

/** Whether a restricted key may read what it need not. */
export async function checkExcess(reader: Reader): Promise<HealthFinding> {
  const asked = await Promise.all(
    Object.entries(NEVER_NEEDED).map(async ([name, path]) => ((await canRead(reader, path)) ? [name] : [])),
  );
  const names = asked.flat();
  const check = 'key-excess';
  if (names.length === 0)
    return { check, status: 'ok', summary: 'the key may read nothing that was tried and is not needed' };
  return {
    check,
    status: 'warning',
    summary: `the key may read ${names.join(', ')}, which Pricebook never needs`,
    fix: 'Take these permissions from it in the Dashboard, under Developers, API keys.',
  };
}
