import { storeCommit } from './commits.ts';
import { ancestors, between, mergedFiles } from './history.ts';
import { moveBranch } from './pulls.ts';
import type { Repo } from './repo.ts';
import { runnerEnv } from './runner-env.ts';
import { organizationShape } from './shapes/organization.ts';
import { pullShape } from './shapes/pull.ts';
import { headCommitShape, pushCommitShape } from './shapes/push.ts';
import { repositoryShape } from './shapes/repository.ts';
import { userShape } from './shapes/user.ts';
import type { Pull } from './world.ts';

/** What starts a run: the variables of the runner, and what it writes to `GITHUB_EVENT_PATH`. */
export interface RunnerEvent {
  readonly env: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What happened to a pull request; retargeting and renaming are both `edited`. */
export type PullAction = 'opened' | 'synchronize' | 'reopened' | 'retargeted' | 'retitled';

/** The part that every payload ends with. */
const around = ({ state, world }: Repo, sender: string) => ({
  repository: repositoryShape(state, world.url),
  ...organizationShape(state),
  sender: userShape(sender),
});

/** What an action adds: https://docs.github.com/webhooks/webhook-events-and-payloads#pull_request */
function told(action: PullAction, { previous, head }: Pull): Readonly<Record<string, unknown>> {
  switch (action) {
    case 'opened':
    case 'reopened':
      return { action };
    case 'synchronize':
      return { action, before: previous.head, after: head.sha };
    case 'retargeted':
      return {
        action: 'edited',
        changes: { base: { ref: { from: previous.base.ref }, sha: { from: previous.base.sha } } },
      };
    case 'retitled':
      return { action: 'edited', changes: { title: { from: previous.title } } };
  }
}

/**
 * The event of a pull request as it is now. The run's commit is the test merge, so a pull request in conflict has none.
 * Who acts is the author of the pull request (`dependabot[bot]` for Dependabot's) unless somebody else is named.
 */
export function pullRequestEvent(
  repo: Repo,
  number: number,
  given: { readonly action: PullAction; readonly sender?: string } | PullAction,
): RunnerEvent {
  const { action, sender } = typeof given === 'string' ? { action: given } : given;
  const pull = repo.pull(number);
  if (pull.mergeCommit === null)
    throw new Error(`Pull request ${number} is in conflict: no workflow runs for it.`);
  const actor = sender ?? pull.author;
  return {
    env: runnerEnv(repo, {
      event: 'pull_request',
      ref: `refs/pull/${number}/merge`,
      sha: pull.mergeCommit,
      actor,
      base: pull.base.ref,
      head: pull.head.ref,
    }),
    payload: {
      ...told(action, pull),
      number,
      pull_request: pullShape(pull, repo.state, repo.world.url),
      ...around(repo, actor),
    },
  };
}

const QUEUE = 'github-merge-queue[bot]';

/**
 * Queues pull requests one on top of the other, as a merge queue does, and gives the event of the last: its base is
 * the group before it. https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group
 */
export function mergeGroupEvent(repo: Repo, numbers: readonly number[]): RunnerEvent {
  const { world, state } = repo;
  const base = repo.pull(numbers[0]!).base.ref;
  let [parent, head] = [repo.tip(base), repo.tip(base)];
  for (const number of numbers) {
    const pull = repo.pull(number);
    const files = mergedFiles(state.objects, head, pull.head.sha);
    if (files === null) throw new Error(`Pull request ${number} is in conflict with the queue.`);
    const message = `Merge pull request #${number} from ${pull.head.ref}\n\n${pull.title}`;
    parent = head;
    head = storeCommit(world, state, {
      files,
      parents: [parent, pull.head.sha],
      message,
      author: pull.author,
    });
    moveBranch(world, state, { branch: `gh-readonly-queue/${base}/pr-${number}-${parent}`, id: head });
  }
  const ref = `refs/heads/gh-readonly-queue/${base}/pr-${numbers.at(-1)}-${parent}`;
  return {
    env: runnerEnv(repo, { event: 'merge_group', ref, sha: head, actor: QUEUE }),
    payload: {
      action: 'checks_requested',
      merge_group: {
        head_sha: head,
        head_ref: ref,
        base_sha: parent,
        base_ref: `refs/heads/${base}`,
        head_commit: headCommitShape(state.objects.commits.get(head)!),
      },
      ...around(repo, QUEUE),
    },
  };
}

const NOTHING = '0'.repeat(40);

/** The event of a push that moved a branch from a commit (null: the branch is new) to where it is now. */
export function pushEvent(
  repo: Repo,
  given: { readonly before: string | null; readonly branch?: string; readonly sender?: string },
): RunnerEvent {
  const { state } = repo;
  const { before, branch = state.defaultBranch, sender = 'octocat' } = given;
  const after = repo.tip(branch);
  const commits = between(state.objects, before ?? NOTHING, after).map((commit) =>
    pushCommitShape(commit, state),
  );
  const page = `https://github.com/${state.fullName}`;
  return {
    env: runnerEnv(repo, { event: 'push', ref: `refs/heads/${branch}`, sha: after, actor: sender }),
    payload: {
      ref: `refs/heads/${branch}`,
      before: before ?? NOTHING,
      after,
      base_ref: null,
      compare: `${page}/compare/${(before ?? NOTHING).slice(0, 12)}...${after.slice(0, 12)}`,
      created: before === null,
      deleted: false,
      forced: before !== null && !ancestors(state.objects, after).has(before),
      pusher: { name: sender, email: `${sender}@users.noreply.github.com` },
      commits,
      head_commit: commits.at(-1) ?? null,
      ...around(repo, sender),
    },
  };
}

/** The event of a schedule: on the default branch's tip, in the name of whoever last changed the schedule. */
export const scheduleEvent = (repo: Repo, cron = '17 5 * * *'): RunnerEvent => ({
  env: runnerEnv(repo, {
    event: 'schedule',
    ref: `refs/heads/${repo.state.defaultBranch}`,
    sha: repo.tip(),
    actor: 'octocat',
  }),
  payload: { schedule: cron, workflow: '.github/workflows/pricebook-drift.yml', ...around(repo, 'octocat') },
});

/** The event of somebody who started the workflow by hand. */
export function dispatchEvent(
  repo: Repo,
  given: {
    readonly branch?: string;
    readonly inputs?: Readonly<Record<string, string>>;
    readonly sender?: string;
  } = {},
): RunnerEvent {
  const { branch = repo.state.defaultBranch, inputs = {}, sender = 'octocat' } = given;
  const ref = `refs/heads/${branch}`;
  return {
    env: runnerEnv(repo, { event: 'workflow_dispatch', ref, sha: repo.tip(branch), actor: sender }),
    payload: {
      inputs: Object.keys(inputs).length === 0 ? null : inputs,
      ref,
      workflow: '.github/workflows/pricebook.yml',
      ...around(repo, sender),
    },
  };
}
