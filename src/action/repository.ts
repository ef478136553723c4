import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportJobOptions } from '../commands/import-proposal.ts';
import type { PlanOptions } from '../commands/io.ts';
import type { ReleaseRequest } from '../commands/release/release.ts';
import { snapshotInGit } from '../commands/snapshot-branch.ts';
import type { WatchOptions } from '../commands/watch.ts';
import type { Github } from '../github/github.ts';
import type { Trigger, Verb } from './event.ts';
import type { Inputs } from './inputs.ts';

/** The variables of the runner: https://docs.github.com/actions/reference/workflows-and-actions/variables */
type Env = Readonly<Record<string, string | undefined>>;

/** What a run is given from around it. */
export interface Surroundings {
  readonly env: Env;
  /** Aborted when the run is to stop. */
  readonly signal: AbortSignal;
}

/** The repository of the run, as its token sees it; null without a token, or outside of GitHub. */
export async function githubOf({ token }: Inputs, { env, signal }: Surroundings): Promise<Github | null> {
  const { GITHUB_REPOSITORY: repository, GITHUB_API_URL: apiUrl } = env;
  if (token === undefined || repository === undefined || apiUrl === undefined) return null;
  const { connectGithub } = await import('../github/connect.ts');
  return connectGithub({ token, repository, apiUrl, signal });
}

/** The page of the run, and of this attempt of it; null outside of GitHub. */
function runUrlOf(env: Env): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  if (server === undefined || repository === undefined || run === undefined) return null;
  return `${server}/${repository}/actions/runs/${run}/attempts/${env.GITHUB_RUN_ATTEMPT ?? '1'}`;
}

/** Waits, but no longer than until the run is stopped. */
async function waitUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** What a run has of its repository: the snapshot in git, and what it releases. Nothing outside of GitHub. */
export async function repositoryOf(
  verb: Verb,
  { event, defaultBranch, env, signal }: Trigger & Surroundings,
  inputs: Inputs,
): Promise<
  Pick<PlanOptions, 'snapshots' | 'release'> &
    Pick<WatchOptions, 'watch'> &
    Pick<ImportJobOptions, 'repository'>
> {
  const github = await githubOf(inputs, { env, signal });
  if (github === null || defaultBranch === null) return {};
  const branch = inputs.snapshotBranch ?? defaultBranch;
  const snapshots = snapshotInGit({ github, branch, defaultBranch });
  const repository = { github, defaultBranch };
  if (verb === 'drift') return { snapshots, watch: { ...repository, onDrift: inputs.onDrift } };
  if (verb === 'import') return { snapshots, repository };
  if (verb !== 'apply') return { snapshots };
  const release: ReleaseRequest = {
    github,
    defaultBranch,
    wait: async (milliseconds) => waitUnless(signal, milliseconds),
    isFresh: event === 'push',
    actor: env.GITHUB_TRIGGERING_ACTOR ?? env.GITHUB_ACTOR ?? null,
    runUrl: runUrlOf(env),
    comment: inputs.comment,
  };
  return { snapshots, release };
}
