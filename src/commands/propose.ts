import { propose, type Proposal, type Proposed } from '../github/propose.ts';
import { withdraw } from '../github/withdraw.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { ReleasePaths } from './release/changed.ts';
import { checkedOutTip, type Repository } from './release/tip.ts';

/** Manifests for a pull request: each with its new text. */
export interface ProposedFiles extends Pick<Proposal, 'branch' | 'title' | 'body'> {
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/** What came of a pull request of ours: a sentence for people, and its address where there is one. */
export interface ProposalEnd {
  readonly text: string;
  readonly url: string | null;
  readonly problems: readonly Diagnostic[];
}

function endOf(proposed: Proposed, patch: string): ProposalEnd {
  switch (proposed.status) {
    case 'opened':
    case 'updated':
    case 'unchanged':
      // The same words every morning: the issue has them too, and changes only when something does.
      return { text: `Proposed in ${proposed.url}`, url: proposed.url, problems: [] };
    case 'closed':
      return {
        text: `Proposed before, and closed by somebody: ${proposed.url}`,
        url: proposed.url,
        problems: [],
      };
    case 'refused':
    case 'foreign-branch': {
      const problem: Diagnostic = {
        severity: 'warning',
        code: 'propose.not-opened',
        summary: `the pull request could not be opened: ${proposed.why}`,
        detail: patch,
      };
      return { text: '', url: null, problems: [problem] };
    }
  }
}

/**
 * Opens the one pull request that a branch of ours is for, or brings it up to date, on top of the tip of the default branch.
 *
 * @param patch what to do where it may not be opened.
 * @throws {Fault} `release.other-checkout` when the working folder, which the files were made from, is not that tip.
 */
export async function proposeFiles(
  repository: Repository & ReleasePaths,
  { files, ...proposal }: ProposedFiles,
  patch: string,
): Promise<ProposalEnd> {
  const { github, defaultBranch } = repository;
  const baseCommit = await checkedOutTip(repository, repository);
  const proposed = await propose(github, {
    ...proposal,
    base: defaultBranch,
    baseCommit,
    files: files.map(({ path, text }) => ({ path, bytes: Buffer.from(text) })),
    message: { headline: proposal.title, body: '' },
  });
  return endOf(proposed, patch);
}

/** Closes what a branch of ours proposes, where there is nothing to propose any more: the sentence for people, or none. */
export async function withdrawFiles(
  { github, defaultBranch }: Repository,
  { branch, why }: { readonly branch: string; readonly why: string },
): Promise<ProposalEnd> {
  const withdrawn = await withdraw(github, { branch, base: defaultBranch, why });
  const text = withdrawn.status === 'closed' ? `Closed ${withdrawn.url}: ${why}` : '';
  return { text, url: null, problems: [] };
}
