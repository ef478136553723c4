import type { HealthFinding } from '../../model/health.ts';
import type { Settings } from '../workspace.ts';

const check = 'configuration';

/** Whether the configuration, which is valid, says which account each environment is. */
export function checkConfiguration({ config }: Settings): HealthFinding {
  if (config.environments.size === 0) {
    return {
      check,
      status: 'warning',
      summary: 'no environment is configured: a key of any account is taken while there is no snapshot',
      fix: 'Write .github/pricebook.yaml with the environments and their accounts; "pricebook init" begins one.',
    };
  }
  const open = [...config.environments.values()].filter(({ account }) => account === null);
  if (open.length === 0)
    return {
      check,
      status: 'ok',
      summary: 'the configuration is valid, and each environment names its account',
    };
  const names = open.map(({ name }) => name).join(' and ');
  return {
    check,
    status: 'warning',
    summary: `${names} in the configuration: no account is named, so that a key of any is taken while there is no snapshot`,
    fix: 'Write "account: acct_…" there; the id is in the Dashboard under Settings.',
  };
}
