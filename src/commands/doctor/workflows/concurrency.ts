import { groupBy } from '../../../lib/group.ts';
import { isRecord } from '../../../lib/json.ts';
import { textOr } from '../../../kinds/kind.ts';
import type { HealthFinding } from '../../../model/health.ts';
import { isWriting, nameIn, type Job } from './jobs.ts';

const check = 'workflow-concurrency';

const settingOf = ({ data, workflow }: Job) => data.concurrency ?? workflow.concurrency;
const groupOf = (job: Job): string | null => nameIn(settingOf(job), 'group');

function finding(job: Job): HealthFinding | null {
  const setting = settingOf(job);
  const place = `${job.whereIn('concurrency')}: the job ${job.id}`;
  if (groupOf(job) === null) {
    return {
      check,
      status: 'warning',
      summary: `${place} writes to Stripe and is in no concurrency group`,
      fix: 'Give it one for each environment, with "cancel-in-progress: false": docs/workflows.md has the lines.',
    };
  }
  const cancels = isRecord(setting) ? (setting['cancel-in-progress'] ?? false) : false;
  if (cancels === false) return null;
  return {
    check,
    status: 'warning',
    summary: `${place} writes to Stripe and can be cancelled half-way by the next run`,
    fix: 'Write "cancel-in-progress: false".',
  };
}

/** Jobs that write to one environment and would not wait for each other. */
function apart(jobs: readonly Job[]): readonly HealthFinding[] {
  const grouped = jobs.filter((job) => groupOf(job) !== null);
  const environment = ({ inputs }: Job): string => textOr(inputs[0]?.environment, '');
  return [...groupBy(grouped, environment).values()].flatMap((same) => {
    const groups = [...new Set(same.map(groupOf))];
    if (groups.length < 2) return [];
    return [
      {
        check,
        status: 'warning' as const,
        summary: `jobs that write to one environment are in different groups: ${groups.join(', ')}`,
        fix: 'Give them one group, so that one of them writes at a time.',
      },
    ];
  });
}

/** Whether jobs that write wait for each other, and are not cancelled. */
export function checkConcurrency(jobs: readonly Job[]): readonly HealthFinding[] {
  const writing = jobs.filter(isWriting);
  return [...writing.map(finding).filter((found) => found !== null), ...apart(writing)];
}
