import { isRefusal } from './commit.ts';
import { GithubFailure } from './failure.ts';
import type { Github } from './github.ts';
import { isProposalOf, withdrawnBody } from './proposal-body.ts';
import { standingOf } from './proposal-branch.ts';

/** What became of a proposal that nobody needs any more. */
export type Withdrawn =
  | { readonly status: 'closed'; readonly url: string }
  /** There is none that is open and ours alone, or the token may not: whatever there is stays as it is. */
  | { readonly status: 'none' };

async function withdrawOpen(
  github: Github,
  { branch, base, why }: { readonly branch: string; readonly base: string; readonly why: string },
): Promise<Withdrawn> {
  const viewer = await github.viewer();
  const open = (await github.pulls.from(branch)).find(
    (pull) =>
      pull.state === 'open' &&
      pull.base === base &&
      pull.author === viewer &&
      isProposalOf(branch, pull.body),
  );
  if (open === undefined) return { status: 'none' };
  const { foreign } = await standingOf({ github, viewer, branch, base, baseCommit: base, files: [] });
  if (foreign !== null) return { status: 'none' };
  await github.pulls.update(open.number, { body: withdrawnBody(branch, open.body), state: 'closed' });
  await github.createComment(open.number, why);
  return { status: 'closed', url: open.url };
}

/**
 * What became of the open pull request of a branch of ours, when there is nothing to propose any more: it is closed, and a
 * comment says why. Its marker goes, so that the same may be proposed again. One that has somebody's commits stays.
 *
 * @throws {GithubFailure} when GitHub does not answer.
 */
export async function withdraw(
  github: Github,
  proposal: { readonly branch: string; readonly base: string; readonly why: string },
): Promise<Withdrawn> {
  try {
    return await withdrawOpen(github, proposal);
  } catch (error) {
    if (error instanceof GithubFailure && isRefusal(error)) return { status: 'none' };
    throw error;
  }
}
