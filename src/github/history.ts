import { hasStatus } from './failure.ts';
import type { CommitNode, Comparison, PullRequest } from './github.ts';
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
  return {
    number: data.number,
    isOpen: data.state === 'open',
    head: data.head.sha,
    base: data.base.ref,
    // While it is open GitHub names its test merge there.
    mergeCommit: data.merged ? data.merge_commit_sha : null,
    commits: data.commits,
  };
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

/** A commit as lists and comparisons have it. */
interface ListedCommit {
  readonly sha: string;
  readonly parents: readonly { readonly sha: string }[];
}

/** One page of a comparison. */
interface ComparisonPage {
  readonly status: Comparison['status'];
  readonly total_commits: number;
  readonly commits: readonly ListedCommit[];
}

const nodeOf = ({ sha, parents }: ListedCommit): CommitNode => ({
  id: sha,
  parents: parents.map((parent) => parent.sha),
});

/** Every page of a comparison; no more than the first where it has more than `most` commits. */
async function readPages(
  { octokit, at }: Repository,
  basehead: string,
  most: number,
): Promise<readonly ComparisonPage[]> {
  const compare = octokit.rest.repos.compareCommitsWithBasehead;
  return octokit.paginate(compare, { ...at, ...PAGE, basehead }, ({ data }, done) => {
    // Octokit's types take this answer for one of those that it unpacks; it unpacks none with a `url`.
    const answer: unknown = data;
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what GitHub documents of this answer
    const page = answer as ComparisonPage;
    if (page.total_commits > most) done();
    return [page];
  });
}

/** Commits from `base` (left out) to `head`, oldest first, over all pages. */
export async function readCommitsBetween(
  repository: Repository,
  base: string,
  head: string,
): Promise<string[]> {
  const pages = await readPages(repository, `${base}...${head}`, Number.POSITIVE_INFINITY);
  return pages.flatMap(({ commits }) => commits.map(({ sha }) => sha));
}

/**
 * How `head` stands to `base`, with at most so many commits, a hundred in each request; null where there is no such
 * commit as `base` any more, or the two have nothing in common.
 *
 * @throws {GithubFailure} when `head` is not to be seen either.
 * https://docs.github.com/rest/commits/commits#compare-two-commits
 */
export async function readComparison(
  repository: Repository,
  { base, head }: { readonly base: string; readonly head: string },
  most: number,
): Promise<Comparison | null> {
  try {
    const pages = await readPages(repository, `${base}...${head}`, most);
    const [first] = pages;
    if (first === undefined) return null;
    const { status, total_commits: total } = first;
    return {
      status,
      commits: total > most ? null : pages.flatMap(({ commits }) => commits.map(nodeOf)),
    };
  } catch (error) {
    if (!hasStatus(error, 404)) throw error;
    await readParents(repository, head);
    return null;
  }
}

/** A commit and all that it comes from, newest first, a hundred in each request. */
export async function* readHistory(
  { octokit, at }: Repository,
  commit: string,
): AsyncGenerator<readonly CommitNode[]> {
  const list = octokit.rest.repos.listCommits;
  for await (const { data } of octokit.paginate.iterator(list, { ...at, ...PAGE, sha: commit })) {
    yield data.map(nodeOf);
  }
}

/** The branch that pull requests go to unless they name another. */
export async function readDefaultBranch({ octokit, at }: Repository): Promise<string> {
  return (await octokit.rest.repos.get(at)).data.default_branch;
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
    await tipOf(repository, await readDefaultBranch(repository));
    return null;
  }
}
