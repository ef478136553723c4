import { textOr } from '../../../kinds/kind.ts';
import type { JsonRecord } from '../../../lib/json.ts';
import type { HealthFinding } from '../../../model/health.ts';
import { isWriting, type Job } from './jobs.ts';

const check = 'workflow-snapshot-branch';

const JOB_TOKEN = /github\.token|secrets\.GITHUB_TOKEN/;

const stepsOf = (jobs: readonly Job[]): readonly JsonRecord[] => jobs.flatMap(({ inputs }) => inputs);

/** Every branch that a step keeps the snapshot on, or reads it from; null is the default branch. */
export function snapshotBranches(jobs: readonly Job[]): readonly (string | null)[] {
  const steps = stepsOf(jobs).filter(({ command }) => command !== 'validate');
  const branches = steps.map((given) => textOr(given['snapshot-branch'], ''));
  return [...new Set(branches.map((branch) => (branch === '' ? null : branch)))];
}

/** Whose token commits the snapshot: the job's own, or another one that a step is given. */
export function committerOf(jobs: readonly Job[]): 'job' | 'other' {
  const tokens = stepsOf(jobs.filter(isWriting)).map((given) => textOr(given['github-token'], ''));
  return tokens.some((token) => token !== '' && !JOB_TOKEN.test(token)) ? 'other' : 'job';
}

/** Whether all jobs keep the snapshot on one branch. */
export function checkBranches(jobs: readonly Job[]): readonly HealthFinding[] {
  const branches = snapshotBranches(jobs);
  if (branches.length < 2) return [];
  const names = branches.map((branch) => (branch === null ? 'the default branch' : `"${branch}"`));
  return [
    {
      check,
      status: 'error',
      summary: `the jobs keep the snapshot on different branches: ${names.join(', ')}`,
      fix: 'Give every step of Pricebook the same snapshot-branch: what a release records is what the others read.',
    },
  ];
}
