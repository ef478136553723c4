import { acceptsCommits } from './accepts.ts';
import { commitFile } from './commit.ts';
import { readCommitFacts } from './commit-facts.ts';
import { commentsOf } from './comments.ts';
import { readBlob, readFileAt, readTree } from './files.ts';
import type { Github } from './github.ts';
import {
  readBranchTip,
  readCommitsBetween,
  readComparison,
  readHistory,
  readParents,
  readPullRequest,
  readPullRequestsOf,
  readViewer,
} from './history.ts';
import { issuesOf } from './issues.ts';
import { readObjects } from './objects.ts';
import { openRepository, type GithubOptions } from './open.ts';
import { readPathHistory } from './path-history.ts';
import { pullsOf } from './pulls.ts';
import { replaceBranch } from './replace-branch.ts';
import { waitAfter } from './retry.ts';

/**
 * One repository of GitHub, or of GitHub Enterprise, over octokit. Nothing is sent before a method is called. Reads are
 * tried again while that may help; a write is sent once, unless it was refused for there were too many requests.
 *
 * @throws {Fault} `github.no-token`; and each method a `GithubFailure` for an answer that is not the one hoped for. No
 * message holds the token.
 */
export function connectGithub(options: GithubOptions): Github {
  const repository = openRepository(options);
  let login: string | undefined;
  return {
    async viewer() {
      // One token is one login: it is asked for before every look at comments.
      const known = login ?? (await readViewer(repository));
      login = known;
      return known;
    },
    pullRequest: (number) => readPullRequest(repository, number),
    pullRequestsOf: (commit) => readPullRequestsOf(repository, commit),
    parents: (commit) => readParents(repository, commit),
    commitsBetween: (base, head) => readCommitsBetween(repository, base, head),
    compare: (base, head, most) => readComparison(repository, { base, head }, most),
    history: (commit) => readHistory(repository, commit),
    objectsAt: (places) => readObjects(repository, places),
    branchTip: (name) => readBranchTip(repository, name),
    tree: (top, folder) => readTree(repository, top, folder),
    file: (commit, path) => readFileAt(repository, commit, path),
    blob: (id) => readBlob(repository, id),
    ...commentsOf(repository),
    issues: issuesOf(openRepository(options, 'issues')),
    pulls: pullsOf(repository),
    pause: (failure, attempt) => waitAfter(failure, attempt, repository.stop),
    commitFacts: (commit) => readCommitFacts(repository, commit),
    pathHistory: (place, most) => readPathHistory(repository, place, most),
    acceptsCommits: (branch) => acceptsCommits(repository, branch),
    commitFile: (commit) => commitFile(repository, commit),
    replaceBranch: (content) => replaceBranch(repository, content),
  };
}
