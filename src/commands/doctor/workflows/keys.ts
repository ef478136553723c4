import { textOr } from '../../../kinds/kind.ts';
import type { HealthFinding } from '../../../model/health.ts';
import { isWriting, nameIn, type Job } from './jobs.ts';

const check = 'workflow-keys';

const secretsIn = (text: string): readonly string[] =>
  [...text.matchAll(/\bsecrets\.(\w+)/g)].map(([, name = '']) => name);

/** True for a job that has work to do for pull requests: whoever can push a branch decides what it does. */
const isReview = (job: Job): boolean =>
  job.verbs.has('plan') || (job.events.includes('pull_request') && !isWriting(job));

/** The environments on GitHub whose secrets the writing jobs use. */
export const writingEnvironments = (jobs: readonly Job[]): readonly string[] => [
  ...new Set(jobs.filter(isWriting).flatMap(({ data }) => nameIn(data.environment, 'name') ?? [])),
];

/** Whether the writing key is where only the default branch gets at it. */
export function checkKeys(jobs: readonly Job[]): readonly HealthFinding[] {
  const writing = jobs.filter(isWriting);
  const keys = new Set(
    writing.flatMap(({ inputs }) =>
      inputs.flatMap((given) => secretsIn(textOr(given['stripe-api-key'], ''))),
    ),
  );
  const leaks = jobs.filter(isReview).flatMap((job): readonly HealthFinding[] => {
    const used = secretsIn(JSON.stringify(job.data)).filter((name) => keys.has(name));
    if (used.length === 0) return [];
    return [
      {
        check,
        status: 'error',
        summary: `${job.whereIn()}: the job ${job.id} runs for pull requests and uses ${used[0]}, the key that releases write with`,
        fix: 'Give it a reading key: whoever can push a branch can make this one leak.',
      },
    ];
  });
  const homeless = writing
    .filter(({ data }) => nameIn(data.environment, 'name') === null)
    .map(
      (job): HealthFinding => ({
        check,
        status: 'warning',
        summary: `${job.whereIn()}: the job ${job.id} writes to Stripe and names no environment of GitHub: its key is a secret that every branch can use`,
        fix: 'Put the writing key into an environment that only the default branch may deploy to, and name that in the job.',
      }),
    );
  return [...leaks, ...homeless];
}
