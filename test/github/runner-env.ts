import type { Repo } from './repo.ts';
import { accountId } from './shapes/user.ts';

/** What a run of a workflow was started by. */
export interface Started {
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  readonly actor: string;
  /** Branches of a pull request; empty for every other event. */
  readonly base?: string;
  readonly head?: string;
}

/** The variables that the runner sets: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export function runnerEnv({ world, state }: Repo, started: Started): Readonly<Record<string, string>> {
  const { event, ref, sha, actor, base = '', head = '' } = started;
  const [owner = ''] = state.fullName.split('/');
  const branch = ref.replace(/^refs\/(heads|pull)\//, '');
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: actor,
    GITHUB_ACTOR_ID: String(accountId(actor)),
    GITHUB_TRIGGERING_ACTOR: actor,
    GITHUB_API_URL: world.url,
    GITHUB_GRAPHQL_URL: world.graphqlUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_BASE_REF: base,
    GITHUB_HEAD_REF: head,
    GITHUB_EVENT_NAME: event,
    GITHUB_REF: ref,
    GITHUB_REF_NAME: branch,
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REF_PROTECTED: String(state.protections.has(branch)),
    GITHUB_REPOSITORY: state.fullName,
    GITHUB_REPOSITORY_ID: String(state.id),
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: String(accountId(owner)),
    GITHUB_RUN_ID: '15873209415',
    GITHUB_RUN_NUMBER: '31',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_JOB: 'pricebook',
    GITHUB_SHA: sha,
    GITHUB_WORKFLOW: 'Pricebook',
    GITHUB_WORKFLOW_REF: `${state.fullName}/.github/workflows/pricebook.yml@${ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
    RUNNER_ENVIRONMENT: 'github-hosted',
  };
}
