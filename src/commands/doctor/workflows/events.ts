import type { HealthFinding } from '../../../model/health.ts';
import type { Job } from './jobs.ts';

const check = 'workflow-events';

/** Events whose runs have the repository's secrets and somebody else's files. */
const REFUSED: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/** Whether a workflow of ours is started by an event that the action refuses. */
export function checkEvents(jobs: readonly Job[]): readonly HealthFinding[] {
  const places = jobs.flatMap(({ events, where }) =>
    events.filter((event) => REFUSED.has(event)).map((event) => `${where(['on', event])}: ${event}`),
  );
  return [...new Set(places)].map((place) => ({
    check,
    status: 'error',
    summary: `${place} gives the code of a pull request the secrets of the repository, and Pricebook refuses it`,
    fix: 'Use pull_request.',
  }));
}
