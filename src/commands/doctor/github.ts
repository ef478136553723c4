import { readDeploymentBranches } from '../../github/deployment-branches.ts';
import { readDefaultBranch } from '../../github/history.ts';
import { openRepository } from '../../github/open.ts';
import { isProtected } from '../../github/protection.ts';
import { readReviewRules } from '../../github/review-rules.ts';
import type { HealthFinding } from '../../model/health.ts';
import { githubAccess } from '../github-access.ts';
import type { Origin } from '../init/repository.ts';
import type { Io } from '../io.ts';
import { attempt } from './attempt.ts';
import { checkDeployments } from './deployments.ts';
import { checkReviews } from './reviews.ts';
import { checkSnapshotBranch } from './snapshot-branch.ts';

/** What the workflows use of GitHub. */
export interface Used {
  /** Where they keep the snapshot; null for the default branch. */
  readonly snapshotBranches: readonly (string | null)[];
  /** Who commits it: the job's own token, or one that the workflows give, which may be let past a protection. */
  readonly committer: 'job' | 'other';
  /** The environments that hold the writing key. */
  readonly environments: readonly string[];
}

/** What GitHub does not tell is not known: the token may be of somebody who may not see it. */
async function asked(
  check: string,
  ask: () => Promise<readonly HealthFinding[]>,
): Promise<readonly HealthFinding[]> {
  const { value, findings } = await attempt(check, ask);
  const unknown = findings.map(
    (finding): HealthFinding => ({
      ...finding,
      status: 'unknown',
      fix: 'Give a token in GH_TOKEN that may read it: "repo" of a classic one; Contents, Actions and Administration, read-only, of a fine-grained one.',
    }),
  );
  return value ?? unknown;
}

/** What stands for a name that only a run knows. */
const computed = (check: string, name: string): readonly HealthFinding[] => [
  {
    check,
    status: 'unknown',
    summary: `${name} is known only when the job runs`,
    fix: 'Write the name itself, or look at the settings of each that it can be.',
  },
];
const isComputed = (name: string): boolean => name.includes('${{');

/** What GitHub says of the repository at `origin`. Sends nothing but GET. */
export async function examineGithub(
  origin: Origin | null,
  used: Used,
  io: Io,
): Promise<readonly HealthFinding[]> {
  const access = githubAccess(origin, io);
  if (access === null) {
    const why = origin === null ? 'there is no remote "origin" on a server' : 'there is no token for it';
    return [
      {
        check: 'github',
        status: 'unknown',
        summary: `GitHub was not asked about protection, reviews and environments: ${why}`,
        fix: 'GH_TOKEN=$(gh auth token) pricebook doctor; for a server of your own, GITHUB_API_URL too.',
      },
    ];
  }
  const repository = openRepository(access);
  return asked('github', async () => {
    const name = await readDefaultBranch(repository);
    const branches = new Set(used.snapshotBranches.map((branch) => branch ?? name));
    const found = await Promise.all([
      ...[...branches].map((branch) =>
        asked('snapshot-branch', async () => {
          if (isComputed(branch)) return computed('snapshot-branch', branch);
          const found = { isProtected: await isProtected(repository, branch), committer: used.committer };
          return [await checkSnapshotBranch(repository, branch, found)];
        }),
      ),
      asked('reviews', async () => [checkReviews(name, await readReviewRules(repository, name))]),
      ...used.environments.map((environment) =>
        asked('deployments', async () => {
          if (isComputed(environment)) return computed('deployments', environment);
          const allowed = await readDeploymentBranches(repository, environment);
          return [
            checkDeployments(environment, allowed, {
              name,
              isProtected: await isProtected(repository, name),
            }),
          ];
        }),
      ),
    ]);
    return found.flat();
  });
}
