import { isRefusal } from './commit.ts';
import { GithubFailure, isUnknownOutcome } from './failure.ts';
import type { FileContent, Github } from './github.ts';
import type { Asked } from './permission.ts';
import { proposalBody, proposalMarker } from './proposal-body.ts';
import { standingOf } from './proposal-branch.ts';
import type { BranchPull } from './pulls.ts';

/** A change of files that a pull request shall propose. */
export interface Proposal {
  /** Its own, and nobody else's: `pricebook/accept-live`. */
  readonly branch: string;
  /** The branch that it goes to. */
  readonly base: string;
  /** The commit of that branch that it is made on. */
  readonly baseCommit: string;
  /** What differs from that commit, and nothing else. */
  readonly files: readonly FileContent[];
  readonly title: string;
  /** Markdown; a line that marks it is put before it. */
  readonly body: string;
  readonly message: { readonly headline: string; readonly body: string };
}

/** What became of it. */
export type Proposed =
  | {
      /** `closed`: somebody closed the pull request that proposed the same. Nothing was written. */
      readonly status: 'opened' | 'updated' | 'unchanged' | 'closed';
      readonly number: number;
      readonly url: string;
    }
  /** The token may not; `why` names the permission or the setting. */
  | { readonly status: 'refused'; readonly why: string }
  /** The branch has somebody's commits. Nothing was written. */
  | { readonly status: 'foreign-branch'; readonly why: string };

interface Wanted extends Proposal {
  readonly github: Github;
  readonly viewer: string;
  readonly marker: string;
}

/** Title and body of a pull request that somebody else opened are his; a title of ours goes with its body. */
async function describe(
  wanted: Wanted,
  { number, author, body: before }: BranchPull,
): Promise<'written' | 'kept'> {
  const { github, viewer, marker, title, body: text } = wanted;
  const body = proposalBody(marker, text, viewer);
  if (author !== viewer || before.trimEnd() === body) return 'kept';
  await github.pulls.update(number, { title, body });
  return 'written';
}

/** One look, and what follows from it. */
async function settle(wanted: Wanted): Promise<Proposed> {
  const { github, viewer, marker, branch, base, baseCommit, files, title, message } = wanted;
  const pulls = (await github.pulls.from(branch)).filter((pull) => pull.base === base);
  const open = pulls.find(({ state }) => state === 'open');
  const declined = pulls.find(
    ({ state, author, body }) => state === 'closed' && author === viewer && body.startsWith(marker),
  );
  if (open === undefined && declined !== undefined) {
    return { status: 'closed', number: declined.number, url: declined.url };
  }
  const { tip, foreign, isSame } = await standingOf(wanted);
  if (foreign !== null) {
    const why = `The branch ${branch} is left as it is: ${foreign}. Merge it, or delete it, and run this again.`;
    return { status: 'foreign-branch', why };
  }
  if (!isSame) await github.replaceBranch({ branch, from: tip, base: baseCommit, files, message });
  if (open === undefined) {
    const body = proposalBody(marker, wanted.body, viewer);
    const { number, url } = await github.pulls.create({ branch, base, title, body });
    return { status: 'opened', number, url };
  }
  const text = await describe(wanted, open);
  const status = isSame && text === 'kept' ? 'unchanged' : 'updated';
  return { status, number: open.number, url: open.url };
}

const isOpening = ({ method, path }: Asked): boolean => method === 'POST' && path.endsWith('/pulls');

/** What opens a pull request comes last: its branch is there by then. */
function refused({ message, detail, asked }: GithubFailure, branch: string): Proposed {
  const left = isOpening(asked) ? ` The branch ${branch} has the commit.` : '';
  return { status: 'refused', why: `${message}. ${detail}${left}` };
}

const MOST_LOOKS = 4;

/** A pull request that GitHub did not list yet, or a new branch that it does not know everywhere. */
const LATE = /already exists|head invalid/i;

/** True when another look shows what to do: nobody knows what became of a write, or somebody came first. */
const isWorthALook = (failure: GithubFailure): boolean =>
  isUnknownOutcome(failure) ||
  (failure.asked.writes && failure.answer.status === 200) ||
  LATE.test(failure.answer.words);

/**
 * What became of a proposal: one branch with one commit, and one pull request, opened or brought up to date. Whatever
 * fails and whoever else runs: every write follows a look at the branch and its pull requests, a branch moves only from
 * where it was looked at, and a write with an unknown outcome is never repeated without another look.
 *
 * @throws {GithubFailure} when GitHub does not answer, or refuses the text (422: more than 65,536 characters).
 */
export async function propose(github: Github, proposal: Proposal): Promise<Proposed> {
  const marker = proposalMarker(proposal.branch, proposal.files);
  let done: 'opened' | 'updated' | null = null;
  for (let look = 1; ; look += 1) {
    try {
      const proposed = await settle({ ...proposal, github, marker, viewer: await github.viewer() });
      return proposed.status === 'unchanged' && done !== null ? { ...proposed, status: done } : proposed;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (isRefusal(error)) return refused(error, proposal.branch);
      if (look === MOST_LOOKS || !isWorthALook(error)) throw error;
      if (isUnknownOutcome(error)) done = isOpening(error.asked) ? 'opened' : (done ?? 'updated');
      await github.pause(error, look);
    }
  }
}
