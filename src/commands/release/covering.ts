import type { Github, PullRequest } from '../../github/github.ts';
import { atOnce } from '../../lib/at-once.ts';
import type { Window } from './window.ts';

/** A commit of a window with the pull requests that brought it; none of them: it was pushed directly. */
export interface CoveredCommit {
  readonly commit: string;
  readonly pullRequests: readonly PullRequest[];
}

/** Whose merges count, and how to wait. */
export interface CoveringOptions {
  readonly defaultBranch: string;
  /** Waits, but no longer than the run is wanted. */
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** How long GitHub is asked again: for what may be released, or only for whom to tell of it. */
  readonly patience: keyof typeof PAUSES;
}

/** Milliseconds between looks: GitHub may need up to a minute until it knows whose commit a merge made. */
const PAUSES = { minute: [2000, 4000, 8000, 16_000, 30_000], moment: [2000], none: [] } as const;

/** What GitHub says at one time; each thing is asked once. */
interface Look {
  /** The pull requests that have a commit, as far as they are merged. */
  readonly mergedWith: (commit: string) => Promise<readonly PullRequest[]>;
}

function look(github: Github): Look {
  const pulls = new Map<number, Promise<PullRequest>>();
  const commits = new Map<string, Promise<readonly PullRequest[]>>();
  const pull = async (number: number): Promise<PullRequest> => {
    const asked = pulls.get(number) ?? github.pullRequest(number);
    pulls.set(number, asked);
    return asked;
  };
  const ask = async (commit: string): Promise<readonly PullRequest[]> => {
    const numbers = await github.pullRequestsOf(commit);
    const found = await Promise.all(numbers.map(pull));
    return found.filter(({ mergeCommit }) => mergeCommit !== null);
  };
  return {
    async mergedWith(commit) {
      const asked = commits.get(commit) ?? ask(commit);
      commits.set(commit, asked);
      return asked;
    },
  };
}

type Chain = Window['chain'];

/**
 * The commits after one that a rebase would have made with it, its merge commit included; null where the pull request
 * did not put it there. Every commit of a rebase has one parent, and there are no more of them than it had before.
 */
function rebasedWith(
  chain: Chain,
  commit: string,
  { mergeCommit, commits }: PullRequest,
): readonly string[] | null {
  const from = chain.findIndex(({ id }) => id === commit);
  const to = chain.findIndex(({ id }) => id === mergeCommit);
  const rebased = from < 0 || to < from ? [] : chain.slice(from, to + 1);
  const isRebase = rebased.length <= commits && rebased.every(({ parents }) => parents.length === 1);
  return rebased.length > 0 && isRebase ? rebased.slice(1).map(({ id }) => id) : null;
}

type Verdict = 'brought' | 'not-brought' | 'unsure';

async function verdictOn(
  pull: PullRequest,
  { commit, chain }: { readonly commit: string; readonly chain: Chain },
  { mergedWith }: Look,
): Promise<Verdict> {
  if (pull.mergeCommit === commit) return 'brought';
  const others = rebasedWith(chain, commit, pull);
  if (others === null) return 'not-brought';
  const lists = await atOnce(others, mergedWith);
  if (lists.some((list) => list.length === 0)) return 'unsure';
  return lists.every((list) => list.some(({ number }) => number === pull.number)) ? 'brought' : 'not-brought';
}

/** The pull requests that brought a commit; null where GitHub may not know them yet. */
async function coverOf(
  commit: string,
  { chain, defaultBranch }: { readonly chain: Chain; readonly defaultBranch: string },
  at: Look,
): Promise<readonly PullRequest[] | null> {
  const merged = await at.mergedWith(commit);
  const candidates = merged.filter(({ base }) => base === defaultBranch);
  const judged = await atOnce(candidates, async (pull) => ({
    pull,
    verdict: await verdictOn(pull, { commit, chain }, at),
  }));
  const found = judged.filter(({ verdict }) => verdict === 'brought').map(({ pull }) => pull);
  const unsure = merged.length === 0 || judged.some(({ verdict }) => verdict === 'unsure');
  return found.length === 0 && unsure ? null : found;
}

/**
 * For every commit of a window, in its order, the pull requests that brought it to the default branch: those that are
 * merged into it by this commit, or by a later one of the same rebase. GitHub also names pull requests that only
 * contain the commit: those did not bring it.
 *
 * After a merge GitHub may not know the pull request yet. Where it names no merged one it is asked again, for as long as
 * the patience is, over all commits together; then the commit counts as pushed directly. It costs a request for each commit, for each
 * pull request, and for each other commit of a rebase.
 * https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit
 */
export async function coveringPullRequests(
  github: Github,
  { commits, chain }: Window,
  { defaultBranch, wait, patience }: CoveringOptions,
): Promise<readonly CoveredCommit[]> {
  const known = new Map<string, readonly PullRequest[]>();
  for (const pause of [...PAUSES[patience], null]) {
    const at = look(github);
    const open = commits.filter((commit) => !known.has(commit));
    await atOnce(open, async (commit) => {
      const found = await coverOf(commit, { chain, defaultBranch }, at);
      if (found !== null) known.set(commit, found);
    });
    if (known.size === commits.length || pause === null) break;
    await wait(pause);
  }
  return commits.map((commit) => ({ commit, pullRequests: known.get(commit) ?? [] }));
}
