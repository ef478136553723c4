import type { HealthFinding } from '../../../model/health.ts';
import { checkBranches } from './branches.ts';
import { checkConcurrency } from './concurrency.ts';
import { checkEvents } from './events.ts';
import type { Job, Workflows } from './jobs.ts';
import { checkKeys } from './keys.ts';
import { checkPermissions } from './permissions.ts';
import { checkPins } from './pins.ts';

/** Every check of the workflows, with what is so where it finds nothing. */
const CHECKS: Readonly<
  Record<string, readonly [(jobs: readonly Job[]) => readonly HealthFinding[], string]>
> = {
  'workflow-events': [checkEvents, 'no workflow gives secrets to the code of a pull request'],
  'workflow-permissions': [checkPermissions, 'every job has the permissions that it needs'],
  'workflow-keys': [checkKeys, 'the writing key is in environments of GitHub alone, and no review uses it'],
  'workflow-snapshot-branch': [checkBranches, 'all jobs keep the snapshot on one branch'],
  'workflow-concurrency': [checkConcurrency, 'jobs that write wait for each other, and are not cancelled'],
  'workflow-pins': [checkPins, 'all actions are pinned by commit'],
};

/** What the workflows that run this action say. */
export function examineWorkflows({ jobs, unreadable }: Workflows): readonly HealthFinding[] {
  const bad = unreadable.map((words): HealthFinding => ({ check: 'workflows', status: 'error', ...words }));
  if (jobs.length === 0) {
    const none: HealthFinding = {
      check: 'workflows',
      status: 'warning',
      summary: 'no job in .github/workflows runs Pricebook',
      fix: '"pricebook init" writes the workflows for review, release and drift.',
    };
    return [...bad, none];
  }
  return [
    ...bad,
    ...Object.entries(CHECKS).flatMap(([name, [check, good]]) => {
      const found = check(jobs);
      return found.length > 0 ? found : [{ check: name, status: 'ok' as const, summary: good }];
    }),
  ];
}
