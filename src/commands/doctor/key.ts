import type { HealthFinding } from '../../model/health.ts';
import type { StripeKey } from '../../stripe/key.ts';

/** True for a key that may do whatever its account may. */
export const isSecretKey = ({ secret }: StripeKey): boolean => secret.startsWith('sk_');

/** Whether the key is one of the sort that can be given no more than it needs. */
export function checkKey(key: StripeKey): HealthFinding {
  const mode = `${key.livemode ? 'live' : 'test'} mode`;
  if (!isSecretKey(key))
    return { check: 'key', status: 'ok', summary: `there is a restricted key of ${mode}` };
  return {
    check: 'key',
    status: 'warning',
    summary: `the key of ${mode} is a secret key: it may do everything in the account`,
    fix: 'Use a restricted key (rk_…) with the permissions that docs/workflows.md lists, and no other.',
  };
}
