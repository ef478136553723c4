import { GithubFailure, isUnknownOutcome } from './failure.ts';
import { readFileAt } from './files.ts';
import type { Committed, FileCommit, FileContent } from './github.ts';
import { readBranchTip, readParents } from './history.ts';
import type { Repository } from './open.ts';
import { waitAfter } from './retry.ts';

const MUTATION = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/**
 * Commits on top of the branch: signed by GitHub, and only while the branch is where it is expected to be.
 * https://docs.github.com/graphql/reference/mutations#createcommitonbranch
 */
export async function commitOnTop(
  { octokit, at }: Repository,
  { branch, message, expectedHead }: Pick<FileCommit, 'branch' | 'message' | 'expectedHead'>,
  files: readonly FileContent[],
): Promise<string> {
  const additions = files.flatMap(({ path, bytes }) =>
    bytes === null ? [] : [{ path, contents: bytes.toString('base64') }],
  );
  const deletions = files.flatMap(({ path, bytes }) => (bytes === null ? [{ path }] : []));
  const { createCommitOnBranch } = await octokit.graphql<{
    createCommitOnBranch: { commit: { oid: string } };
  }>(MUTATION, {
    input: {
      branch: { repositoryNameWithOwner: `${at.owner}/${at.repo}`, branchName: branch },
      message,
      fileChanges: { additions, deletions },
      expectedHeadOid: expectedHead,
    },
  });
  return createCommitOnBranch.commit.oid;
}

/**
 * Makes a commit without parents and a branch at it; GraphQL commits to branches that exist only. Until the branch is
 * there nothing of it is seen. https://docs.github.com/rest/git
 */
async function commitFirst({ octokit, at }: Repository, commit: FileCommit): Promise<string> {
  const { git } = octokit.rest;
  const { branch, path, bytes, message } = commit;
  const blob = await git.createBlob({ ...at, content: bytes.toString('base64'), encoding: 'base64' });
  const entry = { path, mode: '100644', type: 'blob', sha: blob.data.sha } as const;
  const tree = await git.createTree({ ...at, tree: [entry] });
  const text = message.body === '' ? message.headline : `${message.headline}\n\n${message.body}`;
  const made = await git.createCommit({ ...at, message: text, tree: tree.data.sha, parents: [] });
  await git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: made.data.sha });
  return made.data.sha;
}

/** Rulesets and classic protection have different errors; some of them have no type at all. */
const PROTECTED = /repository rule|rule violation|protected branch|through a pull request/i;

/** True for a commit or a branch that the token may not make: for want of a permission, or by the branch's rules. */
export function isRefusal({ code, answer }: GithubFailure): boolean {
  return (
    code === 'github.forbidden' ||
    answer.types.includes('BRANCH_PROTECTION_RULE_VIOLATION') ||
    PROTECTED.test(answer.words)
  );
}

/** True when a branch is at the very commit that a request with an unknown outcome was to make. */
async function isMade(repository: Repository, head: string, commit: FileCommit): Promise<boolean> {
  const parents = await readParents(repository, head);
  const expected = commit.expectedHead === null ? [] : [commit.expectedHead];
  if (parents.join(' ') !== expected.join(' ')) return false;
  return (await readFileAt(repository, head, commit.path))?.equals(commit.bytes) ?? false;
}

const MOST_TRIES = 4;

/**
 * What became of a commit of one file. The branch moves at most once: GitHub compares its tip with the expected one,
 * so that a try with an unknown outcome may be repeated, and one that was done after all is recognised.
 *
 * @throws {GithubFailure} when GitHub does not answer, or refuses for another reason than who may write where.
 */
export async function commitFile(repository: Repository, commit: FileCommit): Promise<Committed> {
  const send = (): Promise<string> =>
    commit.expectedHead === null
      ? commitFirst(repository, commit)
      : commitOnTop(repository, commit, [commit]);
  let unsure = false;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { status: 'committed', commit: await send() };
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (isRefusal(error)) return { status: 'refused', why: `${error.message}. ${error.detail}` };
      unsure ||= isUnknownOutcome(error);
      const head = await readBranchTip(repository, commit.branch);
      if (head !== commit.expectedHead) {
        const made = unsure && head !== null && (await isMade(repository, head, commit));
        return made ? { status: 'committed', commit: head } : { status: 'stale', head };
      }
      // The tip that was compared may be older than the one that was read.
      const passes = isUnknownOutcome(error) || error.answer.types.includes('STALE_DATA');
      if (!passes || attempt === MOST_TRIES) throw error;
      await waitAfter(error, attempt, repository.stop);
    }
  }
}
