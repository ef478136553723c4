import type { Kind } from '../../kinds/kind.ts';
import { permissionsOf, SUBSCRIPTIONS, writePermissions } from '../../kinds/permissions.ts';
import type { HealthFinding } from '../../model/health.ts';

/** Which permissions to write a release needs: only a write would show whether the key has them. */
export function checkWrites(kinds: readonly Kind[]): HealthFinding {
  const names = permissionsOf(kinds, writePermissions).join(', ');
  const asks = kinds.some(({ usage }) => usage !== undefined)
    ? `, and ${SUBSCRIPTIONS} to switch off what subscribers may use`
    : '';
  return {
    check: 'key-writes',
    status: 'unknown',
    summary: `whether the key may write cannot be seen without writing; a release needs ${names}${asks}`,
    fix: 'Look in the Dashboard under Developers, API keys. The key of reviews and drift checks needs to write nothing.',
  };
}
