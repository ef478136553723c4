import type { HealthFinding } from '../../model/health.ts';
import type { Workspace } from '../workspace.ts';

/** How many warnings the manifests, which are valid, have. */
export function checkManifests({ desired, diagnostics }: Workspace): HealthFinding {
  const check = 'manifests';
  const objects = `the manifests are valid: ${desired.length} objects`;
  if (diagnostics.length === 0) return { check, status: 'ok', summary: objects };
  return {
    check,
    status: 'warning',
    summary: `${objects}, ${diagnostics.length} ${diagnostics.length === 1 ? 'warning' : 'warnings'}`,
    fix: '"pricebook validate" shows them, and docs/errors.md how one that is not wanted is silenced.',
  };
}
