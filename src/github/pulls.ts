import type { Repository } from './open.ts';

/** A pull request from a branch of the repository itself. */
export interface BranchPull {
  readonly number: number;
  readonly url: string;
  /** The login of whoever opened it. */
  readonly author: string;
  readonly body: string;
  /** The name of the branch that it goes to. */
  readonly base: string;
  /** A merged one is not called closed. */
  readonly state: 'open' | 'closed' | 'merged';
}

/** What a pull request says. */
interface PullText {
  readonly title: string;
  readonly body: string;
}

/** What becomes of a pull request; what is not named stays. */
type PullChange = Partial<PullText> & { readonly state?: 'closed' };

/** The pull requests of a repository. */
export interface Pulls {
  /** Every pull request from a branch of the repository, over all pages, newest first. */
  from(branch: string): Promise<readonly BranchPull[]>;
  create(pull: PullText & { readonly branch: string; readonly base: string }): Promise<BranchPull>;
  update(number: number, change: PullChange): Promise<BranchPull>;
}

/** What is read of a pull request as GitHub answers it. */
interface AnsweredPull {
  readonly number: number;
  readonly html_url: string;
  readonly user: { readonly login: string } | null;
  readonly body: string | null;
  readonly state: string;
  readonly merged_at: string | null;
  readonly base: { readonly ref: string };
}

/** A deleted account has no login. The web editor ends lines as Windows does. */
const pullOf = ({
  number,
  html_url: url,
  user,
  body,
  state,
  merged_at: merged,
  base,
}: AnsweredPull): BranchPull => ({
  number,
  url,
  author: user?.login ?? '',
  body: (body ?? '').replaceAll('\r\n', '\n'),
  base: base.ref,
  state: state === 'open' ? 'open' : merged === null ? 'closed' : 'merged',
});

/**
 * The filter goes by the owner's name, who may have a fork with a branch of the same name.
 * https://docs.github.com/rest/pulls/pulls#list-pull-requests
 */
async function readPullsFrom({ octokit, at }: Repository, branch: string): Promise<BranchPull[]> {
  const head = `${at.owner}:${branch}`;
  const asked = { ...at, head, state: 'all', sort: 'created', direction: 'desc', per_page: 100 } as const;
  const answered = await octokit.paginate(octokit.rest.pulls.list, asked);
  return answered
    .filter((pull) => pull.head.ref === branch && pull.head.repo?.id === pull.base.repo.id)
    .map(pullOf);
}

/** https://docs.github.com/rest/pulls/pulls#create-a-pull-request */
async function createPull(
  { octokit, at }: Repository,
  { branch, ...pull }: PullText & { readonly branch: string; readonly base: string },
): Promise<BranchPull> {
  return pullOf((await octokit.rest.pulls.create({ ...at, ...pull, head: branch })).data);
}

/** https://docs.github.com/rest/pulls/pulls#update-a-pull-request */
async function updatePull(
  { octokit, at }: Repository,
  number: number,
  change: PullChange,
): Promise<BranchPull> {
  return pullOf((await octokit.rest.pulls.update({ ...at, pull_number: number, ...change })).data);
}

/** The pull requests of a repository. */
export function pullsOf(repository: Repository): Pulls {
  return {
    from: (branch) => readPullsFrom(repository, branch),
    create: (pull) => createPull(repository, pull),
    update: (number, change) => updatePull(repository, number, change),
  };
}
