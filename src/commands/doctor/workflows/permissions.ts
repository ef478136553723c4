import { isRecord } from '../../../lib/json.ts';
import type { HealthFinding } from '../../../model/health.ts';
import type { Job, Verb } from './jobs.ts';

const check = 'workflow-permissions';

type Needs = Readonly<Record<string, 'read' | 'write'>>;

/** docs/workflows.md has them with their reasons. */
const NEEDS: Readonly<Record<Verb, Needs>> = {
  validate: { contents: 'read' },
  plan: { contents: 'read', 'pull-requests': 'write' },
  apply: { contents: 'write', 'pull-requests': 'write', issues: 'write' },
  drift: { contents: 'read', issues: 'write' },
};

/** Of a review that writes no comment. */
const SILENT_PLAN: Needs = { contents: 'read', 'pull-requests': 'read' };

/** The lines that a job must have: of all that it does, each permission where it is the most. */
function needsOf({ verbs, inputs }: Job): Needs {
  const isSilent = inputs.every(({ comment }) => comment === 'off');
  const needs = { ...NEEDS, ...(isSilent ? { plan: SILENT_PLAN } : {}) };
  const all = [...verbs].flatMap((verb) => Object.entries(needs[verb]));
  return Object.fromEntries([
    ...all.filter(([, access]) => access === 'read'),
    ...all.filter(([, access]) => access === 'write'),
  ]);
}

const lines = (needs: readonly (readonly [string, string])[]): string =>
  needs.map(([name, access]) => `"${name}: ${access}"`).join(', ');

function finding(job: Job): HealthFinding | null {
  const needs = Object.entries(needsOf(job));
  const given = job.data.permissions ?? job.workflow.permissions;
  if (given === undefined) {
    return {
      check,
      status: 'warning',
      summary: `${job.whereIn()}: the job ${job.id} names no permissions, so that the repository's settings decide`,
      fix: `Write "permissions: {}" at the top of the workflow, and in the job ${lines(needs)}.`,
    };
  }
  const has = ([name, access]: readonly [string, string]): boolean => {
    if (given === 'write-all') return true;
    if (given === 'read-all') return access === 'read';
    const found = isRecord(given) ? given[name] : undefined;
    return found === 'write' || found === access;
  };
  const missing = needs.filter((need) => !has(need));
  if (missing.length === 0) return null;
  return {
    check,
    status: 'error',
    summary: `${job.whereIn('permissions')}: the job ${job.id} lacks ${lines(missing)}`,
    fix: `Add ${lines(missing)} to the permissions of the job.`,
  };
}

/** Whether each job has the permissions that it needs. */
export function checkPermissions(jobs: readonly Job[]): readonly HealthFinding[] {
  return jobs.map(finding).filter((found) => found !== null);
}
