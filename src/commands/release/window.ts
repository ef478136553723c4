import type { CommitNode, Github } from '../../github/github.ts';
import { changesOf, type ReleasePaths } from './changed.ts';

/** What is asked about: what the default branch is at, and what was released of it. */
export interface WindowQuestion extends ReleasePaths {
  /** The commit at the tip of the default branch. */
  readonly tip: string;
  /** The commit up to which everything was released; null where the snapshot names none. */
  readonly released: string | null;
}

/** The commits that a release answers for. Unless it is `known`, there are none, and everything counts as unreviewed. */
export interface Window {
  /**
   * `rewritten`: what was released is not in the tip's history, or gone. `too-long`: more lies between than is looked
   * through.
   */
  readonly status: 'known' | 'rewritten' | 'too-long';
  /** Those whose manifests or configuration differ from their first parent's, oldest first. */
  readonly commits: readonly string[];
  /** The first parents that they were found among, oldest first: no gap in between, the last one is the tip. */
  readonly chain: readonly CommitNode[];
  /**
   * The commit whose configuration judges: the one before the first of the window; the tip, where the window is empty;
   * what was released, where the window is not known. null: there is none, and the defaults judge.
   */
  readonly rulesAt: string | null;
}

/** Commits, those of merged branches included: some 100 requests of the 1,000 that a job's token has in an hour. */
export const MOST_COMMITS = 5000;

const unknown = (status: 'rewritten' | 'too-long', rulesAt: string | null): Window => ({
  status,
  commits: [],
  chain: [],
  rulesAt,
});

function windowOf(changed: readonly CommitNode[], chain: readonly CommitNode[], tip: string): Window {
  const [first] = changed;
  const rulesAt = first === undefined ? tip : (first.parents[0] ?? null);
  return { status: 'known', commits: changed.map(({ id }) => id), chain, rulesAt };
}

/** From a commit to its first parent, and on as far as the commits are known; newest first. */
function followFrom(start: string | undefined, known: ReadonlyMap<string, CommitNode>): CommitNode[] {
  const chain: CommitNode[] = [];
  for (let id = start; id !== undefined; ) {
    const commit = known.get(id);
    if (commit === undefined) break;
    chain.push(commit);
    [id] = commit.parents;
  }
  return chain;
}

async function windowSince(github: Github, question: WindowQuestion, released: string): Promise<Window> {
  const { tip } = question;
  if (released === tip) return windowOf([], [], tip);
  const comparison = await github.compare(released, tip, MOST_COMMITS);
  if (comparison === null) return unknown('rewritten', null);
  const { status, commits } = comparison;
  if (status === 'behind' || status === 'diverged') return unknown('rewritten', released);
  if (commits === null) return unknown('too-long', released);
  const chain = followFrom(tip, new Map(commits.map((commit) => [commit.id, commit]))).reverse();
  return windowOf(await changesOf(github, question)(chain), chain, tip);
}

/** The window where nothing was released: the one commit that put there what the tip has. */
async function lastChange(github: Github, question: WindowQuestion): Promise<Window> {
  const { tip } = question;
  const changed = changesOf(github, question);
  const known = new Map<string, CommitNode>();
  const chain: CommitNode[] = [];
  let next: string | undefined = tip;
  for await (const page of github.history(tip)) {
    for (const commit of page) known.set(commit.id, commit);
    const more = followFrom(next, known);
    const [newest] = await changed(more);
    if (newest !== undefined) {
      chain.push(...more.slice(0, more.indexOf(newest) + 1));
      return windowOf([newest], chain.reverse(), tip);
    }
    chain.push(...more);
    // A page of a long branch may hold nothing of the chain.
    if (more.length > 0) next = more.at(-1)?.parents[0];
    if (next === undefined) return windowOf([], chain.reverse(), tip);
    if (known.size >= MOST_COMMITS) return unknown('too-long', null);
  }
  return windowOf([], chain.reverse(), tip);
}

/**
 * The commits that a release of the tip answers for: the first-parent commits after `released` whose manifests or
 * configuration differ from their first parent's. Where nothing was released, the newest such commit alone.
 *
 * It costs a request for every hundred commits in between, those of merged branches included; one for every hundred of
 * the first-parent commits; and one for every state of the manifests' folder, as far as that changed. More than 5,000
 * commits are not looked through. That is far more than a branch gets between two releases unless one of them never
 * worked, and fewer would not do: `released` stays where it is while people push other things.
 *
 * Where `released` is not in the tip's history, after a force push, nobody knows what was reviewed: the window has no
 * commits then. What is gone, and what is not found for there are too many, are not known either.
 *
 * @throws {Fault} `github.too-large` where the folder has more files than GitHub lists.
 */
export async function releaseWindow(github: Github, question: WindowQuestion): Promise<Window> {
  const { released } = question;
  return released === null ? lastChange(github, question) : windowSince(github, question, released);
}
