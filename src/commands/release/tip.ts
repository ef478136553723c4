import type { Github } from '../../github/github.ts';
import { Fault } from '../../model/fault.ts';
import { differsFrom, isCommitted } from '../../workspace/checkout.ts';
import { refuseLinks } from '../review/trees.ts';
import type { ReleasePaths } from './changed.ts';

/** A repository, and the branch of it that is released. */
export interface Repository {
  readonly github: Github;
  readonly defaultBranch: string;
}

/** The path in the working folder that is not what a commit has there; null when all are. */
export async function otherThan(
  github: Github,
  commit: string,
  { plans, config }: ReleasePaths,
): Promise<string | null> {
  const tree = await github.tree(commit, plans);
  refuseLinks(plans, tree);
  const manifest = await differsFrom(plans, tree);
  if (manifest !== null) return manifest;
  return (await isCommitted(config, await github.file(commit, config))) ? null : config;
}

/**
 * The tip of the default branch, which the working folder is as far as manifests and configuration go.
 *
 * @throws {Fault} `release.no-branch` without that branch, `release.other-checkout` when the working folder is not it.
 */
export async function checkedOutTip(
  { github, defaultBranch }: Repository,
  paths: ReleasePaths,
): Promise<string> {
  const commit = await github.branchTip(defaultBranch);
  if (commit === null) {
    throw new Fault(
      'release.no-branch',
      `there is no branch ${defaultBranch}`,
      'Release the default branch.',
    );
  }
  const other = await otherThan(github, commit, paths);
  if (other === null) return commit;
  throw new Fault(
    'release.other-checkout',
    `${other} in the working folder is not what ${defaultBranch} has at ${commit}`,
    `Give actions/checkout "ref: ${defaultBranch}": a run that waited, or was started again, has an old commit.`,
  );
}
