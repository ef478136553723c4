import type { Kind } from '../../kinds/kind.ts';
import type { HealthFinding } from '../../model/health.ts';

/** Which permissions to write a release needs: only a write would show whether the key has them. */
export function checkWrites(kinds: readonly Kind[]): HealthFinding {
  const names = kinds.map(({ routes }) => `${routes.permission}_write`).join(', ');
  return {
    check: 'key-writes',
    status: 'unknown',
    summary: `whether the key may write cannot be seen without writing; a release needs ${names}`,
    fix: 'Look in the Dashboard under Developers, API keys. The key of reviews and drift checks needs none of them.',
  };
}
