import { hasStatus } from './failure.ts';
import type { PullRequest } from './github.ts';
import type { Repository } from './open.ts';

const PAGE = { per_page: 100 };

/** The login that the token acts as. `GET /user` is closed to the job's token; GraphQL is not. */
export async function readViewer({ octokit }: Repository): Promise<string> {
  const { viewer } = await octokit.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return viewer.login;
}

/** A pull request as it is now. */
export async function readPullRequest({ octokit, at }: Repository, number: number): Promise<PullRequest> {
  const { data } = await octokit.rest.pulls.get({ ...at, pull_number: number });
  return { number: data.number, isOpen: data.state === 'open', head: data.head.sha, base: data.base.ref };
}

/** Numbers of the pull requests that contain a commit, open, closed and merged. */
export async function readPullRequestsOf({ octokit, at }: Repository, commit: string): Promise<number[]> {
  const list = octokit.rest.repos.listPullRequestsAssociatedWithCommit;
  const pulls = await octokit.paginate(list, { ...at, ...PAGE, commit_sha: commit });
  return pulls.map(({ number }) => number);
}

/** The ids of a commit's parents, first parent first. */
export async function readParents({ octokit, at }: Repository, commit: string): Promise<string[]> {
  const { data } = await octokit.rest.git.getCommit({ ...at, commit_sha: commit });
  return data.parents.map(({ sha }) => sha);
}

/** Commits from `base` (left out) to `head`, oldest first, over all pages. */
export async function readCommitsBetween(
  { octokit, at }: Repository,
  base: string,
  head: string,
): Promise<string[]> {
  const compare = octokit.rest.repos.compareCommitsWithBasehead;
  const parameters = { ...at, ...PAGE, basehead: `${base}...${head}` };
  return octokit.paginate(compare, parameters, ({ data }) => {
    // Octokit's types take this answer for one of those that it unpacks; it unpacks none with a `url`.
    const page: unknown = data;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return (page as { readonly commits: readonly { readonly sha: string }[] }).commits.map(({ sha }) => sha);
  });
}

const tipOf = async ({ octokit, at }: Repository, branch: string): Promise<string> =>
  (await octokit.rest.git.getRef({ ...at, ref: `heads/${branch}` })).data.object.sha;

/**
 * The commit at the tip of a branch, or null where there is no such branch.
 *
 * @throws {GithubFailure} `github.not-found` when the default branch is not to be seen either: to a token that may not
 * read a private repository everything in it looks absent.
 */
export async function readBranchTip(repository: Repository, name: string): Promise<string | null> {
  try {
    return await tipOf(repository, name);
  } catch (error) {
    // A repository without any commit.
    if (hasStatus(error, 409)) return null;
    if (!hasStatus(error, 404)) throw error;
    const { octokit, at } = repository;
    await tipOf(repository, (await octokit.rest.repos.get(at)).data.default_branch);
    return null;
  }
}
