import type { Github } from '../../github/github.ts';
import type { ReviewRecord } from '../../model/record.ts';
import { coveringPullRequests, type CoveringOptions } from './covering.ts';
import { recordsOf } from './reviewed.ts';
import { MOST_COMMITS, type Window } from './window.ts';

/** A pull request of a release, with what it showed. */
export interface ReleasedPullRequest {
  readonly number: number;
  /** null where it has no record that counts. */
  readonly record: ReviewRecord | null;
  /** An earlier release used the record, and what that could not do is pending: it covers nothing any more. */
  readonly isSpent: boolean;
}

/** What is asked about: a release, and the commit up to which an earlier one, that failed in part, used the reviews. */
export interface PullRequestsQuestion {
  readonly window: Window;
  readonly tip: string;
  readonly reviewed: string | null;
}

/** The commits of the window whose reviews were not used yet; none where nobody knows. */
async function unused(
  github: Github,
  { window: { commits }, tip, reviewed }: PullRequestsQuestion,
): Promise<ReadonlySet<string>> {
  if (reviewed === null) return new Set(commits);
  const since = reviewed === tip ? null : await github.compare(reviewed, tip, MOST_COMMITS);
  if (since?.status !== 'ahead') return new Set();
  const later = new Set(since.commits?.map(({ id }) => id));
  return new Set(commits.filter((commit) => later.has(commit)));
}

/** The pull requests that brought the commits of a window, each once, in the order of the commits. */
export async function pullRequestsIn(
  github: Github,
  question: PullRequestsQuestion,
  options: CoveringOptions & { readonly environment: string },
): Promise<readonly ReleasedPullRequest[]> {
  const covered = await coveringPullRequests(github, question.window, options);
  const fresh = await unused(github, question);
  const pulls = new Map(
    covered.flatMap((each) => each.pullRequests.map((pull) => [pull.number, pull] as const)),
  );
  const unspent = new Set(
    covered
      .filter(({ commit }) => fresh.has(commit))
      .flatMap(({ pullRequests }) => pullRequests.map(({ number }) => number)),
  );
  const records = await recordsOf(github, [...pulls.values()], options);
  return records.map((read) => ({ ...read, isSpent: !unspent.has(read.number) }));
}
