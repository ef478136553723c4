import { snapshotInGit, type SnapshotInGit } from '../commands/snapshot-branch.ts';
import type { Trigger } from './event.ts';
import type { Inputs } from './inputs.ts';

/** Where the run's snapshot is in git; undefined without a token, or outside of GitHub. */
export async function snapshotsOf(
  { defaultBranch }: Trigger,
  { token, snapshotBranch }: Inputs,
  env: Readonly<Record<string, string | undefined>>,
): Promise<SnapshotInGit | undefined> {
  const branch = snapshotBranch ?? defaultBranch;
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: apiUrl } = env;
  if (
    token === undefined ||
    branch === null ||
    defaultBranch === null ||
    repository === undefined ||
    apiUrl === undefined
  )
    return undefined;
  const { connectGithub } = await import('../github/connect.ts');
  return snapshotInGit({ github: connectGithub({ token, repository, apiUrl }), branch, defaultBranch });
}
