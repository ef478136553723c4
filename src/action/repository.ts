import { setTimeout as sleep } from 'node:timers/promises';
import type { PlanOptions } from '../commands/io.ts';
import { snapshotInGit } from '../commands/snapshot-branch.ts';
import type { Github } from '../github/github.ts';
import type { Trigger, Verb } from './event.ts';
import type { Inputs } from './inputs.ts';

/** The variables of the runner: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export type Env = Readonly<Record<string, string | undefined>>;

/** The repository of the run, as its token sees it; null without a token, or outside of GitHub. */
export async function githubOf({ token }: Inputs, env: Env): Promise<Github | null> {
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: apiUrl } = env;
  if (token === undefined || repository === undefined || apiUrl === undefined) return null;
  const { connectGithub } = await import('../github/connect.ts');
  return connectGithub({ token, repository, apiUrl });
}

/** What a run has of its repository: the snapshot in git, and what it releases. Nothing outside of GitHub. */
export async function repositoryOf(
  verb: Verb,
  { defaultBranch, env }: Trigger & { readonly env: Env },
  inputs: Inputs,
): Promise<Pick<PlanOptions, 'snapshots' | 'release'>> {
  const github = await githubOf(inputs, env);
  if (github === null || defaultBranch === null) return {};
  const branch = inputs.snapshotBranch ?? defaultBranch;
  const snapshots = snapshotInGit({ github, branch, defaultBranch });
  return verb === 'apply' ? { snapshots, release: { github, defaultBranch, wait: sleep } } : { snapshots };
}
