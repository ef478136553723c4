import { commitOnTop } from './commit.ts';
import { GithubFailure } from './failure.ts';
import type { BranchContent } from './github.ts';
import type { Repository } from './open.ts';

/** Stands for a branch that is not there, or shall not be. */
const NOTHING = '0'.repeat(40);

/** Where a branch goes; where it must come from, unless that does not matter. */
interface Move {
  readonly branch: string;
  readonly before?: string;
  readonly after: string;
}

/** Moves one branch, makes or removes it. */
type Mover = (move: Move) => Promise<void>;

const MUTATION = `mutation ($input: UpdateRefsInput!) {
  updateRefs(input: $input) { clientMutationId }
}`;

/**
 * REST moves a branch by force from wherever it is; this compares first.
 * https://docs.github.com/graphql/reference/mutations#updaterefs
 */
async function moverOf({ octokit, at }: Repository): Promise<Mover> {
  const query = 'query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { id } }';
  const { repository } = await octokit.graphql<{ repository: { id: string } }>(query, { ...at });
  return async ({ branch, before, after }) => {
    const from = before === undefined ? {} : { beforeOid: before };
    const update = { name: `refs/heads/${branch}`, ...from, afterOid: after, force: true };
    await octokit.graphql(MUTATION, { input: { repositoryId: repository.id, refUpdates: [update] } });
  };
}

/** Removes a branch that is where it is expected to be; what cannot be removed is in nobody's way. */
async function tidy(move: Mover, branch: string, at: string): Promise<void> {
  try {
    await move({ branch, before: at, after: NOTHING });
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
  }
}

/**
 * Brings a branch to one new commit, which GitHub signs. It is made on a branch of its own, `<branch>.next`, which lasts
 * that long: GitHub signs what is committed on top of a branch only, and closes for good a pull request whose branch is
 * for a moment at its base. A run that is killed meanwhile leaves that branch, and the next one uses it.
 *
 * @throws {GithubFailure} also when the branch is elsewhere than `from`; it is left there.
 */
export async function replaceBranch(
  repository: Repository,
  { branch, from, base, files, message }: BranchContent,
): Promise<string> {
  const scratch = `${branch}.next`;
  const move = await moverOf(repository);
  await move({ branch: scratch, after: base });
  let at = base;
  try {
    at = await commitOnTop(repository, { branch: scratch, message, expectedHead: base }, files);
    await move({ branch, before: from ?? NOTHING, after: at });
    return at;
  } finally {
    await tidy(move, scratch, at);
  }
}
