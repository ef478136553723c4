import { groupBy } from '../../../lib/group.ts';
import type { HealthFinding } from '../../../model/health.ts';
import { DEFAULT_ACTION } from '../../init/setup.ts';
import type { Job } from './jobs.ts';

const check = 'workflow-pins';

/** A commit, an image by its digest, or a file of the repository itself. */
const PINNED = /@[0-9a-f]{40}$|@sha256:|^\.\//;

/** What `init` writes until somebody says where the action is. */
const isPlaceholder = (name: string): boolean => name.startsWith(`${DEFAULT_ACTION.repository}@`);

/** Whether every action beside the keys is pinned by commit: whoever owns an action can move a tag of it. */
export function checkPins(jobs: readonly Job[]): readonly HealthFinding[] {
  const open = jobs.flatMap(({ uses }) => uses).filter(({ name }) => !PINNED.test(name));
  return [...groupBy(open, ({ name }) => name)].map(([name, places]): HealthFinding => {
    const where = places.map((place) => place.where).join(', ');
    if (isPlaceholder(name)) {
      const fix = `Put the repository that has the action in the place of ${DEFAULT_ACTION.repository}, and a commit behind the "@".`;
      return {
        check,
        status: 'error',
        summary: `${name} stands for an action that is not there: ${where}`,
        fix,
      };
    }
    return {
      check,
      status: 'warning',
      summary: `${name} is not pinned by commit: ${where}`,
      fix: 'Write the commit (40 digits) behind the "@" and the version as a comment; Dependabot proposes the next.',
    };
  });
}
