import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanOptions } from '../commands/io.ts';
import { openRelease } from '../commands/release/release.ts';
import { snapshotInGit } from '../commands/snapshot-branch.ts';
import type { Trigger, Verb } from './event.ts';
import type { Inputs } from './inputs.ts';

/** What a run has of its repository on GitHub; nothing without a token, or outside of GitHub. */
export async function repositoryOf(
  verb: Verb,
  { defaultBranch, env }: Trigger & { readonly env: Readonly<Record<string, string | undefined>> },
  { token, snapshotBranch }: Inputs,
): Promise<Pick<PlanOptions, 'snapshots' | 'release'>> {
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: apiUrl } = env;
  if (token === undefined || defaultBranch === null || repository === undefined || apiUrl === undefined)
    return {};
  const { connectGithub } = await import('../github/connect.ts');
  const github = connectGithub({ token, repository, apiUrl });
  const snapshots = snapshotInGit({ github, branch: snapshotBranch ?? defaultBranch, defaultBranch });
  if (verb !== 'apply') return { snapshots };
  return { snapshots, release: await openRelease({ github, defaultBranch, wait: sleep }) };
}
